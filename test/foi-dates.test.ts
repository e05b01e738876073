import { describe, expect, test } from 'vitest'
import { clockEnds } from '../src/cases/calendar.ts'
import { councils, duration, inLondon, londonMoment } from './support/calendars.ts'

/**
 * Dates that others published, each list with where it stands. Few public bodies publish the day on which a known request was due;
 * most of what can be found are the tables and the software by which they worked them out.
 */
const published = {
  // The chart of an FOI officer for the winter of 2014, with Scotland's 1 December and 2 January in it:
  // https://www.foiman.com/archives/1345 (two of its lines are below, as the law does not agree with them)
  foiman: `
    2014-11-17 2014-12-16
    2014-11-18 2014-12-17
    2014-11-19 2014-12-18
    2014-11-20 2014-12-19
    2014-11-21 2014-12-22
    2014-11-24 2014-12-23
    2014-11-26 2014-12-29
    2014-11-27 2014-12-30
    2014-11-28 2014-12-31
    2014-12-02 2015-01-05
    2014-12-03 2015-01-06
    2014-12-04 2015-01-07
    2014-12-05 2015-01-08
    2014-12-08 2015-01-09
    2014-12-09 2015-01-12
    2014-12-10 2015-01-13
    2014-12-11 2015-01-14
    2014-12-12 2015-01-15
    2014-12-15 2015-01-16
    2014-12-16 2015-01-19
    2014-12-17 2015-01-20
    2014-12-18 2015-01-21
    2014-12-19 2015-01-22
    2014-12-22 2015-01-23
    2014-12-23 2015-01-26
    2014-12-24 2015-01-27
    2014-12-29 2015-01-28
    2014-12-30 2015-01-29
    2014-12-31 2015-01-30
    2015-01-05 2015-02-02
    2015-01-06 2015-02-03
    2015-01-07 2015-02-04
    2015-01-08 2015-02-05
    2015-01-09 2015-02-06`,
  // What WhatDoTheyKnow tells requesters, over St Patrick's Day and Easter 2009 and for requests at the weekend:
  // mysociety/alaveteli, spec/models/holiday_spec.rb
  whatdotheyknow: `
    2008-10-01 2008-10-29
    2007-02-01 2007-03-01
    2008-02-01 2008-02-29
    2009-03-12 2009-04-14
    2009-03-13 2009-04-15
    2009-03-14 2009-04-15
    2009-03-15 2009-04-15
    2009-03-16 2009-04-16`,
  // The Ministry of Justice's own software for requests, over bank holidays in May, and one received on a Saturday:
  // ministryofjustice/correspondence_tool_staff, spec/services/deadline_calculator/business_days_spec.rb
  ministry: `
    2017-05-18 2017-06-16
    2021-05-01 2021-06-01`,
  // A known request to the Student Loans Company, received on a Sunday, answered on its last day. The decision notice had counted 21
  // days, as it overlooked St Patrick's Day: https://informationrightsandwrongs.com/2015/09/04/easy-as-1-2-3/
  'student loans': '2014-03-16 2014-04-14',
  // Received on 1 December, St Andrew's Day in Scotland: the day of receipt need be no working day.
  // http://confirmordeny.org.uk/2014/11/23/what-a-difference-a-day-makes/ and the ICO's own line to take, LTT47, at foiwiki.com
  'confirm or deny': '2014-12-01 2014-12-31',
}

const lines = Object.entries(published).flatMap(([who, list]) =>
  list
    .trim()
    .split('\n')
    .map(line => line.trim().split(' '))
    .map(([received = '', due = '']) => ({ who, received, due })),
)

function foi(received: string, council = councils.office, lasts = '20 FOI working days'): string {
  return inLondon(clockEnds(council, londonMoment(`${received} 16:00`), duration(lasts)))
}

