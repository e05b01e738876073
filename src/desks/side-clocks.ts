import type { Authority } from '../authorities/authority.ts'
import { type Given, holds } from './asked.ts'
import type { Duration } from './duration.ts'
import { standing, standingInWords } from './grounds.ts'
import type { DeskHere } from './receives.ts'

/** A clock beside the ladder, which somebody other than us sets: the law, or the council's own document. */
export interface SideClock {
  name: string
  within: Duration
  /** The question whose answer starts it; the time of the report where there is none. */
  startsAt?: string
  /** What it comes from, for a person. */
  law: string
}

/** The clocks that a report with these answers starts at one desk. */
export function sideClocksOf(authority: Authority, desk: DeskHere, given: Given): SideClock[] {
  const byLaw = desk['side clocks'].filter(({ when }) => holds(when, given))
  return [
    ...byLaw.map(({ name, within, law, ...more }) => clock(name, within, law, more)),
    ...desk.clocks.map(({ name, within, 'starts at': startsAt, ...grounds }) =>
      clock(name, within, standingInWords(standing(authority, grounds)), { 'starts at': startsAt }),
    ),
  ]
}

function clock(name: string, within: Duration, law: string, more: { 'starts at'?: string | undefined }): SideClock {
  const startsAt = more['starts at']
  return { name, within, law, ...(startsAt ? { startsAt } : {}) }
}
