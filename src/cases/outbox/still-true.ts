import type { Case } from '../case.ts'
import type { About } from '../deliveries.ts'
import { isUnanswered } from '../moves.ts'

/**
 * Whether a notice still says something that is so: the case may have moved since it was owed, while the program or the other side
 * was down. Somebody who has just taken a case up is not reminded to.
 */
export function stillTrue(about: About, found: Case, safety: boolean, clockRuns: boolean): boolean {
  switch (about) {
    case 'reminder':
    case 'unanswered':
    case 'undelivered':
      return isUnanswered(found.state, safety)
    case 'unassigned':
      return found.state === 'acknowledged'
    case 'silent':
      return found.state === 'assigned'
    case 'clock':
      return found.open && clockRuns
    case 'opened':
    case 'transferred':
    case 'returned':
    case 'reopened':
    case 'assigned':
      return found.open
    default:
      return true
  }
}
