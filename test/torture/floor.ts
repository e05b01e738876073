import { createHash } from 'node:crypto'
import type { By } from '../../src/cases/parts.ts'
import { chance } from '../support/chance.ts'
import type { Acts } from './acts.ts'
import type { Ledger } from './ledger.ts'
import { council, type Place } from './place.ts'

/** What all clients of a place have in common. */
export interface Ground {
  acts: Acts
  ledger: Ledger
  place: Place
  /** An empty place for another database, of the same engine. */
  freshUrl(): Promise<string>
}

/** What a client works with. */
export interface Floor extends Ground {
  /** What this client is called; different for each. */
  name: string
  /** The same numbers for the same seed, for each client its own. */
  random(): number
  one<Of>(from: readonly Of[]): Of
  /** Somebody, now: no two moments are the same. */
  as(id: string): By
}

let moments = 0

export function floorOf(ground: Ground, name: string, seed: string): Floor {
  const random = chance(seedOf(`${seed} ${name}`))
  return {
    ...ground,
    name,
    random,
    one: from => from[Math.floor(random() * from.length)] as (typeof from)[number],
    as: id => ({
      who: { authority: council, id, name: `Name of ${id}`, address: `web:${id}.test` },
      from: 'torture',
      // Within the hours of one Friday, however many come.
      now: new Date(Date.UTC(2026, 10, 20, 10) + ++moments),
    }),
  }
}

/** A number to begin with, from words: two clients of one run draw differently, and each the same in every run. */
export function seedOf(words: string): number {
  return createHash('sha256').update(words).digest().readInt32BE()
}
