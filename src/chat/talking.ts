import type { Authority } from '../authorities/authority.ts'
import type { Cases } from '../cases/cases.ts'
import type { By } from '../cases/parts.ts'
import type { ClauseCopy } from '../cases/report.ts'
import type { Form } from '../desks/form.ts'
import type { Mode } from '../desks/practice.ts'
import type { DeskHere } from '../desks/receives.ts'
import type { Library } from './ask.ts'
import type { From } from './incoming.ts'

/** What a conversation stands on. `app` puts it together once, for all channels. */
export interface Talking {
  library: Library
  mode: Mode
  /** Nothing while the store is away. */
  cases(): Promise<Cases | undefined>
  memory: Memory
  /** The clauses that a form rests on, as they stand now: they go with the report. */
  clausesFor(authority: string, form: Form): Promise<ClauseCopy[]>
  /** One more of something, on a day: a question that was answered, an answer that helped. Nothing of whose it was. */
  count(authority: string, what: Counted, now: Date): Promise<void>
  /** How often each was counted since a day. */
  counts(authority: string, since: Date): Promise<Partial<Record<Counted, number>>>
  /** Told of a fault under the name that the person was given for it. It has no place for anybody's words. */
  fault(id: string, error: unknown): void
  newId(): string
}

export type Counted = 'answered' | 'nearest' | 'not-covered' | 'which' | 'helpful' | 'not-helpful'

/**
 * What must be remembered between two messages, sealed, for as long as it says and no longer. While the store is away it holds
 * nothing: a question is answered all the same.
 */
export interface Memory {
  get(name: string, now: Date): Promise<unknown>
  /** Gives whether it is kept. */
  put(name: string, value: unknown, until: Date): Promise<boolean>
  forget(name: string): Promise<void>
  /** True for one caller alone until that time; for everybody while the store is away. */
  claim(name: string, now: Date, until: Date): Promise<boolean>
}

/** A conversation at one moment: who speaks, for which council, and with what. */
export interface Here {
  talking: Talking
  from: From
  authority: Authority
  by: By
  now: Date
}

export function desksOf({ talking, authority }: Here): DeskHere[] {
  return talking.library.desks.of(authority)
}

export function deskOf(here: Here, id: string): DeskHere | undefined {
  return desksOf(here).find(desk => desk.id === id)
}
