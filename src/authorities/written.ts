import { z } from 'zod'

/**
 * A name that other lines refer to. It begins with a letter, so that a group keeps the order it is written in. A council and
 * one of its people fit into the 80 letters of a column together.
 */
export const Id = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, {
    error: 'write lower-case letters, digits and hyphens, beginning with a letter.',
  })
  .max(39, { error: 'write at most 39 letters, digits and hyphens.' })

export const yesNo = z
  .enum(['yes', 'no', 'true', 'false'], { error: 'write yes or no.' })
  .transform(word => word === 'yes' || word === 'true')

/** `09:00-12:30`; a span may end at 24:00. */
export const Span = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$/, {
    abort: true,
    error: 'write a span of hours as 09:00-17:00.',
  })
  .refine(span => span.slice(0, 5) < span.slice(6), {
    error: 'a span must end later than it begins.',
  })

/** A day of the calendar: `2026-12-24`. */
export const Day = z.string().refine(isDay, { abort: true, error: 'write a day as 2026-12-24.' })

/** Days of the calendar, both ends counted: `2026-12-24` or `2026-12-24 to 2027-01-01`. */
export const Days = z.string().transform((written, context) => {
  const [from = '', to = from, ...more] = written.split(' to ')
  if (isDay(from) && isDay(to) && from <= to && more.length === 0) return { from, to }
  context.addIssue({
    code: 'custom',
    message: 'write a day as 2026-12-24, or days as 2026-12-24 to 2027-01-01.',
  })
  return z.NEVER
})
export type Days = z.infer<typeof Days>

const address = {
  slack: /^slack:(T[A-Z0-9]+\/)?[CDGUW][A-Z0-9]+$/,
  teams: /^teams:\S+$/,
  web: /^web:\S+$/,
  email: /^email:[^\s@]+@[^\s@]+$/,
}

/** Where somebody or a room can be reached: `slack:U024BE7LH`, `teams:…`, `web:…`, `email:name@council.example`. */
export const Address = z.string().refine(written => Object.values(address).some(shape => shape.test(written)), {
  error: 'write where to reach them as slack:U…, teams:…, web:… or email:name@place, without spaces.',
})

export const TimeZone = z.string().refine(isTimeZone, {
  error: 'write a time zone such as Europe/London.',
})

function isDay(written: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(written)) return false
  const day = new Date(`${written}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(written)
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en-GB', { timeZone: name })
    return true
  } catch {
    return false
  }
}
