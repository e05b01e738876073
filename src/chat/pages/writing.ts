import type { Act } from '../act.ts'
import type { Field, Reply } from '../reply.ts'
import { askFor, type Progress, paragraph } from './form.ts'

type WriteAct = Extract<Act, { do: 'write' }>

const asks: Record<WriteAct['what'], { heading: string; ask: string; help: string; send: string }> = {
  addition: {
    heading: 'Add something to your report',
    ask: 'What do you want to add?',
    help: 'What you sent first stays as it is. If the desk has asked you something, answer it here.',
    send: 'Send it',
  },
  question: {
    heading: 'Ask whoever reported it',
    ask: 'What do you want to ask?',
    help: 'They are told that there is a question, and read it here.',
    send: 'Send it',
  },
  note: {
    heading: 'Write a note',
    ask: 'A note for the desk',
    help: 'Whoever reported it never sees this. Whoever the law lets ask for it may.',
    send: 'Save it',
  },
}

export function writeForm(act: WriteAct, progress: Progress, noPictures: boolean): Reply {
  const { heading, ask, help, send } = asks[act.what]
  const file: Field = { id: 'files', ask: 'Do you have a file to add?', kind: 'file', required: false, several: false }
  const fields = [paragraph('text', ask, true, help), ...(noPictures ? [] : [file])]
  return askFor(act, `${heading}: ${act.reference}`, fields, { ...progress, send, noPictures })
}

export function withdrawForm(act: Extract<Act, { do: 'withdraw' | 'reopen-own' }>, submission: string): Reply {
  const isBack = act.do === 'withdraw'
  const fields = [paragraph('words', isBack ? 'Do you want to say why?' : 'What has happened since?', false)]
  const before = isBack
    ? ['What you sent is kept with the case. Where somebody may be in danger, the desk still looks at it.']
    : ['The desk is told, and looks at it again.']
  const heading = isBack ? 'Take your report back' : 'Ask the desk to look again'
  return askFor(act, `${heading}: ${act.reference}`, fields, { given: {}, submission, before, send: heading })
}
