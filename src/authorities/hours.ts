import type { Authority } from './authority.ts'
import { type Between, dayAt, dayNamed, dayNumber, type LocalTime, wallClock, weekdayOf, whenShown } from './clock.ts'
import { isBankHoliday } from './holidays.ts'
import type { Days } from './written.ts'

export function localTime(authority: Authority, now: Date): LocalTime {
  return wallClock(authority['time zone'], now)
}

/** Whatever the clock on the council's wall shows counts: a time that is shown twice in one night is open twice. */
export function inHours(authority: Authority, now: Date): boolean {
  const at = now.getTime()
  return openings(authority, dayAt(authority['time zone'], now)).some(({ from, to }) => from <= at && at < to)
}

/** When it opens next after a moment outside its hours; nothing where it has none for a year. */
export function opensNext(authority: Authority, now: Date): LocalTime | undefined {
  const today = dayAt(authority['time zone'], now)
  for (let day = today; day < today + 366; day++) {
    const opening = openings(authority, day).find(({ from }) => from > now.getTime())
    if (opening) return localTime(authority, new Date(opening.from))
  }
  return undefined
}

/** The moments at which it is open on a day, in their order. They are worked out once: clocks ask for the same days. */
export function openings(authority: Authority, day: number): readonly Between[] {
  const days = worked.get(authority) ?? new Map<number, Between[]>()
  worked.set(authority, days)
  const found = days.get(day)
  if (found) return found
  const made = spansOf(authority, dayNamed(day))
    .flatMap(span => whenShown(authority['time zone'], day, span))
    .sort((a, b) => a.from - b.from)
  if (days.size >= mostDays) days.clear()
  days.set(day, made)
  return made
}

/** The pre-election dates that a day lies in, with the words that say which election. */
export function preElection(authority: Authority, day: string): { why: string; to: string } | undefined {
  const period = authority['pre-election']?.dates.find(({ days }) => within(days, day))
  return period && { why: period.why, to: period.days.to }
}

export function within({ from, to }: Days, day: string): boolean {
  return from <= day && day <= to
}

/**
 * The hours kept on one day: none on a bank holiday or a closed day. Where Christmas falls on a Saturday its bank holiday is the
 * Monday, and who opens on Saturdays stays away on both.
 */
export function spansOf(authority: Authority, day: string): string[] {
  if (alwaysClosed.includes(day.slice(5))) return []
  if (authority['closed days'].some(days => within(days, day))) return []
  if (isBankHoliday(authority['bank holidays'], day, authority.holidays['one-off days'])) return []
  return authority.hours[weekdays[weekdayOf(dayNumber(day))] ?? 'sunday'] ?? []
}

const alwaysClosed = ['12-25', '12-26', '01-01']
const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const

/** Settings are never changed in place: whoever reads them anew has another object, and so other days. */
const worked = new WeakMap<Authority, Map<number, Between[]>>()
/** Ten years of days. */
const mostDays = 4000
