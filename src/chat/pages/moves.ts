import type { DeskPage } from '../../cases/show.ts'
import type { Act } from '../act.ts'
import type { Field, Reply } from '../reply.ts'
import { askFor, choice, type Progress, paragraph } from './form.ts'

type MoveAct = Extract<Act, { do: 'move' }>

/** What a move needs before it can be made. */
export function moveForm(act: MoveAct, page: DeskPage, progress: Progress): Reply {
  const { heading, send, fields } = forms(page, progress.given)[act.move]
  return askFor(act, `${heading}: ${act.reference}`, fields, { ...progress, send })
}

interface MoveForm {
  heading: string
  send: string
  fields: Field[]
}

function forms(page: DeskPage, given: Record<string, unknown>): Record<MoveAct['move'], MoveForm> {
  const note = (required: boolean, ask = 'A note for the desk') => paragraph('note', ask, required)
  const toReporter = paragraph('words', 'Words for the person who reported it', false, 'They read this. Name nobody.')
  const words = page.canBeAsked ? [toReporter] : []
  // With the end of a case goes the address of somebody without a name.
  const atEnd = page.case.identity === 'anonymous-with-replies' ? [] : words
  const people = named(page.colleagues)
  const reasons = page.outcomes.every(({ giveReason }) => giveReason)
  const desk = page.desks.find(({ id }) => id === given['desk'])
  const subtype = desk ? [choice('subtype', 'Which kind is it there?', desk.subtypes, false)] : []
  return {
    acknowledge: { heading: 'Take it up', send: 'I take it up', fields: words },
    assign: {
      heading: 'Say who deals with it',
      send: 'Save',
      fields: [choice('to', 'Who deals with it?', people), note(false), ...words],
    },
    resolve: {
      heading: 'Close it',
      send: 'Close it',
      fields: [
        choice('outcome', 'How did it end?', named(page.outcomes)),
        note(reasons, 'The reason, for the record'),
        ...atEnd,
      ],
    },
    transfer: {
      heading: 'Pass to another desk',
      send: 'Pass it on',
      fields: [
        { ...choice('desk', 'Which desk?', named(page.desks)), changes: true },
        ...subtype,
        note(true, 'Why does it belong there?'),
        ...words,
      ],
    },
    return: { heading: 'Hand it back', send: 'Hand it back', fields: [note(true, 'Why do you hand it back?')] },
    reopen: { heading: 'Open it again', send: 'Open it again', fields: [note(false), ...words] },
    withdraw: { heading: 'Take it back', send: 'Take it back', fields: words },
  }
}

export function stepBackForm(act: Act, submission: string): Reply {
  const fields = [paragraph('note', 'Do you want to say why?', false, 'Only the record keeps this.')]
  const before = ['You will not see this case any more. Those who stand in for you are told.']
  return askFor(act, 'I should not deal with this', fields, { given: {}, submission, send: 'Step back', before })
}

export function warnForm(act: Extract<Act, { do: 'warn' }>, progress: Progress): Reply {
  const isBlock = act.kind === 'block'
  const ask = isBlock ? 'What was posted, and when was it blocked?' : 'What was said to them, and how?'
  return askFor(act, isBlock ? 'Log a block' : 'Log a warning', [paragraph('text', ask, true)], {
    ...progress,
    send: 'Write it into the log',
  })
}

/** The ids and names of a choice; Slack shows 75 characters of each. */
function named(all: readonly { id: string; name: string }[]): Record<string, string> {
  return Object.fromEntries(all.map(({ id, name }) => [id, name.slice(0, 75)]))
}
