import type { Authority } from '../authorities/authority.ts'
import { inHours, opensNext } from '../authorities/hours.ts'
import { linesFor } from './lines.ts'
import type { DeskHere } from './receives.ts'

/** What to do while the office is closed, whom to call, and when it opens again; nothing while it is open. */
export function whenClosed(authority: Authority, desk: DeskHere, now: Date): string[] {
  if (inHours(authority, now)) return []
  const opening = opensNext(authority, now)
  return [
    desk['out of hours'],
    ...linesFor(authority['out-of-hours lines'], desk.id).map(({ name, number }) => `${name}: ${number}`),
    ...(opening ? [`The office opens again on ${dayInWords(opening.day)} at ${opening.time}.`] : []),
  ]
}

/** `2026-11-20` as `Friday 20 November`. */
export function dayInWords(day: string): string {
  const format = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' })
  return format.format(new Date(`${day}T00:00:00Z`))
}
