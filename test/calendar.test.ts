import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inHours, opensNext } from '../src/authorities/hours.ts'
// Called otherwise here, because a linter takes `after` for a hook of the tests.
import { clockEnds, after as momentAfter } from '../src/cases/calendar.ts'
import { councils, councilWith, duration, everyDay, inLondon, londonMoment } from './support/calendars.ts'

/** One line a case, worked out by hand: council, from, how long, until. On the clock in London, or with a Z in UTC. */
const table = {
  'on an ordinary day': `
    office | 2026-11-18 10:00 | 15 minutes       | 2026-11-18 10:15
    office | 2026-11-18 10:00 | 4 working hours  | 2026-11-18 14:00
    office | 2026-11-18 09:00 | 8 working hours  | 2026-11-18 17:00
    office | 2026-11-18 09:00 | 9 working hours  | 2026-11-19 10:00
    office | 2026-11-18 16:50 | 30 minutes       | 2026-11-19 09:20
    office | 2026-11-18 08:00 | 1 working hour   | 2026-11-18 10:00
    office | 2026-11-18 18:00 | 1 working hour   | 2026-11-19 10:00
    office | 2026-11-18 10:00 | 1 working day    | 2026-11-19 17:00
    office | 2026-11-18 10:00 | 2 working days   | 2026-11-20 16:30
    office | 2026-11-18 23:59 | 1 working day    | 2026-11-19 17:00
    office | 2026-11-18 10:00 | 1 day            | 2026-11-19 10:00
    office | 2026-11-18 10:00 | 1 week           | 2026-11-25 10:00
    office | 2026-11-18 10:00 | 1 weekday        | 2026-11-19 17:00
    office | 2026-11-18 10:00 | 48 weekday hours | 2026-11-20 10:00
    office | 2026-11-18 10:00 | 1 calendar day   | 2026-11-19 23:59`,
  'that ends as the office closes': `
    office | 2026-11-18 16:00 | 1 working hour   | 2026-11-18 17:00
    office | 2026-11-18 16:30 | 30 minutes       | 2026-11-18 17:00
    office | 2026-11-18 16:30 | 31 minutes       | 2026-11-19 09:01
    office | 2026-11-18 17:00 | 1 minute         | 2026-11-19 09:01
    office | 2026-11-20 16:00 | 30 minutes       | 2026-11-20 16:30
    lunch  | 2026-11-18 11:30 | 1 working hour   | 2026-11-18 12:30
    lunch  | 2026-11-18 09:30 | 3 working hours  | 2026-11-18 12:30
    parish | 2026-11-19 10:00 | 3 working hours  | 2026-11-19 13:00`,
  'over a weekend and an early Friday': `
    office | 2026-11-20 16:30 | 1 minute         | 2026-11-23 09:01
    office | 2026-11-20 16:29 | 1 minute         | 2026-11-20 16:30
    office | 2026-11-20 16:29 | 2 minutes        | 2026-11-23 09:01
    office | 2026-11-20 16:45 | 15 minutes       | 2026-11-23 09:15
    office | 2026-11-20 15:00 | 4 working hours  | 2026-11-23 11:30
    office | 2026-11-20 16:30 | 1 working day    | 2026-11-23 17:00
    office | 2026-11-21 12:00 | 30 minutes       | 2026-11-23 09:30
    office | 2026-11-21 12:00 | 1 working day    | 2026-11-23 17:00
    office | 2026-11-22 23:59 | 1 working hour   | 2026-11-23 10:00
    office | 2026-11-20 16:30 | 5 working days   | 2026-11-27 16:30
    office | 2026-11-20 16:30 | 1 day            | 2026-11-21 16:30
    office | 2026-11-20 16:30 | 1 weekday        | 2026-11-23 17:00
    office | 2026-11-21 09:00 | 1 weekday        | 2026-11-23 17:00
    office | 2026-11-20 18:00 | 48 weekday hours | 2026-11-24 18:00
    office | 2026-11-21 18:00 | 48 weekday hours | 2026-11-25 00:00`,
  'over lunch': `
    lunch  | 2026-11-18 12:00 | 30 minutes       | 2026-11-18 12:30
    lunch  | 2026-11-18 12:00 | 31 minutes       | 2026-11-18 13:31
    lunch  | 2026-11-18 12:00 | 1 working hour   | 2026-11-18 14:00
    lunch  | 2026-11-18 12:30 | 1 minute         | 2026-11-18 13:31
    lunch  | 2026-11-18 13:00 | 15 minutes       | 2026-11-18 13:45
    lunch  | 2026-11-18 09:30 | 4 working hours  | 2026-11-18 14:30
    lunch  | 2026-11-18 10:00 | 8 working hours  | 2026-11-19 12:30
    lunch  | 2026-11-20 12:00 | 1 working hour   | 2026-11-23 10:00
    lunch  | 2026-11-20 13:00 | 1 working day    | 2026-11-23 16:00
    lunch  | 2026-11-19 13:00 | 1 working day    | 2026-11-20 12:30
    lunch  | 2026-11-19 13:00 | 1 weekday        | 2026-11-20 12:30`,
  'in a council that opens twice a week': `
    parish | 2026-11-17 09:00 | 30 minutes       | 2026-11-17 10:30
    parish | 2026-11-17 12:45 | 30 minutes       | 2026-11-19 10:15
    parish | 2026-11-19 13:00 | 30 minutes       | 2026-11-24 10:30
    parish | 2026-11-18 12:00 | 1 working day    | 2026-11-19 13:00
    parish | 2026-11-19 12:00 | 1 working day    | 2026-11-24 13:00
    parish | 2026-11-19 12:00 | 3 working days   | 2026-12-01 13:00
    parish | 2026-11-17 12:00 | 1 weekday        | 2026-11-18 17:00
    parish | 2026-11-18 12:00 | 1 weekday        | 2026-11-19 13:00
    parish | 2026-11-20 12:00 | 1 weekday        | 2026-11-23 17:00`,
  'over Easter': `
    office | 2026-04-02 16:00 | 2 working hours  | 2026-04-07 10:00
    office | 2026-04-02 16:00 | 1 working day    | 2026-04-07 17:00
    office | 2026-04-03 10:00 | 15 minutes       | 2026-04-07 09:15
    office | 2026-04-04 10:00 | 1 working day    | 2026-04-07 17:00
    office | 2026-04-06 10:00 | 1 working day    | 2026-04-07 17:00
    office | 2026-04-02 16:00 | 5 working days   | 2026-04-13 17:00
    office | 2026-04-02 16:00 | 1 weekday        | 2026-04-07 17:00
    office | 2026-04-02 16:00 | 48 weekday hours | 2026-04-08 16:00
    scotland | 2026-04-02 16:00 | 1 working day  | 2026-04-06 17:00
    scotland | 2026-04-02 16:00 | 2 working hours | 2026-04-06 10:00
    office | 2026-04-02 16:00 | 72 hours         | 2026-04-17 16:30
    open all night | 2026-04-02 16:00 | 72 hours | 2026-04-07 16:00`,
  'from Christmas to the new year': `
    office | 2026-12-24 16:30 | 1 working hour   | 2027-01-04 09:30
    office | 2026-12-24 17:00 | 1 working day    | 2027-01-04 17:00
    office | 2026-12-25 10:00 | 15 minutes       | 2027-01-04 09:15
    office | 2026-12-26 10:00 | 15 minutes       | 2027-01-04 09:15
    office | 2026-12-27 10:00 | 1 working day    | 2027-01-04 17:00
    office | 2026-12-28 10:00 | 1 working day    | 2027-01-04 17:00
    office | 2026-12-24 10:00 | 1 weekday        | 2026-12-29 17:00
    office | 2026-12-24 10:00 | 48 weekday hours | 2026-12-30 10:00
    lunch  | 2026-12-24 15:30 | 1 working hour   | 2026-12-29 10:00
    lunch  | 2026-12-24 15:30 | 1 working day    | 2026-12-29 16:00
    lunch  | 2026-12-31 12:00 | 1 working day    | 2027-01-04 16:00
    lunch  | 2027-12-24 12:00 | 1 working hour   | 2027-12-29 10:00
    open all night | 2027-12-24 23:00 | 2 working hours | 2027-12-29 01:00
    open all night | 2027-12-31 23:00 | 2 working hours | 2028-01-02 01:00
    scotland | 2026-12-31 16:00 | 1 working day  | 2027-01-05 17:00
    scotland | 2026-12-31 16:00 | 1 weekday      | 2027-01-05 17:00
    northern ireland | 2026-12-31 16:00 | 1 working day | 2027-01-04 17:00`,
  'over a bank holiday Monday, or one of another nation': `
    office | 2026-05-01 16:00 | 1 working hour   | 2026-05-05 09:30
    office | 2026-05-01 16:00 | 1 working day    | 2026-05-05 17:00
    office | 2026-05-02 16:00 | 24 weekday hours | 2026-05-06 00:00
    office | 2026-08-28 16:30 | 1 working day    | 2026-09-01 17:00
    office | 2026-07-10 16:30 | 1 working day    | 2026-07-13 17:00
    northern ireland | 2026-07-10 16:30 | 1 working day | 2026-07-14 17:00
    scotland | 2026-07-31 16:30 | 1 working day  | 2026-08-04 17:00
    office | 2026-07-31 16:30 | 1 working day    | 2026-08-03 17:00
    scotland | 2026-06-12 16:30 | 1 working day  | 2026-06-16 17:00
    office | 2026-06-12 16:30 | 1 working day    | 2026-06-15 17:00
    office | 2022-09-16 16:30 | 1 working day    | 2022-09-20 17:00
    office | 2022-05-27 16:30 | 1 working day    | 2022-05-30 17:00
    office | 2022-06-01 16:30 | 1 working day    | 2022-06-06 17:00
    office | 2023-05-05 16:30 | 1 working day    | 2023-05-09 17:00`,
  'when the clocks go forward': `
    office | 2026-03-27 16:00 | 1 working hour   | 2026-03-30 09:30
    office | 2026-03-27 16:00 | 1 working day    | 2026-03-30 17:00
    open all night | 2026-03-28T23:30:00Z | 2 hours | 2026-03-29T01:30:00Z
    open all night | 2026-03-29T00:30:00Z | 1 working hour | 2026-03-29T01:30:00Z
    office | 2026-03-28T12:00:00Z | 1 day        | 2026-03-29T11:00:00Z
    office | 2026-03-28T01:30:00Z | 1 day        | 2026-03-29T01:30:00Z
    office | 2026-03-27T12:00:00Z | 72 weekday hours | 2026-04-01T11:00:00Z
    small hours | 2026-03-29T00:30:00Z | 1 working hour | 2026-03-29T01:30:00Z
    small hours | 2026-03-29T00:30:00Z | 2 working hours | 2026-03-29T23:30:00Z
    small hours | 2026-03-28T12:00:00Z | 2 working hours | 2026-03-29T02:00:00Z
    small hours | 2026-03-28T12:00:00Z | 1 working day | 2026-03-29T02:00:00Z`,
  'when the clocks go back': `
    office | 2026-10-23 16:00 | 1 working hour   | 2026-10-26 09:30
    office | 2026-10-23 16:00 | 1 working day    | 2026-10-26 17:00
    open all night | 2026-10-25T00:30:00Z | 1 hour | 2026-10-25T01:30:00Z
    open all night | 2026-10-24T23:30:00Z | 2 working hours | 2026-10-25T01:30:00Z
    office | 2026-10-24T11:00:00Z | 1 day        | 2026-10-25T12:00:00Z
    office | 2026-10-24T00:30:00Z | 1 day        | 2026-10-25T01:30:00Z
    office | 2026-10-23T12:00:00Z | 48 weekday hours | 2026-10-27T13:00:00Z
    small hours | 2026-10-24T23:00:00Z | 4 working hours | 2026-10-25T03:00:00Z
    small hours | 2026-10-25T00:30:00Z | 1 working hour | 2026-10-25T01:30:00Z
    small hours | 2026-10-24T12:00:00Z | 1 working day | 2026-10-25T03:00:00Z`,
  'in another time zone': `
    new york | 2026-11-20T20:00:00Z | 1 working hour | 2026-11-20T21:00:00Z
    new york | 2026-11-20T21:00:00Z | 1 working hour | 2026-11-23T14:30:00Z
    new york | 2026-10-30T19:00:00Z | 3 working hours | 2026-11-02T15:30:00Z
    new york | 2026-03-06T20:00:00Z | 2 working hours | 2026-03-09T13:30:00Z
    new york | 2026-11-21T02:00:00Z | 1 working day | 2026-11-23T22:00:00Z
    new york | 2026-10-31T12:00:00Z | 1 day      | 2026-11-01T13:00:00Z`,
  'over the end of a month, and a leap day': `
    office | 2026-01-31 12:00 | 1 month          | 2026-02-28 12:00
    office | 2028-01-31 12:00 | 1 month          | 2028-02-29 12:00
    office | 2026-08-31 12:00 | 1 month          | 2026-09-30 12:00
    office | 2026-03-31 12:00 | 3 months         | 2026-06-30 12:00
    office | 2028-02-29 12:00 | 1 year           | 2029-02-28 12:00
    office | 2028-02-29 12:00 | 4 years          | 2032-02-29 12:00
    office | 2026-11-27 12:00 | 25 years         | 2051-11-27 12:00
    office | 2026-10-31 12:00 | 6 months         | 2027-04-30 12:00
    office | 2028-02-28 12:00 | 1 working day    | 2028-02-29 17:00
    office | 2028-02-28 12:00 | 2 working days   | 2028-03-01 17:00
    office | 2028-02-28 12:00 | 2 days           | 2028-03-01 12:00
    office | 2026-02-27 16:30 | 1 working hour   | 2026-03-02 10:00`,
  'without hours, or without a day on which it opens': `
    no hours | 2026-11-20 18:00 | 30 minutes     | 2026-11-20 18:30
    no hours | 2026-11-20 18:00 | 4 working hours | 2026-11-20 22:00
    no hours | 2026-12-24 18:00 | 1 working day  | 2026-12-26 00:00
    no hours | 2026-11-20 18:00 | 1 weekday      | 2026-11-23 17:00
    no hours | 2026-11-20 18:00 | 48 weekday hours | 2026-11-24 18:00
    closed for good | 2026-11-20 18:00 | 30 minutes | 2026-11-20 18:30
    closed for good | 2026-11-20 18:00 | 2 working days | 2026-11-23 00:00
    open all night | 2026-12-24 18:00 | 1 working day | 2026-12-28 00:00
    open all night | 2026-11-20 18:00 | 1 weekday | 2026-11-23 23:59`,
  'for many years of working time': `
    parish | 2026-01-01 12:00 | 200 working days | 2027-12-02 13:00
    parish | 2026-01-01 12:00 | 600 working hours | 2027-12-02 13:00
    office | 2026-01-05 09:00 | 1000 working hours | 2026-07-06 13:30`,
  'of subject access, one calendar month': `
    office | 2026-09-03 12:00 | 1 calendar month | 2026-10-05 23:59
    office | 2025-09-03 12:00 | 1 calendar month | 2025-10-03 23:59
    office | 2026-03-31 12:00 | 1 calendar month | 2026-04-30 23:59
    office | 2026-01-31 12:00 | 1 calendar month | 2026-03-02 23:59
    office | 2028-01-31 12:00 | 1 calendar month | 2028-02-29 23:59
    office | 2026-11-25 12:00 | 1 calendar month | 2026-12-29 23:59
    office | 2026-11-29 12:00 | 1 calendar month | 2026-12-29 23:59
    office | 2026-12-01 23:59 | 1 calendar month | 2027-01-04 23:59
    scotland | 2026-12-01 23:59 | 1 calendar month | 2027-01-05 23:59
    scotland | 2026-03-06 12:00 | 1 calendar month | 2026-04-06 23:59
    office | 2026-03-06 12:00 | 1 calendar month | 2026-04-07 23:59
    office | 2026-11-14 12:00 | 3 calendar months | 2027-02-15 23:59`,
  'of a complaint about personal data, 30 calendar days': `
    office | 2026-11-02 12:00 | 30 calendar days | 2026-12-02 23:59
    office | 2026-06-19 12:00 | 30 calendar days | 2026-07-20 23:59
    office | 2026-11-25 12:00 | 30 calendar days | 2026-12-29 23:59
    office | 2026-11-28 12:00 | 30 calendar days | 2026-12-29 23:59
    office | 2028-01-31 12:00 | 30 calendar days | 2028-03-01 23:59`,
  'of a breach, 72 hours, and of a notice of defamation, 48': `
    open all night | 2026-12-24 17:00 | 72 hours | 2026-12-30 17:00
    no hours | 2026-12-24 17:00 | 72 hours       | 2026-12-27 17:00
    no hours | 2026-03-27T20:00:00Z | 72 hours   | 2026-03-30T20:00:00Z
    office | 2026-04-02 20:00 | 48 weekday hours | 2026-04-08 20:00
    office | 2026-12-24 20:00 | 48 weekday hours | 2026-12-30 20:00
    office | 2026-11-22 20:00 | 48 weekday hours | 2026-11-25 00:00
    office | 2026-11-18 00:00 | 48 weekday hours | 2026-11-20 00:00`,
}
const cases = Object.entries(table).flatMap(([what, lines]) =>
  lines
    .trim()
    .split('\n')
    .map(line => line.split('|').map(cell => cell.trim()))
    .map(([council = '', from = '', lasts = '', until = '']) => ({ what, council, from, lasts, until })),
)

