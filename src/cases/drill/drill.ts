import type { DeskHere } from '../../desks/receives.ts'
import type { Moment } from '../../desks/route.ts'
import type { Case } from '../case.ts'
import type { PaceHere } from '../pace.ts'

/** The route that a report of a drill is to take, whatever the hour: as urgent as this, and as if at such a moment. */
export interface AsDrill {
  urgent: boolean
  moment: Moment
}

/**
 * Nobody above those who are told at first hears of a drill, whether or not they answer: it climbs no ladder, and starts no clock of
 * the law. It waits for a day, and then it ends. `lapse` does that, so that it has a timer as every open case has.
 */
export function drillPace(pace: PaceHere): PaceHere {
  const { canWait: _, deadline: __, ...rest } = pace
  return {
    ...rest,
    calendar: 'always',
    assign: day,
    update: day,
    ladder: [{ after: day, tell: 'again' }],
    'then every': day,
  }
}

const day = { amount: 24, unit: 'hour' } as const

/** How long a closed case is kept. A drill holds nothing but who answered it, and is not held for a desk that holds all of its own. */
export function retentionOf({ drill }: Pick<Case, 'drill'>, desk: DeskHere): DeskHere['retention'] {
  return drill ? { keep: { amount: 3, unit: 'month' }, afterwards: 'delete', hold: false } : desk.retention
}