describe('a Freedom of Information request', () => {
  test.each(lines)('received on $received is due on $due, as $who published', ({ received, due }) => {
    expect(foi(received)).toBe(`${due} 23:59`)
  })

  // Two known requests to councils. No notice prints their last day, but whoever asked complained of the delay on the very next, and
  // the Commissioner found both councils late. Over the Diamond Jubilee, decision notice FS50467979, copied at
  // http://bodgedroad.blogspot.com/2013/02/freedom-of-information-act-decision.html; the other (under the Environmental Information
  // Regulations, which count alike) FS50576394: https://johnbrace.com/tag/section-101/
  test.each([
    ['Cheshire West and Chester Council', '2012-05-25', '2012-06-26', '2012-06-27'],
    ['Wirral Council', '2015-01-26', '2015-02-23', '2015-02-24'],
  ])('to %s, received on %s, was due on %s, and complained of on %s', (_, received, due, complained) => {
    expect(foi(received)).toBe(`${due} 23:59`)
    expect(Date.parse(complained) - Date.parse(due)).toBe(86_400_000)
  })

  test('is due on a date that others published in more than 25 cases', () => {
    expect(lines.length).toBeGreaterThan(25)
  })

  test.each([
    ['10 days, over St Andrew’s Day', '2023-11-17', '10 FOI working days', '2023-12-04'],
    ['30 days', '2017-05-18', '30 FOI working days', '2017-06-30'],
  ])('counts %s as the Ministry of Justice does', (_, received, lasts, due) => {
    expect(foi(received, councils.office, lasts)).toBe(`${due} 23:59`)
  })

  // Where a source does not agree with section 10 of the Act, the Act is followed.
  test.each([
    // FOIMan takes a request on a bank holiday as received on the day after. Section 10(6) says "the day on which the public
    // authority receives the request", and the ICO's line to take LTT47 says that this need be no working day.
    ['foiman, 1 December is a holiday in Scotland', '2014-12-01', '20', '2015-01-05', '2014-12-31'],
    ['foiman, 2 January is a holiday in Scotland', '2015-01-02', '20', '2015-02-02', '2015-01-30'],
    // The ministry's examples before 2023 know the holidays of England and Wales alone: 12 July is one in Northern Ireland, and the
    // first Monday in August in Scotland. Since then its software adds both, in a list of "additional bank holidays".
    ['the ministry, 12 July and 2 August', '2021-07-03', '20', '2021-07-30', '2021-08-03'],
    ['the ministry, 12 July', '2017-05-18', '40', '2017-07-14', '2017-07-17'],
    // This page begins to count a day late: https://deadlinecalculator.co.uk/blog/foi-due-date-calculator-uk-guide/
    ['a calculator on the web', '2025-06-06', '20', '2025-07-07', '2025-07-04'],
  ])('is due by the Act, and not by %s', (_, received, amount, theirs, byTheAct) => {
    const ours = foi(received, councils.office, `${amount} FOI working days`)

    expect(ours).toBe(`${byTheAct} 23:59`)
    expect(ours).not.toContain(theirs)
  })

  // By the Act's own words, over each kind of day that it leaves out.
  test.each([
    ['Easter', '2026-03-24', '2026-04-23'],
    ['St Patrick’s Day, and Easter', '2026-03-16', '2026-04-16'],
    ['12 July, kept on the 13th', '2026-07-10', '2026-08-11'],
    ['Scotland’s first Monday in August', '2026-08-03', '2026-09-01'],
    ['St Andrew’s Day', '2026-11-27', '2026-12-30'],
    ['Christmas, and 2 January kept on the 4th', '2026-12-17', '2027-01-20'],
    ['Christmas Day itself', '2026-12-25', '2027-01-27'],
    ['Scotland’s day for the World Cup', '2026-06-12', '2026-07-14'],
    ['the state funeral', '2022-09-16', '2022-10-17'],
    ['the Platinum Jubilee and the moved holiday before it', '2022-05-20', '2022-06-21'],
    ['the coronation', '2023-05-05', '2023-06-06'],
    ['the moved holiday of 2020', '2020-04-24', '2020-05-26'],
  ])('over %s, received on %s, is due on %s', (_, received, due) => {
    expect(foi(received)).toBe(`${due} 23:59`)
  })

  test('is not due later for a council that is closed between the years, or opens twice a week', () => {
    const dates = Object.values([councils.office, councils.parish, councils['no hours']]).map(c => foi('2026-12-17', c))

    expect(new Set(dates)).toEqual(new Set(['2027-01-20 23:59']))
  })

  test('counts the day on which it came, however late in the evening', () => {
    const late = clockEnds(councils.office, londonMoment('2026-11-18 23:59'), duration('20 FOI working days'))

    expect(inLondon(late)).toBe(
      inLondon(clockEnds(councils.office, londonMoment('2026-11-18 00:01'), duration('20 FOI working days'))),
    )
  })

  // The Scottish Act of 2002, section 73, looks at bank holidays in Scotland alone. A council took its local holiday on 26 September
  // 2025 for no working day; the Scottish Commissioner found it late (Decision 002/2026, a review asked for on Saturday 30 August).
  test.each([
    ['a local holiday counts', '2025-08-30', '2025-09-26'],
    ['Easter Monday counts', '2026-03-24', '2026-04-22'],
    ['St Patrick’s Day counts', '2026-03-16', '2026-04-14'],
    ['2 January does not', '2026-12-17', '2027-01-20'],
  ])('in Scotland goes by Scotland’s own Act: %s', (_, received, due) => {
    expect(foi(received, councils.scotland)).toBe(`${due} 23:59`)
  })
})
