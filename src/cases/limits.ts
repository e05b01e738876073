import type { Given } from '../desks/asked.ts'
import type { DeskHere } from '../desks/receives.ts'

/** Counts what each person does, in memory alone: of somebody who reports without a name nothing is stored, not even this. */
export interface Limits {
  /** Counts one more. Gives when to try again, where it was one too many. */
  more(person: string, now: Date): Date | undefined
}

/** So many in so long; generous, for a person who is sent round the pages of a council after a bad night. */
export const usual = { most: 20, withinMs: 10 * 60_000 }

export function limits({ most, withinMs } = usual): Limits {
  /** Whoever did something last stands last, so those to forget are the first. */
  const times = new Map<string, number[]>()
  return {
    more(person, now) {
      const since = now.getTime() - withinMs
      for (const [id, at] of times) {
        if ((at.at(-1) ?? 0) > since) break
        times.delete(id)
      }
      const recent = (times.get(person) ?? []).filter(at => at > since)
      if (recent.length >= most) return new Date((recent[0] ?? since) + withinMs)
      times.delete(person)
      times.set(person, [...recent, now.getTime()])
      return undefined
    },
  }
}

/** Nothing may ever stop a report on which somebody's safety hangs, however many came before it. */
export function isLimited(desk: DeskHere, given: Given): boolean {
  return !desk.safety && given['danger'] !== 'yes'
}
