import type { Authority } from '../authorities/authority.ts'
import { dayAt, dayNamed, dayNumber, momentShown, monthsAfter } from '../authorities/clock.ts'
import { spansOf } from '../authorities/hours.ts'
import { isInformationDay, isWeekday } from '../authorities/weekdays.ts'
import type { Duration } from '../desks/duration.ts'

export type LawfulUnit = Extract<Duration['unit'], 'weekday' | 'FOI working day' | 'calendar day' | 'calendar month'>

/**
 * The end of a period that the law counts in whole days. The day on which it begins never counts, also if nobody was there. It
 * ends a minute before midnight, so that the day that people are shown is the last one in time: the law gives the whole day
 * (Information Tribunal, Berend, EA/2006/0049; Regulation 1182/71, article 3). What has to reach another office by then ends earlier.
 */
export function lawfully(authority: Authority, from: Date, amount: number, unit: LawfulUnit): Date {
  const today = dayAt(authority['time zone'], from)
  switch (unit) {
    case 'FOI working day':
      return lastMinute(
        authority,
        countedFrom(today, amount, day => isInformationDay(authority, day)),
      )
    case 'weekday':
      return closing(
        authority,
        countedFrom(today, amount, day => isWeekday(authority, day)),
      )
    case 'calendar day':
      return lastMinute(authority, orNextWeekday(authority, today + amount))
    case 'calendar month':
      return lastMinute(authority, orNextWeekday(authority, dayNumber(monthsAfter(dayNamed(today), amount))))
  }
}

function countedFrom(today: number, amount: number, counts: (day: number) => boolean): number {
  let day = today
  for (let left = amount; left > 0; ) if (counts(++day)) left--
  return day
}

function orNextWeekday(authority: Authority, day: number): number {
  return isWeekday(authority, day) ? day : orNextWeekday(authority, day + 1)
}

function lastMinute(authority: Authority, day: number): Date {
  return momentShown(authority['time zone'], dayNamed(day), '23:59')
}

/** When the council's office closes on that day, as somebody must still be reached; at five where it does not open. */
function closing(authority: Authority, day: number): Date {
  const closes = spansOf(authority, dayNamed(day)).at(-1)?.slice(6) ?? '17:00'
  return closes === '24:00' ? lastMinute(authority, day) : momentShown(authority['time zone'], dayNamed(day), closes)
}
