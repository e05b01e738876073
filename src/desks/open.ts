import type { Authority } from '../authorities/authority.ts'
import { readDesks, readDesksOf } from './read.ts'
import type { DeskHere } from './receives.ts'
import { type Spotted, spot } from './spot.ts'
import type { Signals } from './spot-compile.ts'
import { readSignals } from './spot-read.ts'

/** The desks of all councils, read when they are first needed. */
export interface Desks {
  spot(message: string): Spotted | null
  of(authority: Authority): DeskHere[]
}

export function openDesks(policies: string): Desks {
  let signals: Signals | undefined
  const here = new Map<string, DeskHere[]>()
  return {
    spot(message) {
      signals ??= signalsIn(policies)
      return spot(signals, message)
    },
    of(authority) {
      const known = here.get(authority.id) ?? readDesksOf(policies, authority, readDesks(policies))
      here.set(authority.id, known)
      return known
    },
  }
}

/** What notices a worry for any of the desks. */
export function signalsIn(policies: string): Signals {
  return readSignals(policies, readDesks(policies))
}
