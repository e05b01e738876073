import type { Authority } from '../authorities/authority.ts'
import { type Between, dayAt, dayNamed, dayNumber, momentShown, monthsAfter, whenShown } from '../authorities/clock.ts'
import { localTime, openings } from '../authorities/hours.ts'
import { isWeekday } from '../authorities/weekdays.ts'
import type { Desk } from '../desks/desk.ts'
import type { Duration } from '../desks/duration.ts'
import { lawfully } from './lawful.ts'

/**
 * The moment that is so long after another, as the council counts. A desk on working hours counts its minutes and hours
 * in them too; a working day ends when the office closes on it; a council without hours is taken to be always open.
 */
export function after(authority: Authority, calendar: Desk['calendar'], from: Date, { amount, unit }: Duration): Date {
  const always = calendar === 'always' || Object.values(authority.hours).every(spans => (spans ?? []).length === 0)
  switch (unit) {
    case 'minute':
    case 'hour':
    case 'working hour': {
      const lasts = amount * (unit === 'minute' ? 60_000 : 3_600_000)
      return always ? new Date(from.getTime() + lasts) : within(authority, from, lasts, day => openings(authority, day))
    }
    case 'weekday hour':
      return within(authority, from, amount * 3_600_000, day =>
        isWeekday(authority, day) ? wholeDay(authority, day) : [],
      )
    case 'weekday':
    case 'FOI working day':
    case 'calendar day':
    case 'calendar month':
      return lawfully(authority, from, amount, unit)
    case 'working day':
      return always ? endOfDay(authority, from, amount) : endOfWorkingDays(authority, from, amount)
    default:
      return onCalendar(authority, from, amount, unit)
  }
}

/**
 * When a clock of the law, or one that the council's own document sets, has run out: it goes by its own words, whatever calendar
 * its desk keeps. Minutes and hours are those of any clock; working hours and days are the council's.
 */
export function clockEnds(authority: Authority, from: Date, within: Duration): Date {
  return after(authority, within.unit.startsWith('working') ? 'working hours' : 'always', from, within)
}

/** The moment that the clock on the council's wall shows as this; the later one where it shows it twice. */
export function momentOf(authority: Authority, day: string, time: string): Date {
  return momentShown(authority['time zone'], day, time)
}

/** So long without an opening hour is a mistake in the settings, and a clock that never ends would hide it. */
const longestClosed = 400

/** Goes from opening to opening until so many milliseconds of them have passed. */
function within(authority: Authority, from: Date, lasts: number, opensOn: (day: number) => readonly Between[]): Date {
  let left = lasts
  let closed = 0
  for (let day = dayAt(authority['time zone'], from); closed < longestClosed; day++) {
    const spans = opensOn(day)
    closed = spans.length > 0 ? 0 : closed + 1
    for (const span of spans) {
      const begins = Math.max(span.from, from.getTime())
      if (span.to - begins >= left) return new Date(begins + left)
      left -= Math.max(0, span.to - begins)
    }
  }
  return new Date(from.getTime() + lasts)
}

/** The day of today does not count: a working day from Friday noon ends when the office closes on Monday. */
function endOfWorkingDays(authority: Authority, from: Date, amount: number): Date {
  let left = amount
  let closed = 0
  for (let day = dayAt(authority['time zone'], from) + 1; closed < longestClosed; day++) {
    const last = openings(authority, day).at(-1)
    closed = last ? 0 : closed + 1
    if (last && --left === 0) return new Date(last.to)
  }
  return endOfDay(authority, from, amount)
}

function endOfDay(authority: Authority, from: Date, days: number): Date {
  return momentOf(authority, dayNamed(dayAt(authority['time zone'], from) + days), '24:00')
}

function onCalendar(authority: Authority, from: Date, amount: number, unit: 'day' | 'week' | 'month' | 'year'): Date {
  const { day, time } = localTime(authority, from)
  if (unit === 'month' || unit === 'year')
    return momentOf(authority, monthsAfter(day, amount * (unit === 'year' ? 12 : 1)), time)
  return momentOf(authority, dayNamed(dayNumber(day) + amount * (unit === 'week' ? 7 : 1)), time)
}

function wholeDay(authority: Authority, day: number): Between[] {
  return whenShown(authority['time zone'], day, '00:00-24:00')
}
