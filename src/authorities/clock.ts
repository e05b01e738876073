import { Temporal } from 'temporal-polyfill'

// The one file that knows time zones. The library says where the clock of a zone changes and which moment a wall shows.
// Between two changes a zone is plain arithmetic, which is done here: a pass over all open cases asks many thousand times,
// and the arithmetic is five times as quick.

/** A moment as the clock on a wall shows it. */
export interface LocalTime {
  /** `2026-11-20` */
  day: string
  /** `09:30` */
  time: string
}

/** From one moment up to another, in milliseconds; the second no longer belongs to it. */
export interface Between {
  from: number
  to: number
}

/** Days are counted from 1 January 1970, as moments are, so that the next day is one more. */
export function dayNumber(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / dayMs
}

export function dayNamed(number: number): string {
  return new Date(number * dayMs).toISOString().slice(0, -14)
}

/** 0 is a Sunday. 1 January 1970 was a Thursday. */
export function weekdayOf(number: number): number {
  return (((number + 4) % 7) + 7) % 7
}

export function wallClock(timeZone: string, at: Date): LocalTime {
  const shown = new Date(at.getTime() + stretchAt(timeZone, at.getTime()).offset).toISOString()
  return { day: shown.slice(0, -14), time: shown.slice(-13, -8) }
}

/** The day that a wall shows, as a number. */
export function dayAt(timeZone: string, at: Date): number {
  return Math.floor((at.getTime() + stretchAt(timeZone, at.getTime()).offset) / dayMs)
}

/**
 * The moment at which a wall shows this. A time that is shown twice is taken the second time, when whoever goes by the clock
 * is surely past it; one that is never shown is as long after the change as it would have been.
 */
export function momentShown(timeZone: string, day: string, time: string): Date {
  const shown = dayNumber(day) * dayMs + minuteOf(time) * 60_000
  const around = stretchesAround(timeZone, shown)
  const moments = around.filter(({ from, to, offset }) => from <= shown - offset && shown - offset < to)
  return new Date(shown - (moments.at(-1) ?? around[0] ?? stretchAt(timeZone, shown)).offset)
}

/** All moments of one day at which a wall shows a time of the span `01:00-03:00`: on the nights of change more than two hours, or less. */
export function whenShown(timeZone: string, day: number, span: string): Between[] {
  const begins = day * dayMs + minuteOf(span.slice(0, 5)) * 60_000
  const ends = day * dayMs + minuteOf(span.slice(6)) * 60_000
  return stretchesAround(timeZone, begins)
    .map(({ from, to, offset }) => ({ from: Math.max(from, begins - offset), to: Math.min(to, ends - offset) }))
    .filter(({ from, to }) => from < to)
}

/** Months end where they end: a month after 31 January is the last day of February. */
export function monthsAfter(day: string, months: number): string {
  return Temporal.PlainDate.from(day).add({ months }).toString()
}

const dayMs = 86_400_000

function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
}

/** So long the clock of a zone is not changed. */
interface Stretch extends Between {
  offset: number
}

/** Those in which a wall can show this time, given as if it were UTC: no zone is more than a day away, and no span longer. */
function stretchesAround(timeZone: string, shown: number): Stretch[] {
  const around = [stretchAt(timeZone, shown - dayMs)]
  for (let last = around[0]; last && last.to < shown + 2 * dayMs; last = around.at(-1)) {
    around.push(stretchAt(timeZone, last.to))
  }
  return around
}

const known = new Map<string, Stretch[]>()
/** Thirty years' worth. Somebody who types the year 3000 into a form must not fill the memory. */
const atMost = 64

function stretchAt(timeZone: string, at: number): Stretch {
  const stretches = known.get(timeZone) ?? []
  const found = stretches.find(({ from, to }) => from <= at && at < to)
  if (found) return found
  const moment = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone)
  // The change before is asked for a millisecond later, so that one that is just now belongs to what follows it.
  const before = moment.add({ milliseconds: 1 }).getTimeZoneTransition('previous')
  const stretch = {
    from: before?.epochMilliseconds ?? Number.NEGATIVE_INFINITY,
    to: moment.getTimeZoneTransition('next')?.epochMilliseconds ?? Number.POSITIVE_INFINITY,
    offset: moment.offsetNanoseconds / 1_000_000,
  }
  known.set(timeZone, [stretch, ...stretches.slice(0, atMost - 1)])
  return stretch
}
