import type { Authority } from '../../authorities/authority.ts'
import type { Case } from '../../cases/case.ts'
import type { Inbox } from '../../cases/inbox.ts'
import type { DeskHere } from '../../desks/receives.ts'
import type { Block, Reply } from '../reply.ts'
import { whenInWords } from '../when.ts'
import { stateInWords } from './states.ts'

/** The cases somebody may deal with, the most urgent first, each with how its clock stands. */
export function inboxPage(
  authority: Authority,
  desks: readonly DeskHere[],
  inbox: Inbox,
  page: number,
  now: Date,
): Reply {
  const { cases, more } = inbox
  const rows = cases.map((one): Block => {
    const { reference } = one
    return {
      ...{ is: 'facts', heading: reference, facts: factsOf(authority, desks, one, now) },
      ...(isWaiting(one) ? { counts: { fact: 'To be taken up by', to: one.promised } } : {}),
      actions: [{ label: `Open ${reference}`, act: { do: 'case', reference } }],
    }
  })
  const none: Block = { is: 'text', text: 'There is no open case for you.' }
  const next: Block = {
    is: 'actions',
    actions: [{ label: `${more} more`, act: { do: 'inbox', page: page + 1 } }],
  }
  const title = `Cases for you: ${cases.length + more + page * cases.length}`
  return { title, blocks: [...(rows.length > 0 ? rows : [none]), ...(more > 0 ? [next] : [])], for: 'asker' }
}

function factsOf(authority: Authority, desks: readonly DeskHere[], found: Case, now: Date): [string, string][] {
  const { desk: id, subtype, state, urgent, drill, promised, opened, owner } = found
  const desk = desks.find(one => one.id === id)
  const facts: [string, string | undefined][] = [
    ['A drill', drill ? 'Yes' : undefined],
    ['Urgent', urgent ? 'Yes' : undefined],
    ['Desk', desk?.name ?? id],
    ['Kind', desk?.['sub-types'][subtype]?.name ?? subtype],
    ['State', stateInWords[state]],
    ['Dealt with by', owner ? (authority.people[owner]?.name ?? 'somebody who has left') : undefined],
    [
      'To be taken up by',
      isWaiting(found)
        ? `${whenInWords(authority, promised, now)}${promised < now ? ' (this has passed)' : ''}`
        : undefined,
    ],
    ['Sent', whenInWords(authority, opened, now)],
  ]
  return facts.flatMap(([name, value]): [string, string][] => (value === undefined ? [] : [[name, value]]))
}

function isWaiting({ state }: Case): boolean {
  return ['received', 'reopened', 'transferred', 'withdrawn'].includes(state)
}
