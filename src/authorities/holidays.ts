import type { Authority } from './authority.ts'

/**
 * The bank holidays of a year, as ISO days. One that falls on a weekend, or on another holiday, is kept on the next
 * weekday that is free: that is how the substitute days of Christmas and Boxing Day come out. Days that a government
 * adds for one year (a coronation) are not in any rule; a council lists them among its closed days.
 */
export function bankHolidays(region: Authority['bank holidays'], year: number): Set<string> {
  const kept = new Set<string>()
  for (const date of rules[region](year)) {
    let day = date
    while (isWeekend(day) || kept.has(iso(day))) day = plus(day, 1)
    kept.add(iso(day))
  }
  return kept
}

const rules: Record<Authority['bank holidays'], (year: number) => Date[]> = {
  'england-and-wales': year => [
    on(year, 1, 1),
    plus(easter(year), -2),
    plus(easter(year), 1),
    monday(year, 5, 'first'),
    monday(year, 5, 'last'),
    monday(year, 8, 'last'),
    on(year, 12, 25),
    on(year, 12, 26),
  ],
  scotland: year => [
    on(year, 1, 1),
    on(year, 1, 2),
    plus(easter(year), -2),
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
function easter(year: number): Date {
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

function monday(year: number, month: number, which: 'first' | 'last'): Date {
  const day = which === 'first' ? on(year, month, 1) : on(year, month + 1, 0)
  const step = which === 'first' ? 1 : -1
  return day.getUTCDay() === 1
    ? day
    : plus(day, step * ((which === 'first' ? 8 - day.getUTCDay() : day.getUTCDay() + 6) % 7))
}

function on(year: number, month: number, day: number): Date {
  return new Date(Date.UTC(year, month - 1, day))
}

function plus(day: Date, days: number): Date {
  return new Date(day.getTime() + days * 86_400_000)
}

function isWeekend(day: Date): boolean {
  return day.getUTCDay() === 0 || day.getUTCDay() === 6
}

function iso(day: Date): string {
  return day.toISOString().slice(0, 10)
}
