import { points } from '../../src/cases/parts.ts'
import type { Kill, Kills } from './kills.ts'

/**
 * How often processes were killed where, on one engine, and where the next one is: at one of the steps with the fewest kills,
 * and at times at any moment, in the middle of whatever it may be.
 */
export interface Tally {
  hits: ReadonlyMap<string, number>
  kills(): number
  /** For one run: so many processes are killed, and the last one lives. */
  killsFor(run: { kills: number }): Kills
  /** From now on, what was found so far is what has to be hit. */
  expect(): void
  /** What has to be hit and was not; a point that the program names and no process came to is among it. */
  unhit(): string[]
}

export interface Where {
  random(): number
  /** Where a guard is gone: only at steps that show it. */
  only?: RegExp | undefined
  /** The server of the database can be killed too. */
  server: boolean
}

export const anyMoment = 'at any moment'
export const theServer = 'with its database server'

export function newTally({ random, only, server }: Where): Tally {
  const hits = new Map<string, number>()
  const missed = new Map<string, number>()
  let expected: string[] = []
  let kills = 0
  const times = (step: string) => hits.get(step) ?? 0
  // A step that is seldom reached is aimed at more often than others, and not for ever: each try in vain takes its time.
  const turns = (step: string) => times(step) * 3 + (missed.get(step) ?? 0)
  const counts = (step: string) => only?.test(step) ?? true

  const atStep = (first: boolean): Kill => {
    const steps = [...hits.keys()].filter(step => /: /.test(step) && counts(step) && isFirst(step) === first)
    const fewest = Math.min(...steps.map(turns))
    const among = steps.filter(step => turns(step) === fewest)
    const step = among[Math.floor(random() * among.length)]
    // Nothing is known yet: let it work for a moment, and steps will be.
    if (step === undefined) return { afterMs: 500 }
    // One that was waited for in vain is seldom, whatever it is called.
    return { step, nth: isFrequent(step) && !missed.has(step) ? 1 + Math.floor(random() * 3) : 1 }
  }
  const drawn = (first: boolean): Kill => {
    const afterMs = Math.floor(random() * 400)
    const chosen = random()
    if (!only && server && chosen < 0.06) return { afterMs, server }
    if (!only && chosen < 0.25) return { afterMs }
    return atStep(first)
  }
  return {
    hits,
    kills: () => kills,
    killsFor(run) {
      let left = run.kills
      let firsts = only ? 0 : 2
      return {
        next: first => (left-- > 0 ? drawn(first && firsts-- > 0) : undefined),
        found: step => void hits.set(step, times(step)),
        done(kill, hit) {
          kills++
          const name = nameOf(kill)
          if (hit) hits.set(name, times(name) + 1)
          else missed.set(name, (missed.get(name) ?? 0) + 1)
        },
      }
    },
    expect() {
      const others = [...points, anyMoment, ...(server ? [theServer] : [])]
      expected = [...new Set([...hits.keys(), ...others])].filter(counts)
    },
    unhit: () => expected.filter(step => times(step) === 0),
  }
}

function nameOf({ step, server }: Kill): string {
  return step ?? (server ? theServer : anyMoment)
}

/** Before a process was ready for the first time in its place: these come once a run. */
export function isFirst(step: string): boolean {
  return step.startsWith('start: ')
}

function isFrequent(step: string): boolean {
  return /^(?:open|show|move|add): /.test(step)
}
