import type { Authority } from '../../authorities/authority.ts'
import type { Exported } from '../../cases/records.ts'
import type { Act } from '../act.ts'
import type { Action, Reply } from '../reply.ts'
import { whenInWords } from '../when.ts'
import { askFor, choice, type Progress, paragraph } from './form.ts'

export function recordsForm(progress: Progress): Reply {
  const under = {
    'subject-access': 'Subject access',
    'freedom-of-information': 'Freedom of information',
    'court-order': 'An order of a court',
  }
  const help = 'All of these words must stand in a case, wherever somebody wrote them.'
  const fields = [
    choice('under', 'Why do you look?', under),
    paragraph('reason', 'Who asked, when, and for what?', true, 'This is kept on record, sealed.'),
    { id: 'words', ask: 'Words to look for', kind: 'text', required: false, several: false, help } as const,
    paragraph('references', 'Cases to give out', false, 'References, one a line. Leave this empty to search first.'),
    paragraph('take-out', 'Words to take out', false, 'One name or phrase a line. Who reported it is never given out.'),
  ]
  const before = [
    'That you looked is on record. The heads of the desks are told of what you find and of what you give out.',
  ]
  return askFor({ do: 'records' }, 'Search and give out records', fields, { ...progress, before, send: 'Go on' })
}

export function holdForm(act: Extract<Act, { do: 'hold' }>, progress: Progress): Reply {
  const heading = act.on ? 'Keep a case whatever its age' : 'Let a case go'
  const fields = [paragraph('note', 'Why?', true)]
  return askFor(act, `${heading}: ${act.reference}`, fields, { ...progress, send: heading })
}

/** What is given out, as text that can be printed, and the same as a file. */
export function exportedPage(authority: Authority, cases: readonly Exported[], now: Date): Reply {
  const text = cases.map(one => exportedText(authority, one, now)).join('\n\n\n')
  return {
    title: `Cases given out: ${cases.length}`,
    blocks: [
      { is: 'notice', tone: 'plain', text: 'Read it before you send it on. That you gave it out is on record.' },
      { is: 'file', name: 'records.txt', kind: 'text/plain', content: Buffer.from(text) },
      ...cases.flatMap(one => [
        { is: 'quote', text: exportedText(authority, one, now), from: one.reference } as const,
        { is: 'actions', actions: keeping(one.reference) } as const,
      ]),
    ],
    for: 'asker',
  }
}

/** Of what was asked for, a case may have to be kept longer than others, or was. */
function keeping(reference: string): Action[] {
  return [
    { label: `Keep ${reference} whatever its age`, act: { do: 'hold', reference, on: true } },
    { label: `Let ${reference} go in its time`, act: { do: 'hold', reference, on: false } },
  ]
}

function exportedText(authority: Authority, one: Exported, now: Date): string {
  const when = (at: Date) => whenInWords(authority, at, now)
  return [
    `${one.reference}, ${one.desk}, ${when(one.opened)}, ${one.state}`,
    ...one.answered.map(({ ask, answer }) => `${ask}\n${answer}`),
    ...one.history.map(({ at, move, note, words }) => [when(at), move, note, words].filter(Boolean).join(': ')),
    ...one.messages.map(({ at, from, text }) => `${when(at)}, ${from}: ${text}`),
    ...one.notes.map(({ at, text }) => `${when(at)}, note: ${text}`),
    ...one.warnings.map(({ at, profile, text }) => `${when(at)}, warning to ${profile}: ${text}`),
    ...one.files.map(({ at, name }) => `${when(at)}, file: ${name}`),
  ].join('\n\n')
}
