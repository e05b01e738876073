import type { Authority } from '../authorities/authority.ts'
import { localTime } from '../authorities/hours.ts'
import type { Case } from '../cases/case.ts'
import type { Inbox } from '../cases/inbox.ts'
import type { OwnCase, OwnPage } from '../cases/own.ts'
import type { Receipt } from '../cases/receipt.ts'
import type { Answered } from '../cases/report.ts'
import type { DeskPage } from '../cases/show.ts'

export function receiptText(authority: Authority, receipt: Receipt): string {
  const { reference, desk, told, promised, target, says, alreadyKnown, canFollow, banner } = receipt
  return lines([
    banner,
    `Your reference is ${reference}. It has gone to the ${desk} desk.`,
    alreadyKnown ? 'We already know of this link. Thank you for telling us as well.' : undefined,
    `Told: ${told.join(', ')}.`,
    `Somebody takes it up by ${at(authority, promised)}. Our target is ${target}; no policy sets it.`,
    ...says,
    canFollow ? undefined : 'Nothing about you was kept, so you cannot follow it or be answered.',
  ])
}

export function inboxText(authority: Authority, { cases, more }: Inbox): string {
  if (cases.length === 0) return 'There is no case for you.'
  const rows = cases.map(one =>
    [one.reference, one.desk, one.subtype, one.state, ...marksOf(one), at(authority, one.opened)].join('  '),
  )
  return lines([...rows, more > 0 ? `and ${more} more` : undefined])
}

function marksOf({ urgent, drill }: Case): string[] {
  return [urgent ? 'urgent' : '', ...(drill ? ['a drill'] : [])]
}

export function caseText(authority: Authority, page: DeskPage): string {
  const { case: found, report, history, messages, notes, files, reporter } = page
  return lines([
    page.banner,
    `${found.reference}  ${page.desk}: ${page.subtype}  ${found.state}${found.urgent ? '  urgent' : ''}`,
    reporter
      ? `From ${reporter.name}${reporter.confidential ? ', in confidence' : ''}`
      : 'From somebody who gave no name',
    page.ownerName
      ? `Dealt with by ${page.ownerName}`
      : `Nobody has taken it up. Promised by ${at(authority, found.promised)}.`,
    '',
    ...report.answered.map(answerText),
    ...report.clauses.map(({ policy, ref, text }) => `Clause ${ref} of ${policy}: ${text}`),
    ...(page.related.length > 0 ? [`About the same link: ${page.related.join(', ')}`] : []),
    ...files.map(({ id, name, bytes, scan }) => `File ${id}: ${name}, ${bytes} bytes, ${scan}`),
    '',
    ...history.map(({ at: when, whoName, move, detail, note, words }) =>
      [at(authority, when), move, detail, `by ${whoName}`, note && `note: ${note}`, words && `words: ${words}`]
        .filter(Boolean)
        .join('  '),
    ),
    ...messages.map(({ at: when, side, kind, text }) => `${at(authority, when)}  ${side}, ${kind}: ${text}`),
    ...notes.map(({ at: when, whoName, text }) => `${at(authority, when)}  note by ${whoName}: ${text}`),
  ])
}

export function ownListText(authority: Authority, cases: OwnCase[]): string {
  if (cases.length === 0) return 'You have sent nothing that we still know is yours.'
  return lines(
    cases.map(({ reference, desk, state, opened, mayPress }) =>
      [reference, desk, state, at(authority, opened), mayPress ? 'nobody has answered in time' : ''].join('  '),
    ),
  )
}

export function ownText(authority: Authority, page: OwnPage): string {
  return lines([
    `${page.reference}  ${page.desk}  ${page.state}`,
    page.mayPress ? 'The time we promised is over. You can press "nobody has answered".' : undefined,
    '',
    ...page.answered.map(answerText),
    '',
    ...page.history.map(({ at: when, move, words }) => `${at(authority, when)}  ${move}${words ? `: ${words}` : ''}`),
    ...page.messages.map(
      ({ at: when, side, text }) => `${at(authority, when)}  ${side === 'desk' ? 'the desk' : 'you'}: ${text}`,
    ),
  ])
}

function answerText({ ask, answer, chosen }: Answered): string {
  return `${ask} ${(chosen ?? [answer].flat()).join('; ')}`
}

function at(authority: Authority, when: Date): string {
  const { day, time } = localTime(authority, when)
  return `${day} ${time}`
}

function lines(all: (string | undefined)[]): string {
  return all.filter(line => line !== undefined).join('\n')
}
