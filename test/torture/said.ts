import type { Authority } from '../../src/authorities/authority.ts'
import type { Sent } from '../../src/cases/outbox/sent.ts'
import type { DeskHere } from '../../src/desks/receives.ts'
import type { Acts } from './acts.ts'
import type { GuardName } from './guards.ts'
import type { Place } from './place.ts'
import type { Ending } from './steps.ts'

/** What parent and child say to each other. Both are ours and of one version, so nobody checks it. */
export interface Beginning {
  place: Place
  /** Read once, by the parent: reading them takes longer than starting. */
  councils: { authorities: Authority[]; desks: ReadonlyMap<string, DeskHere[]> }
  ending?: Ending
  without?: GuardName
}

export type ToChild = Asked | { posted: number; sent: Sent }

export interface Asked {
  id: number
  act: keyof Acts
  given: unknown[]
}

export type FromChild =
  | { step: string }
  | { ready: true }
  | { id: number; answer: unknown }
  | { id: number; error: { name: string; message: string; unavailable: boolean } }
  | { posting: Posting; number: number }

/** A notice on its way to somebody: which, where, and from which process. */
export interface Posting {
  id: string
  address: string
  about: string
  process: number
}
