import type { Authority } from './authority.ts'
import { dayNamed, weekdayOf } from './clock.ts'
import { isBankHoliday } from './holidays.ts'
import { type Nation, nations } from './yearly.ts'

/** Neither on a weekend nor a bank holiday where the council is, whatever its own hours and closed days. */
export function isWeekday(authority: Authority, day: number): boolean {
  return isFree([authority['bank holidays']], authority, day)
}

/**
 * A working day as the laws on information count (Freedom of Information Act 2000, section 10(6); the Environmental Information
 * Regulations 2004 refer to it): no Saturday, Sunday, Christmas Day, Good Friday or bank holiday in any part of the United Kingdom.
 * St Patrick's Day counts in Kent; a day on which only the office is closed does not. Scotland's own Act of 2002, section 73, looks
 * at bank holidays in Scotland alone. Christmas Day and Good Friday need no rule of their own: they are bank holidays everywhere.
 */
export function isInformationDay(authority: Authority, day: number): boolean {
  return isFree(authority['bank holidays'] === 'scotland' ? ['scotland'] : nations, authority, day)
}

function isFree(where: readonly Nation[], { holidays }: Authority, number: number): boolean {
  if (weekdayOf(number) % 6 === 0) return false
  const day = dayNamed(number)
  return !where.some(nation => isBankHoliday(nation, day, holidays['one-off days']))
}
