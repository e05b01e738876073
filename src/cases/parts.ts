import type { Authority } from '../authorities/authority.ts'
import type { Database } from '../db/database.ts'
import type { Keys } from '../db/keys.ts'
import type { Mode } from '../desks/practice.ts'
import type { DeskHere } from '../desks/receives.ts'
import { Fixable } from '../errors.ts'
import type { Somebody } from './access.ts'
import type { Limits } from './limits.ts'

/** What cases stand on. `app` puts it together once; every function of this folder is given it first. */
export interface Parts {
  db: Database
  keys: Keys
  mode: Mode
  authorities: Authority[]
  desksOf(authority: Authority): DeskHere[]
  /** The folder in which files are kept, sealed. */
  files: string
  /** The program that looks for viruses, and its arguments; a file is given to it on standard input. */
  scan?: string[]
  limits: Limits
  /** A number from 0 to 1, by chance, where things should not all happen at one moment. */
  chance?(): number
  /** Told at named moments of a piece of work; a test may end the process there. */
  at?(point: Point): void
}

export const points = [
  ...(['open: begun', 'open: files written', 'open: written', 'open: committed'] as const),
  ...(['move: written', 'move: committed'] as const),
  ...(['words: written', 'words: committed'] as const),
  ...(['delivery: claimed', 'delivery: sent', 'delivery: settled'] as const),
] as const
export type Point = (typeof points)[number]

/** Who does something, where from ("slack", "terminal"), and when. */
export interface By {
  who: Somebody
  from: string
  now: Date
}

/** Signpost itself, where it does what nobody asked for: no post, and no way to a case but the clock's. */
export function asSignpost({ id: authority }: Authority, now: Date): By {
  return { who: { authority, id: 'signpost', name: 'Signpost', address: '' }, from: 'signpost', now }
}

export function authorityOf(parts: Parts, id: string): Authority {
  const found = parts.authorities.find(authority => authority.id === id)
  if (!found) throw new Fixable(`There is no council "${id}" in the settings, and a case was sent to it. Put it back.`)
  return found
}

export function deskOf(parts: Parts, authority: Authority, id: string): DeskHere {
  const found = parts.desksOf(authority).find(desk => desk.id === id)
  if (!found)
    throw new Fixable(
      `${authority.name} has no desk "${id}" in its desks.yaml, and there are cases of it. Put it back.`,
    )
  return found
}

/** What everybody is told of a case they may not see, and of one that does not exist: the same. */
export interface NotFound {
  outcome: 'not-found'
}
export const notFound: NotFound = { outcome: 'not-found' }
