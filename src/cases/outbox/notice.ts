import type { About, AboutProgram } from '../deliveries.ts'
import type { State } from '../moves.ts'

/**
 * What a notice says: which case, how it stands, what its clock shows. There is no place in it for anything that anybody wrote, nor
 * for a name of whoever reported: it is read on telephones that lie on tables, and kept by services that are not ours.
 */
export interface Notice {
  about: About | AboutProgram
  authority: string
  to: 'desk' | 'reporter' | 'administrator' | 'agency'
  /** The case, or several that waited for the office to open. None where it is about the program. */
  cases: Brief[]
  /** Of notices that could not be delivered: to whom, and why. */
  troubles: Trouble[]
  banner?: string
}

/** A case as a notice may show it, which its desk decides: only a reference, its desk as well, or its kind too. */
export interface Brief {
  reference: string
  desk?: string
  subtype?: string
  urgent: boolean
  drill: boolean
  /** `gone`: whoever is told has it no more. */
  state: State | 'gone'
  opened: Date
  promised: Date
  /** When somebody outside needs an answer. */
  deadline?: Date
  /** The person of the council who deals with it, by name. */
  owner?: string
  /** The clocks that it is about. */
  clocks?: { name?: string; due: Date }[]
  version: number
}

export interface Trouble {
  reference?: string
  /** The post, person or room that was to be told, by its name. */
  whom: string
  problem: string
}
