import { Authority } from '../../src/authorities/authority.ts'
import { lookAtHolidays } from '../../src/authorities/read.ts'
import { Duration } from '../../src/desks/duration.ts'

const { holidays } = lookAtHolidays('policies')
const week = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

/** A council that is nobody's, with just what a calendar looks at. */
export function councilWith(written: Record<string, unknown>): Authority {
  const parsed = Authority.parse({ name: 'Ambleford', kind: 'town', ...written })
  return { ...parsed, id: 'ambleford', holidays }
}

export function everyDay(...spans: string[]): Record<string, string[]> {
  return Object.fromEntries(week.map(day => [day, spans]))
}

const officeHours = {
  ...Object.fromEntries(week.slice(0, 4).map(day => [day, ['09:00-17:00']])),
  friday: ['09:00-16:30'],
}

/** The kinds of council whose days differ. */
export const councils = {
  /** Friday closes early; between the years it is closed. */
  office: councilWith({ hours: officeHours, 'closed days': ['2026-12-29 to 2026-12-31'] }),
  lunch: councilWith({
    hours: { ...everyDay('09:30-12:30', '13:30-16:00'), friday: ['09:30-12:30'], saturday: [], sunday: [] },
  }),
  parish: councilWith({ hours: { tuesday: ['10:00-13:00'], thursday: ['10:00-13:00'] } }),
  'open all night': councilWith({ hours: everyDay('00:00-24:00') }),
  'no hours': councilWith({}),
  'small hours': councilWith({ hours: everyDay('00:00-03:00') }),
  scotland: councilWith({ hours: officeHours, 'bank holidays': 'scotland' }),
  'northern ireland': councilWith({ hours: officeHours, 'bank holidays': 'northern-ireland' }),
  'new york': councilWith({ hours: officeHours, 'time zone': 'America/New_York' }),
  'closed for good': councilWith({ hours: officeHours, 'closed days': ['2020-01-01 to 2099-12-31'] }),
}

export function duration(written: string): Duration {
  return Duration.parse(written)
}

/** `2026-11-20 16:30` in London, found by asking Node's own tables; a moment that ends in Z is taken as it stands. */
export function londonMoment(written: string): Date {
  if (written.endsWith('Z')) return new Date(written)
  const found = [0, 1].map(hours => new Date(Date.parse(`${written.replace(' ', 'T')}:00Z`) - hours * 3_600_000))
  const shown = found.filter(moment => inLondon(moment) === written)
  const [only, second] = shown
  if (!only || second)
    throw new Error(`${written} is shown ${shown.length} times in London. Write it as UTC, with a Z.`)
  return only
}

export function inLondon(moment: Date): string {
  return london.format(moment)
}

const london = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/London', dateStyle: 'short', timeStyle: 'short' })
