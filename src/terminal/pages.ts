import type { Authority } from '../authorities/authority.ts'
import type { Case } from '../cases/case.ts'
import type { Inbox } from '../cases/inbox.ts'
import type { OwnCase, OwnPage } from '../cases/own.ts'
import type { Receipt } from '../cases/receipt.ts'
import type { Answered } from '../cases/report.ts'
import type { DeskPage } from '../cases/show.ts'
import { moveInWords, stateInWords } from '../chat/pages/states.ts'
import { whenInWords } from '../chat/when.ts'
import { detailInWords } from './words.ts'

/** The council whose case it is, and the moment at which it is shown. */
export interface Here {
  authority: Authority
  now: Date
}

export function receiptText({ authority, now }: Here, receipt: Receipt): string {
  const { reference, desk, told, promised, target, says, alreadyKnown, canFollow, banner } = receipt
  return lines([
    banner,
    `Saved. Your reference is ${reference}. It is with the ${desk} desk now.`,
    alreadyKnown ? 'We already know of this link. Thank you for telling us as well.' : undefined,
    told.length > 0 ? `These are being told: ${told.join(', ')}.` : undefined,
    `Somebody takes it up by ${whenInWords(authority, promised, now)}. Our target is ${target}; no policy sets it.`,
    ...says,
    canFollow
      ? `Read it, add to it or take it back with "npm run case --" and read, add or withdraw, and ${reference}.`
      : 'Nothing about you was kept, so you cannot follow it or be answered.',
  ])
}

export function inboxText({ authority, now }: Here, { cases, more }: Inbox): string {
  if (cases.length === 0) return 'There is no case for you.'
  const rows = cases.map(one =>
    [one.reference, one.desk, one.subtype, ...marksOf(one), stateInWords[one.state]]
      .concat(whenInWords(authority, one.opened, now))
      .join('  '),
  )
  return lines([...rows, more > 0 ? `and ${more} more` : undefined])
}

function marksOf({ urgent, drill }: Case): string[] {
  return [...(urgent ? ['urgent'] : []), ...(drill ? ['a drill'] : [])]
}

export function caseText({ authority, now }: Here, page: DeskPage): string {
  const { case: found, report, history, messages, notes, files, clocks, warnings } = page
  const at = (when: Date) => whenInWords(authority, when, now)
  return lines([
    page.banner,
    `${found.reference}  ${page.desk}: ${page.subtype}${found.urgent ? '  urgent' : ''}`,
    `${stateInWords[found.state]}.${page.ownerName ? ` ${page.ownerName} has it.` : ` Promised by ${at(found.promised)}.`}`,
    fromWords(page),
    ...clocks.map(({ name, due, law }) => `${name}: by ${at(due)} (${law})`),
    '',
    ...report.answered.map(answerText),
    ...report.clauses.map(({ policy, ref, text }) => `Clause ${ref} of ${policy}: ${text}`),
    ...(page.related.length > 0 ? [`About the same link: ${page.related.join(', ')}`] : []),
    ...files.map(({ id, name, bytes, scan }) => `File ${id}: ${name}, ${bytes} bytes, ${scan}`),
    warnings ? `Warning ${warnings.given} of ${warnings.of} has been given to this person.` : undefined,
    '',
    ...history.map(line =>
      [at(line.at), moveInWords[line.move], detailInWords(authority, line), `by ${line.whoName}`]
        .concat(line.note ? `note: ${line.note}` : [], line.words ? `words: ${line.words}` : [])
        .filter(Boolean)
        .join('  '),
    ),
    ...messages.map(({ at: when, side, kind, text }) => `${at(when)}  ${side}, ${kind}: ${text}`),
    ...notes.map(({ at: when, whoName, text }) => `${at(when)}  note by ${whoName}: ${text}`),
    ...page.seenBy.map(({ name, first }) => `${at(first)}  first seen by ${name}`),
  ])
}

function fromWords({ reporter, case: { identity } }: DeskPage): string {
  if (reporter) return `From ${reporter.name}${reporter.confidential ? ', in confidence' : ''}`
  return identity === 'anonymous'
    ? 'From somebody who gave no name, and to whom nobody can write.'
    : 'From somebody who gave no name.'
}

export function ownListText({ authority, now }: Here, cases: OwnCase[]): string {
  if (cases.length === 0) return 'You have sent nothing that we still know is yours.'
  return lines(
    cases.map(({ reference, desk, state, opened, mayPress }) =>
      [reference, desk, stateInWords[state], whenInWords(authority, opened, now)]
        .concat(mayPress ? 'the time we promised is over' : [])
        .join('  '),
    ),
  )
}

export function ownText({ authority, now }: Here, page: OwnPage): string {
  const at = (when: Date) => whenInWords(authority, when, now)
  return lines([
    `${page.reference}  ${page.desk} desk: ${stateInWords[page.state]}`,
    page.mayPress ? 'The time we promised is over. Say so with "nobody-answered".' : undefined,
    '',
    ...page.answered.map(answerText),
    ...page.files.map(({ name, bytes }) => `File: ${name}, ${bytes} bytes`),
    '',
    ...page.history.map(({ at: when, move, words }) => `${at(when)}  ${moveInWords[move]}${words ? `: ${words}` : ''}`),
    ...page.messages.map(({ at: when, side, text }) => `${at(when)}  ${side === 'desk' ? 'the desk' : 'you'}: ${text}`),
  ])
}

function answerText({ ask, answer, chosen }: Answered): string {
  return `${ask} ${(chosen ?? [answer].flat()).join('; ')}`
}

function lines(all: (string | undefined)[]): string {
  return all.filter(line => line !== undefined).join('\n')
}
