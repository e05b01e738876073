import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { bankHolidays } from '../src/authorities/holidays.ts'
import { spansOf } from '../src/authorities/hours.ts'
import { endsSoon } from '../src/authorities/one-offs.ts'
import { lookAtHolidays, readAuthorities } from '../src/authorities/read.ts'
import { nations } from '../src/authorities/yearly.ts'
import { examine } from '../src/doctor.ts'
import { councilWith, everyDay } from './support/calendars.ts'
import { folder } from './support/folder.ts'

/**
 * What https://www.gov.uk/bank-holidays listed: 2012 to 2023 as kept in the repositories alphagov/calendars, alphagov/frontend and
 * ministryofjustice/govuk-bank-holidays, 2024 to 2028 as others copied it from bank-holidays.json in September and October 2026
 * (Northern Ireland in July: the proclamations in the London Gazette). A comparison in holidays/definitions, pull request 351, counts
 * 280 holidays from 2019 to 2028.
 */
const published = {
  'england-and-wales': `
    2012 01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26
    2013 01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26
    2014 01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26
    2015 01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28
    2016 01-01 03-25 03-28 05-02 05-30 08-29 12-26 12-27
    2017 01-02 04-14 04-17 05-01 05-29 08-28 12-25 12-26
    2018 01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26
    2019 01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26
    2020 01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28
    2021 01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28
    2022 01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27
    2023 01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26
    2024 01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26
    2025 01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26
    2026 01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28
    2027 01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28
    2028 01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26`,
  scotland: `
    2012 01-02 01-03 04-06 05-07 06-04 06-05 08-06 11-30 12-25 12-26
    2013 01-01 01-02 03-29 05-06 05-27 08-05 12-02 12-25 12-26
    2014 01-01 01-02 04-18 05-05 05-26 08-04 12-01 12-25 12-26
    2015 01-01 01-02 04-03 05-04 05-25 08-03 11-30 12-25 12-28
    2016 01-01 01-04 03-25 05-02 05-30 08-01 11-30 12-26 12-27
    2017 01-02 01-03 04-14 05-01 05-29 08-07 11-30 12-25 12-26
    2018 01-01 01-02 03-30 05-07 05-28 08-06 11-30 12-25 12-26
    2019 01-01 01-02 04-19 05-06 05-27 08-05 12-02 12-25 12-26
    2020 01-01 01-02 04-10 05-08 05-25 08-03 11-30 12-25 12-28
    2021 01-01 01-04 04-02 05-03 05-31 08-02 11-30 12-27 12-28
    2022 01-03 01-04 04-15 05-02 06-02 06-03 08-01 09-19 11-30 12-26 12-27
    2023 01-02 01-03 04-07 05-01 05-08 05-29 08-07 11-30 12-25 12-26
    2024 01-01 01-02 03-29 05-06 05-27 08-05 12-02 12-25 12-26
    2025 01-01 01-02 04-18 05-05 05-26 08-04 12-01 12-25 12-26
    2026 01-01 01-02 04-03 05-04 05-25 06-15 08-03 11-30 12-25 12-28
    2027 01-01 01-04 03-26 05-03 05-31 08-02 11-30 12-27 12-28
    2028 01-03 01-04 04-14 05-01 05-29 08-07 11-30 12-25 12-26`,
  'northern-ireland': `
    2012 01-02 03-19 04-06 04-09 05-07 06-04 06-05 07-12 08-27 12-25 12-26
    2013 01-01 03-18 03-29 04-01 05-06 05-27 07-12 08-26 12-25 12-26
    2014 01-01 03-17 04-18 04-21 05-05 05-26 07-14 08-25 12-25 12-26
    2015 01-01 03-17 04-03 04-06 05-04 05-25 07-13 08-31 12-25 12-28
    2016 01-01 03-17 03-25 03-28 05-02 05-30 07-12 08-29 12-26 12-27
    2017 01-02 03-17 04-14 04-17 05-01 05-29 07-12 08-28 12-25 12-26
    2018 01-01 03-19 03-30 04-02 05-07 05-28 07-12 08-27 12-25 12-26
    2019 01-01 03-18 04-19 04-22 05-06 05-27 07-12 08-26 12-25 12-26
    2020 01-01 03-17 04-10 04-13 05-08 05-25 07-13 08-31 12-25 12-28
    2021 01-01 03-17 04-02 04-05 05-03 05-31 07-12 08-30 12-27 12-28
    2022 01-03 03-17 04-15 04-18 05-02 06-02 06-03 07-12 08-29 09-19 12-26 12-27
    2023 01-02 03-17 04-07 04-10 05-01 05-08 05-29 07-12 08-28 12-25 12-26
    2024 01-01 03-18 03-29 04-01 05-06 05-27 07-12 08-26 12-25 12-26
    2025 01-01 03-17 04-18 04-21 05-05 05-26 07-14 08-25 12-25 12-26
    2026 01-01 03-17 04-03 04-06 05-04 05-25 07-13 08-31 12-25 12-28
    2027 01-01 03-17 03-26 03-29 05-03 05-31 07-12 08-30 12-27 12-28
    2028 01-03 03-17 04-14 04-17 05-01 05-29 07-12 08-28 12-25 12-26`,
}
const policies = resolve('policies')
const { holidays } = lookAtHolidays(policies)
const listed = nations.flatMap(nation =>
  published[nation]
    .trim()
    .split('\n')
    .map(line => line.trim().split(' '))
    .map(([year = '', ...days]) => ({ nation, year: Number(year), days: days.map(day => `${year}-${day}`) })),
)

