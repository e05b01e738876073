import { statusNotes } from '../../answers/status.ts'
import type { Clause, Policy } from '../../clauses/clause.ts'
import type { Block, Reply } from '../reply.ts'

/** How many clauses before and after it are shown with a clause. */
const around = 2

/** A clause in its place in the document: what comes before it, itself, and what comes after. */
export function clausePage(policy: Policy, clause: Clause, now: Date): Reply {
  const at = policy.clauses.indexOf(clause)
  const near = policy.clauses.slice(Math.max(0, at - around), at + around + 1)
  const notes = statusNotes(policy, now)
  const [last, next] = [policy.clauses[at - around - 1], policy.clauses[at + around + 1]]
  const onward = [
    ...(last
      ? [{ label: `Back to ${last.ref}`, act: { do: 'clause', policy: policy.id, ref: last.ref } } as const]
      : []),
    ...(next ? [{ label: `On to ${next.ref}`, act: { do: 'clause', policy: policy.id, ref: next.ref } } as const] : []),
  ]
  return {
    title: `${policy.title}, ${clause.ref}`,
    blocks: [
      ...(notes.length > 0 ? [{ is: 'notice', tone: 'warning', text: notes.join('\n') } as const] : []),
      ...near.map((one): Block => quoteFrom(policy, one, one === clause)),
      ...(onward.length > 0 ? [{ is: 'actions', actions: onward } as const] : []),
    ],
    for: 'asker',
  }
}

function quoteFrom(policy: Policy, { ref, heading, text, page, printed }: Clause, isMeant: boolean): Block {
  const from = [
    `${ref}${printed ? ` (printed “${printed}”)` : ''}`,
    ...(heading ? [heading] : []),
    ...(page === null ? [] : [`page ${page}`]),
  ].join(', ')
  return {
    is: 'quote',
    text: text || '(no text)',
    from,
    ...(policy.status === 'digest' ? { ours: true } : {}),
    ...(isMeant ? { marked: true } : {}),
  }
}
