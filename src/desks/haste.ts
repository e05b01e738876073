import { at, type Mistake } from '../authorities/places.ts'
import { Duration, minutes } from './duration.ts'

const mostMinutes = 15

/**
 * Where somebody's safety may hang on a report, the last step of a ladder comes again within a quarter of an hour, night and day,
 * whatever else a file says. `of`: where the targets stand, the whole file or one desk of a council's.
 */
export function tooSlow(written: unknown, of: readonly string[] = []): Mistake[] {
  return at(written, [...of, 'our targets', '*', 'then every']).flatMap(({ path, value }) => {
    const every = Duration.safeParse(value).data
    const isSlow = every !== undefined && (minutes(every) > mostMinutes || every.unit.startsWith('working'))
    return isSlow ? [{ path, message: `for a desk with "safety: yes", write at most ${mostMinutes} minutes.` }] : []
  })
}

/** The same for the hours: a desk with "safety: yes" is there at night as well. */
export function asleep(written: unknown): Mistake[] {
  const wrong = at(written, ['calendar']).filter(({ value }) => value === 'working hours')
  return wrong.map(({ path }) => ({ path, message: 'a desk with "safety: yes" needs "calendar: always".' }))
}
