import { z } from 'zod'
import { keys } from './sentences.ts'
import { Address, Days, Id, yesNo } from './written.ts'

const reachable = { name: z.string().min(1), pretend: yesNo.default(false), reach: z.array(Address).min(1) }

/** Somebody. A pretend person stands in for whoever the council will name, so that it can be tried out before. */
export const Person = keys({
  ...reachable,
  away: z.array(Days).default([]),
  /** Who manages them. A report to the whistleblowing desk about somebody never reaches their manager either. */
  manager: Id.optional(),
}).superRefine(pretendsTruly)
export type Person = z.infer<typeof Person>

/** A place in a chat where several read. Who they are is needed: a report about one of them is not put there. */
export const Room = keys({
  ...reachable,
  'read by': z.array(Id).min(1),
  /** Where a question asked in it is answered: there, or to whoever asked alone, who may then show it there. */
  answers: z.enum(['here', 'in private']).default('here'),
}).superRefine(pretendsTruly)
export type Room = z.infer<typeof Room>

/** A post that somebody holds. Nobody holds it yet where both lists are empty: then it is for the council to fill. */
export const Role = keys({
  name: z.string().min(1),
  people: z.array(Id).default([]),
  rooms: z.array(Id).default([]),
  /** Asked when all its people are away, and as a step of the ladder. */
  deputies: z.array(Id).default([]),
  /** The role above: the next step of the ladder. */
  head: Id.optional(),
  /** The roles told instead when a report is about whoever holds this one. */
  instead: z.array(Id).default([]),
})
export type Role = z.infer<typeof Role>

/** A firm outside the council. It is never told by itself: a person of the council passes on what may be shared. */
export const Agency = keys(reachable).superRefine(pretendsTruly)
export type Agency = z.infer<typeof Agency>

/** A telephone line, for all desks unless it names some. */
export const Line = keys({
  name: z.string().min(1),
  number: z.string().regex(/^\+?[\d ]{3,20}$/, {
    error: 'write a telephone number in digits and spaces.',
  }),
  pretend: yesNo.default(false),
  for: z.array(Id).optional(),
})
export type Line = z.infer<typeof Line>

/** `.test` is reserved and can never be delivered to: pretend addresses end in it, and no others do. */
function pretendsTruly(who: { pretend: boolean; reach: string[] }, context: z.RefinementCtx): void {
  for (const [n, address] of who.reach.entries()) {
    if (!address.startsWith('email:') || address.endsWith('.test') === who.pretend) continue
    const message = who.pretend
      ? `a pretend address must end in .test, so that nobody real is ever written to.`
      : `"${address}" ends in .test and reaches nobody. Write the real address, or say pretend: yes.`
    context.addIssue({ code: 'custom', path: ['reach', n], message })
  }
}