describe('bank holidays', () => {
  test.each(listed)('of $nation in $year are those that the government published', ({ nation, year, days }) => {
    expect([...bankHolidays(nation, year, holidays['one-off days'])].sort()).toEqual(days)
  })

  test('are 280 in the three nations from 2019 to 2028, as others counted', () => {
    const years = Array.from({ length: 10 }, (_, n) => 2019 + n)

    const all = nations.flatMap(nation =>
      years.flatMap(year => [...bankHolidays(nation, year, holidays['one-off days'])]),
    )

    expect(all).toHaveLength(280)
  })

  test('of a year that nobody has announced anything for come by rule', () => {
    const kept = bankHolidays('england-and-wales', 2033, holidays['one-off days'])

    expect([...kept].sort().join(' ')).toBe(
      '2033-01-03 2033-04-15 2033-04-18 2033-05-02 2033-05-30 2033-08-29 2033-12-26 2033-12-27',
    )
  })

  test('a council is closed on a day that came only once, and open on the one that was moved', () => {
    const [council] = readAuthorities(policies)

    expect(council && spansOf(council, '2022-09-19')).toEqual([])
    expect(council && spansOf(council, '2022-05-30')).not.toEqual([])
  })
})

test('a council that opens at weekends stays away on Christmas Day itself, and on the Monday in its place', () => {
  const council = councilWith({ hours: everyDay('09:00-17:00') })
  const days = [
    '2027-12-24',
    '2027-12-25',
    '2027-12-26',
    '2027-12-27',
    '2027-12-28',
    '2027-12-29',
    '2028-01-01',
    '2028-01-02',
  ]

  const open = days.filter(day => spansOf(council, day).length > 0)

  expect(open).toEqual(['2027-12-24', '2027-12-29', '2028-01-02'])
})

describe('holidays.yaml', () => {
  const good = 'known until: 2028-12-31\none-off days:\n  - { day: 2027-06-07, where: everywhere, why: A jubilee }\n'

  test('of a council’s own folder counts for each council in it', () => {
    const own = folder({ 'a/authority.yaml': 'name: A\nkind: town\n', 'holidays.yaml': good })

    const [council] = readAuthorities(own)

    expect(council?.holidays['one-off days'].map(({ day }) => day)).toEqual(['2027-06-07'])
  })

  test('may be left out: then the one that ships counts', () => {
    const [council] = readAuthorities(folder({ 'a/authority.yaml': 'name: A\nkind: town\n' }))

    expect(council?.holidays).toEqual(holidays)
  })

  test.each([
    ['2027-06-07', '7 June 2027', 'day: write a day as 2026-12-24. It says "7 June 2027".'],
    ['2027-06-07', '2027-06-06', 'day: this is a Saturday or a Sunday. Write the weekday. It says "2027-06-06".'],
    ['2027-06-07', '2027-05-31', 'day: this is a bank holiday every year in england-and-wales, scotland'],
    ['where: everywhere', 'where: [wales]', 'where › 1: write one of: england-and-wales, scotland, northern-ireland.'],
    ['where: everywhere', 'where: here', 'write everywhere, or a list of: england-and-wales, scotland'],
    ['where: everywhere', 'were: everywhere', '"were" is not a key that is known here. Did you mean "where"?'],
    ['where:', 'instead of: 2027-05-30, where:', 'instead of: this is no bank holiday that comes by rule.'],
    ['where:', 'instead of: 2027-03-29, where:', 'instead of: this is no bank holiday that comes by rule.'],
    ['A jubilee }', 'A jubilee }\n  - { day: 2027-06-07, where: [scotland], why: X }', 'this day stands here twice'],
    ['known until: 2028-12-31', 'known untill: 2028-12-31', 'known until: this is missing. Add it.'],
  ])('with "%s" written as "%s" is answered with the line and what to do', (right, wrong, says) => {
    const own = folder({ 'holidays.yaml': good.replace(right, wrong) })

    const { mistakes } = lookAtHolidays(own)

    expect(mistakes.join('\n')).toContain(says)
    expect(mistakes[0]).toMatch(/holidays\.yaml, line \d/)
  })

  test.each([
    ['2028-06-29', undefined],
    ['2028-06-30', /knows the bank holidays until 2028-12-31\. Look at/],
    ['2029-01-01', /until 2028-12-31\. Since then, clocks of the law may be wrong/],
  ])('on %s, with what is known until the end of 2028, is warned of: %s', (today, says) => {
    const warning = endsSoon('holidays.yaml', holidays, new Date(`${today}T12:00:00Z`))

    if (says) expect(warning).toMatch(says)
    else expect(warning).toBeUndefined()
  })

  test('that ends soon is a warning of the doctor and no mistake', async () => {
    const environment = { POLICIES: policies }

    const now = await examine(environment, new Date('2026-11-27T12:00:00Z'))
    const later = await examine(environment, new Date('2028-09-01T12:00:00Z'))

    expect(now).toEqual({ mistakes: [], warnings: [] })
    expect(later.mistakes).toEqual([])
    expect(later.warnings.join('\n')).toContain(join(policies, 'holidays.yaml'))
  })
})
