import type { OwnCase } from '../../cases/own.ts'
import type { DeskHere } from '../../desks/receives.ts'
import type { Block, Reply } from '../reply.ts'
import { stateInWords } from './states.ts'

/** Which desk? Each with what it is for, so that nobody has to know what we call it. */
export function choosePage(desks: readonly DeskHere[], draft: string | undefined): Reply {
  const blocks = desks.map(
    ({ id, name, for: purpose }): Block => ({
      ...{ is: 'facts', heading: name, facts: [['For', purpose]] },
      actions: [{ label: `Open: ${name}`, act: { do: 'desk', desk: id, ...(draft ? { draft } : {}) } }],
    }),
  )
  return { title: 'What do you want to report?', blocks: [danger, ...blocks], for: 'asker' }
}

const danger: Block = { is: 'notice', tone: 'danger', text: 'If anyone is in immediate danger, call 999 now.' }

/** A file came by itself. It belongs to a report that they sent, or it begins one; nothing of it was opened. */
export function whatForPage(own: readonly OwnCase[], desks: readonly DeskHere[], draft: string | undefined): Reply {
  const { blocks } = choosePage(desks, draft)
  const reports = own.map(({ reference, desk, state, noPictures }): Block => {
    const act = { do: 'write', reference, what: 'addition' } as const
    const facts: [string, string][] = [
      ['Desk', desk],
      ['State', stateInWords[state]],
    ]
    return noPictures
      ? {
          ...{ is: 'facts', heading: reference, facts: [...facts, ['Files', takesNone]] },
          actions: [{ label: `Add words to ${reference}`, act }],
        }
      : {
          ...{ is: 'facts', heading: reference, facts },
          actions: [{ label: `Add it to ${reference}`, act: { ...act, ...(draft ? { draft } : {}) } }],
        }
  })
  const [first, ...rest] = blocks
  return {
    title: 'What is this file for? It has not been opened.',
    blocks: [
      ...(first ? [first] : []),
      { is: 'text', heading: 'A report that you have sent', text: '' },
      ...reports,
      { is: 'text', heading: 'A new report', text: '' },
      ...rest,
    ],
    for: 'asker',
  }
}

const takesNone = 'It takes no file. Send no picture and no copy of one, to anybody. Say where it is in words.'
