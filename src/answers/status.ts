import type { Clause, Policy } from '../clauses/clause.ts'
import type { Status } from './answer.ts'
import { type Law, lawsNamed } from './laws.ts'

/** What a reader must know of a clause before relying on it. */
export function statusOf(clause: Clause, policy: Policy, laws: Law[], differsInCopy: boolean, now: Date): Status[] {
  const found: Status[] = []
  if (policy.status !== 'unknown') found.push(policy.status)
  if (policy.original === 'draft') found.push('draft')
  if (isOverdue(policy, now)) found.push('review-overdue')
  if (policy.date === undefined) found.push('undated')
  if (lawsNamed(clause.text, laws).some(law => law.kind !== 'advice')) found.push('law-replaced')
  if (differsInCopy) found.push('differs-in-copy')
  return found
}

/** The same for the whole document, in words for a person. */
export function statusNotes(policy: Policy, now: Date): string[] {
  const dated = policy.date === undefined ? '' : ` (${policy.date})`
  const notes: string[] = []
  if (policy.status === 'draft' || policy.original === 'draft')
    notes.push(`${policy.title} is marked DRAFT${dated}. Check that it is in force.`)
  if (isOverdue(policy, now))
    notes.push(
      `${policy.title}${dated} should have been reviewed by ${policy.review?.due}; it says “${policy.review?.says.replace(/\.$/, '')}”.`,
    )
  if (policy.date === undefined) notes.push(`${policy.title} shows no date. Check that it is still current.`)
  return notes
}

export function isOverdue(policy: Policy, now: Date): boolean {
  return policy.review?.due !== undefined && policy.review.due < now.toISOString().slice(0, 10)
}
