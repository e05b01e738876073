import type { Ending } from './steps.ts'

/** How a process ends: at a step, after so many milliseconds, or with its database server. */
export type Kill = Partial<Ending> & { afterMs?: number; server?: boolean }

export interface Kills {
  /** How the next process ends; nothing: it lives to the end. `first`: none has got as far as being ready yet. */
  next(first: boolean): Kill | undefined
  /** It has ended: there, or after waiting for that in vain. */
  done(kill: Kill, hit: boolean): void
  /** A step that a process came to. */
  found(step: string): void
}

/** The one process lives. */
export const noKills: Kills = { next: () => undefined, done() {}, found() {} }
