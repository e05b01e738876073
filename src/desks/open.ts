import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parse } from 'yaml'
import type { Authority } from '../authorities/authority.ts'
import { Concepts } from '../words/lexicon.ts'
import { readDesks, readDesksOf } from './read.ts'
import type { DeskHere } from './receives.ts'
import { type Spotted, spot } from './spot.ts'
import { compileSignals, type Signals } from './spot-compile.ts'
import { readSignals } from './spot-signals.ts'

/** The desks of all councils, read when they are first needed: a question that is no worry never waits for forms. */
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

export function signalsIn(policies: string): Signals {
  const file = shipped(policies, 'signals.yaml')
  const lexicon = Concepts.parse(parse(readFileSync(shipped(policies, 'lexicon.yaml'), 'utf8')))
  return compileSignals(readSignals(readFileSync(file, 'utf8'), file), lexicon)
}

/** A council's own folder of policies may leave these files out: then it has those that ship. */
function shipped(policies: string, name: string): string {
  const own = join(policies, name)
  return existsSync(own) ? own : resolve(import.meta.dirname, '../../policies', name)
}
