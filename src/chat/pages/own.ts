import type { Authority } from '../../authorities/authority.ts'
import type { OwnCase, OwnPage } from '../../cases/own.ts'
import type { Answered } from '../../cases/report.ts'
import type { Action, Block, Reply } from '../reply.ts'
import { whenInWords } from '../when.ts'
import { moveInWords, stateInWords } from './states.ts'

/** All that somebody has sent and that we still know they sent. */
export function minePage(authority: Authority, cases: readonly OwnCase[], now: Date): Reply {
  const none = 'You have sent nothing that we still know is yours. Reports without a name that ended are not listed.'
  const list = cases.map((one): Block => {
    const { reference } = one
    return {
      ...{ is: 'facts', heading: reference, facts: factsOf(authority, one, now) },
      actions: [{ label: `Open ${reference}`, act: { do: 'own', reference } }],
    }
  })
  return {
    title: 'What you have reported',
    blocks: list.length > 0 ? list : [{ is: 'text', text: none }],
    for: 'asker',
  }
}

/** A case as the person who sent it sees it: what they sent, what became of it, and what they can do. */
export function ownPage(authority: Authority, page: OwnPage, now: Date, first: Block[] = []): Reply {
  const when = (at: Date) => whenInWords(authority, at, now)
  const blocks: Block[] = [
    ...first,
    ...(page.mayPress ? [{ is: 'notice', tone: 'warning', text: late } as const] : []),
    { is: 'facts', facts: factsOf(authority, page, now), actions: actionsOn(page) },
    ...page.messages.map(
      ({ at, side, text }): Block => ({
        ...{ is: 'quote', text },
        from: `${when(at)}, ${side === 'desk' ? 'the desk asked' : 'you wrote'}`,
      }),
    ),
    { is: 'text', heading: 'What happened', text: page.history.map(line => historyLine(when, line)).join('\n') },
    ...page.history.flatMap(({ words, at }): Block[] =>
      words ? [{ is: 'quote', text: words, from: `${when(at)}, the desk to you` }] : [],
    ),
    { is: 'text', heading: 'What you sent', text: '' },
    ...page.answered.map(answerQuote),
    ...(page.files.length > 0
      ? [{ is: 'text', heading: 'Files you sent', text: page.files.map(({ name }) => `- ${name}`).join('\n') } as const]
      : []),
  ]
  return { title: `Your report ${page.reference}`, blocks, for: 'asker' }
}

const late = 'The time by which somebody was to take it up has passed. You can say that nobody has answered.'

function factsOf(authority: Authority, { reference, desk, state, opened, promised }: OwnCase, now: Date) {
  const facts: [string, string][] = [
    ['Reference', reference],
    ['Desk', desk],
    ['State', stateInWords[state]],
    ['Sent', whenInWords(authority, opened, now)],
  ]
  if (['received', 'reopened', 'transferred'].includes(state))
    facts.push(['Somebody takes it up by', whenInWords(authority, promised, now)])
  return facts
}

function actionsOn({ reference, version, mayPress, mayWithdraw, mayReopen }: OwnPage): Action[] {
  return [
    ...(mayPress
      ? [{ label: 'Nobody has answered', act: { do: 'unanswered', reference }, tone: 'main' } as const]
      : []),
    { label: 'Add something', act: { do: 'write', reference, what: 'addition' } },
    ...(mayWithdraw ? [{ label: 'Take it back', act: { do: 'withdraw', reference, version } } as const] : []),
    ...(mayReopen ? [{ label: 'Ask to look again', act: { do: 'reopen-own', reference, version } } as const] : []),
  ]
}

function historyLine(when: (at: Date) => string, { at, move }: OwnPage['history'][number]): string {
  return `- ${when(at)}: ${moveInWords[move]}`
}

/** One answer of a report, in the words that stand there. */
export function answerQuote({ ask, answer, chosen }: Answered): Block {
  return { is: 'quote', text: (chosen ?? [answer].flat()).join('; '), from: ask }
}