describe('a period', () => {
  test.each(cases)('$what: $lasts from $from at "$council" end at $until', ({ council, from, lasts, until }) => {
    const ends = momentAfter(named(council), 'working hours', londonMoment(from), duration(lasts))

    expect(until.endsWith('Z') ? `${ends.toISOString().slice(0, 19)}Z` : inLondon(ends)).toBe(until)
  })

  test('is in at least 120 cases of the table', () => {
    expect(cases.length).toBeGreaterThanOrEqual(120)
    expect(new Set(cases.map(line => Object.values(line).join())).size).toBe(cases.length)
  })
})

describe('a desk that is always there', () => {
  test.each([
    ['2026-12-24 17:00', '30 minutes', '2026-12-24 17:30'],
    ['2026-12-24 17:00', '4 hours', '2026-12-24 21:00'],
    ['2026-11-21 17:00', '2 working hours', '2026-11-21 19:00'],
    ['2026-12-24 17:00', '1 weekday', '2026-12-29 17:00'],
  ])('counts from %s %s to %s in a council with office hours', (from, lasts, until) => {
    expect(inLondon(momentAfter(councils.office, 'always', londonMoment(from), duration(lasts)))).toBe(until)
  })
})

describe('a clock of the law, or of a council’s own document', () => {
  test.each([
    ['minutes are those of any clock', '20 minutes', '2026-11-20 18:20'],
    ['hours are those of any clock', '72 hours', '2026-11-23 18:00'],
    ['working days are the council’s own', '1 working day', '2026-11-23 17:00'],
    ['working hours are the council’s own', '2 working hours', '2026-11-23 11:00'],
    ['FOI working days are the law’s', '1 FOI working day', '2026-11-23 23:59'],
  ])('%s, whatever calendar the desk keeps: %s from Friday at six end at %s', (_, lasts, until) => {
    expect(inLondon(clockEnds(councils.office, londonMoment('2026-11-20 18:00'), duration(lasts)))).toBe(until)
  })
})

