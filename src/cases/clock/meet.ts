import { addRemark } from '../history.ts'
import type { By, NotFound, Parts } from '../parts.ts'
import { reach } from '../reach.ts'
import { clocksOf, meetClock } from './side-clocks.ts'

export type Met = { outcome: 'met' } | { outcome: 'not-running' } | NotFound

/** Somebody of the desk says that what a clock is for has been done: the request was answered, the LADO was told. It reminds no more. */
export function meet(parts: Parts, by: By, reference: string, number: number): Promise<Met> {
  return reach(parts, by, reference, 'desk', async ({ tx, found, seal, log }): Promise<Met> => {
    const clock = (await clocksOf(tx, found.id)).find(one => one.number === number)
    if (!clock || !(await meetClock(tx, found.id, number, by.who.id, by.now))) return { outcome: 'not-running' }
    const line = { at: by.now, who: by.who.id, from: by.from, move: 'clock-met', detail: String(number) } as const
    await addRemark(tx, seal, found, line)
    await log('clock-met', { why: by.now <= clock.due ? 'in-time' : 'late' })
    return { outcome: 'met' }
  })
}
