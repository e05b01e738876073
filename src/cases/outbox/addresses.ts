import type { Authority } from '../../authorities/authority.ts'
import { partsOf, type To } from '../deliveries.ts'

/** Where a person or a room can be reached, the best first. None where the settings no longer know them. */
export function addressesOf(authority: Authority, to: To): string[] {
  const [kind, id] = partsOf(to)
  const known = { room: authority.rooms, agency: authority.agencies, person: authority.people, reporter: {} }
  return known[kind as 'person'][id]?.reach ?? []
}

/** Which address to try next: the one after, round to the first again, leaving out those that will never do. */
export function nextPlace(places: number, place: number, dead: number): number | undefined {
  for (let step = 1; step <= places; step++) {
    const next = (place + step) % places
    if ((dead & (1 << next)) === 0) return next
  }
  return undefined
}

/** How long the first way to somebody may be down before the second is taken. */
export function patienceMs(urgent: boolean): number {
  return urgent ? 60_000 : 5 * 60_000
}

/**
 * How long to wait after so many tries. It grows, and stays below what a frightened person would forgive; the last step is taken
 * again and again, since a notice is never given up. A fifth of it is left to chance, so that not all come back at one moment.
 */
export function pauseMs(attempts: number, urgent: boolean, chance: number): number {
  const steps = stepsOf(urgent)
  const seconds = steps[Math.min(attempts, steps.length) - 1] ?? 5
  return Math.round(seconds * 1000 * (0.9 + 0.2 * chance))
}

/** How long ago, about, the first of so many tries was. */
export function triedMs(attempts: number, urgent: boolean): number {
  return Array.from({ length: attempts - 1 }, (_, at) => pauseMs(at + 1, urgent, 0.5)).reduce((sum, ms) => sum + ms, 0)
}

function stepsOf(urgent: boolean): number[] {
  return urgent ? [5, 10, 20, 40, 60, 120] : [5, 15, 30, 60, 120, 300, 600]
}
