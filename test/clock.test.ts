import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayNamed, dayNumber, momentShown, monthsAfter, wallClock, whenShown } from '../src/authorities/clock.ts'

const zones = ['Europe/London', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'America/Havana', 'UTC']
const formats = new Map(
  zones.map(timeZone => [
    timeZone,
    new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }),
  ]),
)
const anyZone = fc.constantFrom(...zones)
const anyMoment = fc.date({
  min: new Date('2005-01-01T00:00Z'),
  max: new Date('2045-01-01T00:00Z'),
  noInvalidDate: true,
})

/** What Node's own tables say, by another way than ours. */
function asIntlShows(timeZone: string, at: Date): string {
  return formats.get(timeZone)?.format(at) ?? ''
}

describe('the clock on a wall', () => {
  test('shows what the tables of Node show, in any zone at any moment', () => {
    fc.assert(
      fc.property(anyZone, anyMoment, (zone, at) => {
        const { day, time } = wallClock(zone, at)

        expect(`${day} ${time}`).toBe(asIntlShows(zone, at))
      }),
    )
  })

  test.each([
    ['Europe/London', '2026-03-29T00:59:59Z', '2026-03-29 00:59'],
    ['Europe/London', '2026-03-29T01:00:00Z', '2026-03-29 02:00'],
    ['Europe/London', '2026-10-25T00:59:59Z', '2026-10-25 01:59'],
    ['Europe/London', '2026-10-25T01:00:00Z', '2026-10-25 01:00'],
    ['America/New_York', '2026-11-01T06:00:00Z', '2026-11-01 01:00'],
  ])('in %s at %s, to the second of a change, shows %s', (zone, moment, shown) => {
    const { day, time } = wallClock(zone, new Date(moment))

    expect(`${day} ${time}`).toBe(shown)
  })

  test.each([
    ['an ordinary time', 'Europe/London', '2026-07-01', '09:30', '2026-07-01T08:30:00Z'],
    ['a time shown twice, the second time', 'Europe/London', '2026-10-25', '01:30', '2026-10-25T01:30:00Z'],
    ['a time never shown, as long after the change', 'Europe/London', '2026-03-29', '01:30', '2026-03-29T01:30:00Z'],
    ['the end of a day, which begins the next', 'Europe/London', '2026-10-25', '24:00', '2026-10-26T00:00:00Z'],
    ['a time shown twice elsewhere', 'America/New_York', '2026-11-01', '01:30', '2026-11-01T06:30:00Z'],
    ['a half-hour change', 'Australia/Lord_Howe', '2026-04-05', '01:45', '2026-04-04T15:15:00Z'],
  ])('%s is found', (_, zone, day, time, moment) => {
    expect(momentShown(zone, day, time).toISOString()).toBe(new Date(moment).toISOString())
  })

  test('a time that is found is shown again, whatever the zone, unless no clock ever shows it', () => {
    fc.assert(
      fc.property(anyZone, anyMoment, (zone, at) => {
        const { day, time } = wallClock(zone, at)

        expect(wallClock(zone, momentShown(zone, day, time))).toEqual({ day, time })
      }),
    )
  })

  test('a span holds just the minutes at which the wall shows a time within it, on every day', () => {
    const minute = fc.integer({ min: 0, max: 1440 })
    const changes = ['2026-03-29', '2026-10-25', '2026-11-01', '2026-03-08', '2026-04-05', '2026-10-04', '2027-02-28']
    fc.assert(
      fc.property(anyZone, fc.constantFrom(...changes), minute, minute, (zone, day, a, b) => {
        fc.pre(a < b)
        const span = `${asTime(a)}-${asTime(b)}`

        const found = whenShown(zone, dayNumber(day), span)

        const middle = Date.parse(`${day}T12:00:00Z`)
        const wrong: string[] = []
        for (let at = middle - 1.5 * 86_400_000; at < middle + 1.5 * 86_400_000; at += 60_000) {
          const shown = asIntlShows(zone, new Date(at))
          const inside = shown.startsWith(day) && asTime(a) <= shown.slice(11) && shown.slice(11) < asTime(b)
          if (found.some(({ from, to }) => from <= at && at < to) !== inside) wrong.push(shown)
        }
        expect(wrong).toEqual([])
      }),
      { numRuns: 40 },
    )
  })

  test.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2028-02-29', 12, '2029-02-28'],
    ['2026-12-31', 2, '2027-02-28'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-05-15', 300, '2051-05-15'],
  ])('%s and %i months are %s: a month ends where it ends', (day, months, then) => {
    expect(monthsAfter(day, months)).toBe(then)
  })
})

test('days are counted through month ends and leap days', () => {
  const from = dayNumber('2028-02-27')

  expect([0, 1, 2, 3].map(n => dayNamed(from + n))).toEqual(['2028-02-27', '2028-02-28', '2028-02-29', '2028-03-01'])
})

function asTime(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}