describe('against walking minute by minute', () => {
  const time = fc.integer({ min: 0, max: 96 }).map(quarter => quarter * 15)
  const spans = fc
    .uniqueArray(time, { minLength: 0, maxLength: 6 })
    .map(times => times.sort((a, b) => a - b))
    .map(times =>
      Array.from({ length: Math.floor(times.length / 2) }, (_, n) => spanOf(times[2 * n], times[2 * n + 1])),
    )
  const hours = fc.record({ monday: spans, thursday: spans, friday: spans, saturday: spans, sunday: spans })
  const start = fc
    .constantFrom('2026-03-27', '2026-10-23', '2026-12-23', '2026-04-02', '2028-02-28', '2026-11-18')
    .chain(day => fc.integer({ min: 0, max: 4 * 1440 }).map(n => new Date(Date.parse(`${day}T00:00Z`) + n * 60_000)))
  const zone = fc.constantFrom('Europe/London', 'America/New_York', 'Australia/Lord_Howe')

  test('working hours end when as many minutes have been open, also over a change of the clock', () => {
    fc.assert(
      fc.property(hours, zone, start, fc.integer({ min: 1, max: 12 }), (written, timeZone, from, amount) => {
        const council = councilWith({ hours: written, 'time zone': timeZone, 'closed days': ['2026-10-26'] })
        fc.pre(Object.values(written).some(day => day.length > 0))
        const shows = minutesShown(timeZone)
        const open = (at: number) => {
          const { day, weekday, minute } = shows(at)
          if (day === '2026-10-26' || holidaysThen.includes(day)) return false
          return (council.hours[weekday] ?? []).some(span => span.slice(0, 5) <= minute && minute < span.slice(6))
        }

        let at = from.getTime()
        for (let left = amount * 60; left > 0; at += 60_000) if (open(at)) left--

        const ends = momentAfter(council, 'working hours', from, { amount, unit: 'working hour' })
        expect(ends.toISOString()).toBe(new Date(at).toISOString())
        expect(inHours(council, from)).toBe(open(from.getTime()))
      }),
      { numRuns: 150 },
    )
  })

  test('the next opening is the first minute that is open after one that is not', () => {
    fc.assert(
      fc.property(hours, start, (written, from) => {
        const council = councilWith({ hours: written })
        fc.pre(Object.values(written).some(day => day.length > 0) && !inHours(council, from))

        let at = from.getTime()
        while (!inHours(council, new Date(at))) at += 60_000

        const opening = opensNext(council, from)
        expect(`${opening?.day} ${opening?.time}`).toBe(inLondon(new Date(at)))
      }),
      { numRuns: 150 },
    )
  })

  test('more working time never ends sooner, and two halves are the whole', () => {
    const some = fc.integer({ min: 1, max: 200 })
    fc.assert(
      fc.property(
        fc.constantFrom(councils.office, councils.lunch, councils.parish),
        start,
        some,
        some,
        (council, from, a, b) => {
          const lasting = (amount: number, since: Date) =>
            momentAfter(council, 'working hours', since, { amount, unit: 'minute' })

          expect(lasting(a + b, from)).toEqual(lasting(b, lasting(a, from)))
          expect(lasting(a + b, from) > lasting(a, from)).toBe(true)
        },
      ),
    )
  })
})

