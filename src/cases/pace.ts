import type { Pace } from '../desks/desk.ts'
import type { DeskHere } from '../desks/receives.ts'

/** The targets and the ladder that were in force when a case came to its desk. They stay with it, whatever is set later. */
export interface PaceHere extends Pace {
  calendar: DeskHere['calendar']
}

export function paceOf(desk: DeskHere, urgent: boolean): PaceHere {
  return { calendar: desk.calendar, ...desk['our targets'][urgent ? 'urgent' : 'usual'] }
}
