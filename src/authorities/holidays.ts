import type { OneOff } from './one-offs.ts'
import { type Nation, yearly } from './yearly.ts'

/** The bank holidays of a year as they were kept: those that come by rule, less what was moved, and with what came only once. */
export function bankHolidays(nation: Nation, year: number, oneOffs: readonly OneOff[]): ReadonlySet<string> {
  const years = worked.get(oneOffs) ?? new Map<string, ReadonlySet<string>>()
  worked.set(oneOffs, years)
  const key = `${nation} ${year}`
  const found = years.get(key)
  if (found) return found
  const kept = yearly(nation, year)
  for (const { day, 'instead of': moved, where } of oneOffs) {
    if (!where.includes(nation)) continue
    if (moved) kept.delete(moved)
    if (day.startsWith(`${year}-`)) kept.add(day)
  }
  years.set(key, kept)
  return kept
}

export function isBankHoliday(nation: Nation, day: string, oneOffs: readonly OneOff[]): boolean {
  return bankHolidays(nation, Number(day.slice(0, -6)), oneOffs).has(day)
}

const worked = new WeakMap<readonly OneOff[], Map<string, ReadonlySet<string>>>()