test('a working day never ends while the office is still open after it, and never in the past', () => {
  const amount = fc.integer({ min: 1, max: 40 })
  const from = fc.date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true })
  fc.assert(
    fc.property(
      fc.constantFrom(councils.office, councils.lunch, councils.scotland),
      from,
      amount,
      (council, since, days) => {
        const ends = momentAfter(council, 'working hours', since, { amount: days, unit: 'working day' })

        expect(ends > since).toBe(true)
        expect(inHours(council, new Date(ends.getTime() - 1))).toBe(true)
        expect(inHours(council, ends)).toBe(false)
      },
    ),
  )
})

test.each(['0000-01-01', '0001-01-01', '0026-11-20', '1066-10-14', '1752-09-10', '9999-12-31'])(
  'a slip in the year, %s, costs nobody the program: whatever is counted from it comes to an end',
  day => {
    const from = new Date(`${day}T12:00:00Z`)
    const lasting = ['20 FOI working days', '1 calendar month', '30 calendar days', '1 weekday', '48 weekday hours']
    const started = performance.now()

    for (const lasts of [...lasting, '4 working hours', '20 working days', '1 month'])
      expect(momentAfter(councils.office, 'working hours', from, duration(lasts)) > from).toBe(true)

    expect(performance.now() - started).toBeLessThan(1000)
  },
)

