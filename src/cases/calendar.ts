import type { Authority } from '../authorities/authority.ts'
import { bankHolidays } from '../authorities/holidays.ts'
import { localTime, spansOf } from '../authorities/hours.ts'
import type { Desk } from '../desks/desk.ts'
import type { Duration } from '../desks/duration.ts'

/**
 * The moment that is so long after another, as the council counts. A desk on working hours counts its minutes and hours
 * in them too; a working day ends when the office closes on it; a council without hours is taken to be always open.
 */
export function after(authority: Authority, calendar: Desk['calendar'], from: Date, { amount, unit }: Duration): Date {
  const always = calendar === 'always' || Object.values(authority.hours).every(spans => (spans ?? []).length === 0)
  const working = (day: string) => (always ? [wholeDay] : spansOf(authority, day))
  switch (unit) {
    case 'minute':
    case 'hour':
      return within(authority, from, amount * (unit === 'hour' ? 60 : 1), always ? () => [wholeDay] : working)
    case 'working hour':
      return within(authority, from, amount * 60, working)
    case 'weekday hour':
      return within(authority, from, amount * 60, day => (isWeekday(authority, day) ? [wholeDay] : []))
    case 'working day':
      return endOfDays(authority, from, amount, day => (always ? [wholeDay] : spansOf(authority, day)))
    default:
      return onCalendar(authority, from, amount, unit)
  }
}

/** The moment that the clock on the council's wall shows as this; the later one where it shows it twice. */
export function momentOf(authority: Authority, day: string, time: string): Date {
  if (time === '24:00') return momentOf(authority, dayAfter(day, 1), '00:00')
  const asIfUtc = Date.parse(`${day}T${time}:00Z`)
  const shown = (at: number) => {
    const local = localTime(authority, new Date(at))
    return Date.parse(`${local.day}T${local.time}:00Z`)
  }
  const guess = asIfUtc - (shown(asIfUtc) - asIfUtc)
  return new Date(guess + (asIfUtc - shown(guess)))
}

const wholeDay = '00:00-24:00'
/** So long without an opening hour is a mistake in the settings, and a clock that never ends would hide it. */
const longest = 1100

/** Walks over the spans of day after day until so many minutes of them have passed. */
function within(authority: Authority, from: Date, minutes: number, spans: (day: string) => string[]): Date {
  let left = minutes * 60_000
  for (let n = 0, { day } = localTime(authority, from); n < longest; n++, day = dayAfter(day, 1)) {
    for (const span of spans(day)) {
      const begins = Math.max(momentOf(authority, day, span.slice(0, 5)).getTime(), from.getTime())
      const lasts = momentOf(authority, day, span.slice(6)).getTime() - begins
      if (lasts >= left) return new Date(begins + left)
      left -= Math.max(0, lasts)
    }
  }
  return new Date(from.getTime() + minutes * 60_000)
}

function endOfDays(authority: Authority, from: Date, days: number, spans: (day: string) => string[]): Date {
  const { day: today } = localTime(authority, from)
  for (let n = 1, left = days; n < longest; n++) {
    const day = dayAfter(today, n)
    const last = spans(day).at(-1)
    if (last && --left === 0) return momentOf(authority, day, last.slice(6))
  }
  return new Date(from.getTime() + days * 86_400_000)
}

/** Months end where they end: a month after 31 January is the last day of February. */
function onCalendar(authority: Authority, from: Date, amount: number, unit: 'day' | 'week' | 'month' | 'year'): Date {
  const { day, time } = localTime(authority, from)
  if (unit === 'day' || unit === 'week')
    return momentOf(authority, dayAfter(day, amount * (unit === 'week' ? 7 : 1)), time)
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const months = (unit === 'year' ? 12 : 1) * amount + month - 1
  const last = new Date(Date.UTC(year, months + 1, 0)).getUTCDate()
  const then = new Date(Date.UTC(year, months, Math.min(date, last)))
  return momentOf(authority, then.toISOString().slice(0, 10), time)
}

function isWeekday(authority: Authority, day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`)
  return date.getUTCDay() % 6 !== 0 && !bankHolidays(authority['bank holidays'], date.getUTCFullYear()).has(day)
}

function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}
