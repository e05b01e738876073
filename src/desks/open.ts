import type { Authority } from '../authorities/authority.ts'
import type { Desk } from './desk.ts'
import { lookAtDesks, readDesks, readDesksOf } from './read.ts'
import type { DeskHere } from './receives.ts'
import { type Spotted, spot } from './spot.ts'
import type { Signals } from './spot-compile.ts'
import { mistakesInExamples, readSignals } from './spot-read.ts'

/** The desks of all councils, read when they are first needed. */
export interface Desks {
  spot(message: string): Spotted | null
  of(authority: Authority): DeskHere[]
}

export function openDesks(policies: string): Desks {
  let signals: Signals | undefined
  let shared: Desk[] | undefined
  // The same files for every council: reading them again for each was a third of what a start took.
  const all = () => {
    shared ??= readDesks(policies)
    return shared
  }
  const here = new Map<string, DeskHere[]>()
  return {
    spot(message) {
      signals ??= readSignals(policies, all())
      return spot(signals, message)
    },
    of(authority) {
      const known = here.get(authority.id) ?? readDesksOf(policies, authority, all())
      here.set(authority.id, known)
      return known
    },
  }
}

/** What notices a worry for any of the desks. */
export function signalsIn(policies: string): Signals {
  return readSignals(policies, readDesks(policies))
}

/** What is wrong with the examples in this folder, without which worries are noticed all the same. */
export function exampleMistakes(policies: string): string[] {
  return mistakesInExamples(policies, lookAtDesks(policies).desks)
}
