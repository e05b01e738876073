import { dayNamed, weekdayOf } from './clock.ts'

export const nations = ['england-and-wales', 'scotland', 'northern-ireland'] as const
export type Nation = (typeof nations)[number]

/**
 * The bank holidays of a year that come by rule, as ISO days. One that falls on a weekend, or on another holiday, is kept on
 * the next weekday that is free: that is how the substitute days of Christmas and Boxing Day come out.
 */
export function yearly(nation: Nation, year: number): Set<string> {
  const kept = new Set<number>()
  for (const date of rules[nation](year)) {
    let day = date
    while (weekdayOf(day) % 6 === 0 || kept.has(day)) day++
    kept.add(day)
  }
  return new Set([...kept].map(dayNamed))
}

const rules: Record<Nation, (year: number) => number[]> = {
  'england-and-wales': year => [
    on(year, 1, 1),
    easter(year) - 2,
    easter(year) + 1,
    monday(year, 5, 'first'),
    monday(year, 5, 'last'),
    monday(year, 8, 'last'),
    on(year, 12, 25),
    on(year, 12, 26),
  ],
  scotland: year => [
    on(year, 1, 1),
    on(year, 1, 2),
    easter(year) - 2,
    monday(year, 5, 'first'),
    monday(year, 5, 'last'),
    monday(year, 8, 'first'),
    on(year, 11, 30),
    on(year, 12, 25),
    on(year, 12, 26),
  ],
  'northern-ireland': year => [...rules['england-and-wales'](year), on(year, 3, 17), on(year, 7, 12)],
}

/** Easter Sunday of the Gregorian calendar, by the method of Meeus, Jones and Butcher. */
function easter(year: number): number {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const d = Math.floor(b / 4)
  const e = b % 4
  const g = Math.floor((8 * b + 13) / 25)
  const h = (19 * a + b - d - g + 15) % 30
  const i = Math.floor(c / 4)
  const l = (32 + 2 * e + 2 * i - h - (c % 4)) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const month = Math.floor((h + l - 7 * m + 114) / 31)
  return on(year, month, ((h + l - 7 * m + 114) % 31) + 1)
}

function monday(year: number, month: number, which: 'first' | 'last'): number {
  const day = which === 'first' ? on(year, month, 1) : on(year, month + 1, 1) - 7
  return day + ((8 - weekdayOf(day)) % 7)
}

/** Of any year: somebody who types 0026 for 2026 must not stop the program. */
function on(year: number, month: number, day: number): number {
  return new Date(0).setUTCFullYear(year, month - 1, day) / 86_400_000
}
