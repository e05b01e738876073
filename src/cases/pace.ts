import type { Pace } from '../desks/desk.ts'
import type { DeskHere } from '../desks/receives.ts'

/** The targets and the ladder that were in force when a case came to its desk. They stay with it, whatever is set later. */
export interface PaceHere extends Pace {
  calendar: DeskHere['calendar']
  /** Whether its notices to the desk may wait until the office opens. */
  canWait?: boolean
  /** When somebody outside needs an answer, in milliseconds: no step of the ladder comes later than its share of that time. */
  deadline?: number
}

export function paceOf(desk: DeskHere, urgent: boolean, deadline?: Date): PaceHere {
  return {
    calendar: desk.calendar,
    ...(desk['can wait'] && !urgent ? { canWait: true } : {}),
    ...(deadline ? { deadline: deadline.getTime() } : {}),
    ...desk['our targets'][urgent ? 'urgent' : 'usual'],
  }
}
