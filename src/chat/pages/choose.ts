import type { DeskHere } from '../../desks/receives.ts'
import type { Block, Reply } from '../reply.ts'

/** Which desk? Each with what it is for, so that nobody has to know what we call it. */
export function choosePage(desks: readonly DeskHere[], draft: string | undefined): Reply {
  const blocks = desks.map(
    ({ id, name, for: purpose }): Block => ({
      ...{ is: 'facts', heading: name, facts: [['For', purpose]] },
      actions: [{ label: `Open: ${name}`, act: { do: 'desk', desk: id, ...(draft ? { draft } : {}) } }],
    }),
  )
  const danger = { is: 'notice', tone: 'danger', text: 'If anyone is in immediate danger, call 999 now.' } as const
  return { title: 'What do you want to report?', blocks: [danger, ...blocks], for: 'asker' }
}
