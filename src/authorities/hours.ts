import type { Authority } from './authority.ts'
import { bankHolidays } from './holidays.ts'
import type { Days } from './written.ts'

/** A moment as the clock on the council's wall shows it. */
export interface LocalTime {
  /** `2026-11-20` */
  day: string
  /** `09:30` */
  time: string
}

export function localTime(authority: Authority, now: Date): LocalTime {
  const parts = clockOf(authority['time zone']).format(now)
  return { day: parts.slice(0, 10), time: parts.slice(11, 16) }
}

export function inHours(authority: Authority, now: Date): boolean {
  const { day, time } = localTime(authority, now)
  return spansOf(authority, day).some(span => span.slice(0, 5) <= time && time < span.slice(6))
}

/** When it opens next after a moment outside its hours; nothing where it has none for a year. */
export function opensNext(authority: Authority, now: Date): LocalTime | undefined {
  const { day, time } = localTime(authority, now)
  for (let n = 0, date = day; n < 366; n++, date = dayAfter(date)) {
    const opening = spansOf(authority, date)
      .map(span => span.slice(0, 5))
      .filter(begins => n > 0 || begins > time)
      .sort()[0]
    if (opening) return { day: date, time: opening }
  }
  return undefined
}

/** The pre-election dates that a day lies in, with the words that say which election. */
export function preElection(authority: Authority, day: string): { why: string; to: string } | undefined {
  const period = authority['pre-election']?.dates.find(({ days }) => within(days, day))
  return period && { why: period.why, to: period.days.to }
}

export function within({ from, to }: Days, day: string): boolean {
  return from <= day && day <= to
}

/** The hours kept on one day: none on a bank holiday or a closed day. */
export function spansOf(authority: Authority, day: string): string[] {
  if (authority['closed days'].some(days => within(days, day))) return []
  if (bankHolidays(authority['bank holidays'], Number(day.slice(0, 4))).has(day)) return []
  return authority.hours[weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? 'sunday'] ?? []
}

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
}

/** Making one takes a hundred times as long as using it. */
const clocks = new Map<string, Intl.DateTimeFormat>()

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known =
    clocks.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' })
  clocks.set(timeZone, known)
  return known
}
