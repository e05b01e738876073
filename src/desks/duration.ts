import { z } from 'zod'

const units = [
  ...(['minute', 'hour', 'day', 'week', 'month', 'year', 'working hour', 'working day'] as const),
  ...(['weekday', 'weekday hour', 'FOI working day', 'calendar day', 'calendar month'] as const),
]

/**
 * A length of time as a person writes it: `15 minutes`, `4 working hours`, `1 month`. Working hours and days are the council's own. The
 * others with two words, and weekdays, are for what the law counts, whatever the council's hours: `cases/calendar.ts` says how.
 */
export const Duration = z.string().transform((written, context) => {
  const [, amount, unit] = /^([1-9]\d{0,3}) (\D+?)s?$/.exec(written) ?? []
  const known = units.find(name => name === unit)
  if (known) return { amount: Number(amount), unit: known }
  context.addIssue({
    code: 'custom',
    message: `write a length of time as a number and one of: ${units.map(name => `${name}s`).join(', ')}.`,
  })
  return z.NEVER
})
export type Duration = z.infer<typeof Duration>

/** `15 minutes`, `1 working day`. */
export function inWords({ amount, unit }: Duration): string {
  return `${amount} ${unit}${amount === 1 ? '' : 's'}`
}

/** How long it is, roughly: good enough to put lengths in order, and for no clock. A working day has eight hours. */
export function minutes({ amount, unit }: Duration): number {
  const hours = {
    hour: 1,
    'working hour': 1,
    'weekday hour': 1,
    day: 24,
    'calendar day': 24,
    'working day': 8,
    weekday: 8,
    'FOI working day': 8,
    week: 168,
    month: 720,
    'calendar month': 720,
    year: 8760,
  }
  return unit === 'minute' ? amount : amount * hours[unit] * 60
}
