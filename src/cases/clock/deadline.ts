import type { Authority } from '../../authorities/authority.ts'
import type { Answers } from '../../desks/answers.ts'
import type { DeskHere } from '../../desks/receives.ts'
import { momentAnswered } from './side-clocks.ts'

/** When somebody outside needs an answer, where the desk asks for that: a journalist's deadline. */
export function deadlineOf(authority: Authority, desk: DeskHere, answers: Answers): Date | undefined {
  const question = desk['deadline question']
  return question === undefined ? undefined : momentAnswered(authority, answers[question])
}

/** So near that the report is urgent, whatever else it says; one that is over already is most urgent of all. */
export function isNear(deadline: Date | undefined, now: Date): boolean {
  return deadline !== undefined && deadline.getTime() - now.getTime() < nearMs
}

const nearMs = 4 * 3_600_000
