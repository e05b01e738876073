import type { Authority } from '../../../authorities/authority.ts'
import type { Act } from '../../../chat/act.ts'

/** A person of a council, by one of their ways: who can come in by a link. */
export interface Comer {
  authority: Authority
  person: string
  name: string
  /** The address by which they were written to, and are known while they are here. */
  address: string
}

export interface LinkSeen extends Comer {
  act: Act
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
  called(written: string): { authority: Authority; person: string; ways: string[] }[]
  /** The people of all councils who are reached at an address. */
  at(address: string): Comer[]
  /** A link to one page, by its secret. With a browser it was asked for there, and there alone it opens; too many are refused. */
  link(comer: Comer, act: Act, browser?: string): Promise<string | undefined>
  /** Which council a case is of, for somebody who is in several. */
  councilOf(reference: string): Promise<string | undefined>
  look(secret: string, browser: string): Promise<LinkSeen | undefined>
  /** Opens a session, once: gives its secret where the link was good, else how the link stands. */
  enter(
    secret: string,
    browser: string,
    device: string,
  ): Promise<{ session: string; link: LinkSeen } | LinkSeen | undefined>
  session(secret: string): Promise<Here | undefined>
  sessions(comer: Comer): Promise<OwnSession[]>
  end(comer: Comer, id: string | 'all'): Promise<void>
}
