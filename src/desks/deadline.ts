import type { Authority } from '../authorities/authority.ts'
import { type Given, kindOf, questionsNow } from './asked.ts'
import { momentAnswered } from './moment.ts'
import type { DeskHere } from './receives.ts'
import type { Kind } from './route.ts'

/** When somebody outside needs an answer, where the desk asks for that: a journalist's deadline. One no longer shown does not count. */
export function deadlineOf(authority: Authority, desk: DeskHere, given: Given): Date | undefined {
  const question = desk['deadline question']
  const isAsked = questionsNow(desk, {}, given).some(({ id }) => id === question)
  return question !== undefined && isAsked ? momentAnswered(authority, given[question]) : undefined
}

/** What decides who is told, at this moment: a deadline that is near, or over already, makes a report urgent. */
export function kindNow(authority: Authority, desk: DeskHere, given: Given, now: Date): Kind {
  const kind = kindOf(desk, given)
  const deadline = deadlineOf(authority, desk, given)
  const isNear = deadline !== undefined && deadline.getTime() - now.getTime() < nearMs
  return { ...kind, urgent: kind.urgent || isNear }
}

const nearMs = 4 * 3_600_000
