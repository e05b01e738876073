import type { Authority } from '../../../authorities/authority.ts'

/** A person of a council, by one of their ways: who can come in by a link. */
export interface Comer {
  authority: Authority
  person: string
  name: string
  /** The address by which they were written to, and are known while they are here. */
  address: string
}

export interface LinkSeen extends Comer {
  state: 'open' | 'used' | 'late' | 'elsewhere'
}

export interface Here extends Comer {
  session: string
}

export interface OwnSession {
  id: string
  browser: string
  began: Date
  seen: Date
  expires: Date
}

/** How people come to the desk pages of a live council, and leave them. */
export interface Entrance {
  /** Those whom somebody may mean who writes an address or a name; each with the ways to write to them, the best first. */
  called(written: string): { comer: Comer; ways: string[] }[]
  /** Whoever alone is reached at an address; nobody where several are. `reference`: of which case, for somebody of several councils. */
  aloneAt(address: string, reference: string | undefined): Promise<Comer | undefined>
  /** A link for a notice, by its secret. */
  link(comer: Comer): Promise<string>
  /** A link that was asked for: it opens in the browser that asked alone. Too many are refused. */
  ask(comer: Comer, browser: string): Promise<string | undefined>
  look(secret: string, browser: string): Promise<LinkSeen | undefined>
  /** Opens a session, once: gives its secret where the link was good, else how the link stands. */
  enter(secret: string, browser: string, device: string): Promise<{ session: string } | LinkSeen | undefined>
  session(secret: string): Promise<Here | undefined>
  /** Whether somebody still may be here; asked by a page that lies open, which does not count as use. */
  staysHere(here: Here): Promise<boolean>
  /** Changes when anything does in the cases that they may deal with. */
  mark(here: Here): Promise<string>
  sessions(comer: Comer): Promise<OwnSession[]>
  end(comer: Comer, id: string | 'all'): Promise<void>
}