test('years of working time are counted without walking each day anew', () => {
  const council = councilWith({ hours: everyDay('09:00-17:00') })
  const started = performance.now()

  for (let n = 0; n < 200; n++)
    momentAfter(council, 'working hours', new Date(2026, 0, 1 + n), duration('2000 working hours'))

  expect(performance.now() - started).toBeLessThan(1000)
})

/** Those that fall into the weeks that are walked, written down and not computed. */
const holidaysThen = [
  ...['2026-04-03', '2026-04-06', '2026-05-04', '2026-05-25', '2026-12-25', '2026-12-26', '2026-12-28', '2027-01-01'],
  ...['2027-03-26', '2027-03-29', '2027-05-03', '2027-05-31', '2028-04-14', '2028-04-17', '2028-05-01', '2028-05-29'],
]

function named(council: string) {
  const found = Object.entries(councils).find(([name]) => name === council)?.[1]
  if (!found) throw new Error(`There is no council "${council}" in this table.`)
  return found
}

function spanOf(from = 0, to = 0): string {
  const time = (minute: number) =>
    `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
  return `${time(from)}-${time(to)}`
}

/** What a wall shows, by Node's own tables. */
function minutesShown(timeZone: string) {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' })
  const names = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const
  return (at: number) => {
    const shown = format.format(at)
    const day = shown.slice(0, 10)
    return { day, minute: shown.slice(11), weekday: names[new Date(`${day}T12:00Z`).getUTCDay()] ?? 'sunday' }
  }
}
