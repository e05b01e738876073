import type { DeskHere } from '../desks/receives.ts'
import type { State } from './moves.ts'
import type { PaceHere } from './pace.ts'

/** A report being dealt with, as the database holds it. Nothing here is anybody's words: these are sealed elsewhere. */
export interface Case {
  id: string
  reference: string
  authority: string
  desk: string
  subtype: string
  urgent: boolean
  /** From practice mode: nobody real is told. */
  practice: boolean
  /** A test report: in no statistics, and it goes up no ladder. */
  drill: boolean
  identity: DeskHere['identity'][number]
  /** Nothing that could be a copy of a picture is taken, at first or later. */
  noPictures: boolean
  state: State
  /** How often it has changed. Whoever presses a button says which version they saw. */
  version: number
  open: boolean
  /** The person who says that they deal with it. */
  owner?: string
  opened: Date
  /** By when we said that somebody would take it up. */
  promised: Date
  pace: PaceHere
  closed?: Date
  outcome?: string
  keepUntil?: Date
  afterwards?: 'delete' | 'review'
  onHold: boolean
}

/** The row of the table `cases` as both engines give it. */
export interface CaseRow {
  id: string
  reference: string
  authority: string
  desk: string
  subtype: string
  urgent: number
  practice: number
  drill: number
  identity: Case['identity']
  no_pictures: number
  state: State
  version: number
  is_open: number
  owner: string | null
  opened: number
  promised: number
  pace: string
  closed: number | null
  outcome: string | null
  keep_until: number | null
  afterwards: 'delete' | 'review' | null
  on_hold: number
}

export function caseOf(row: CaseRow): Case {
  const { id, reference, authority, desk, subtype, identity, state, version } = row
  return {
    ...{ id, reference, authority, desk, subtype, identity, state, version },
    urgent: row.urgent === 1,
    practice: row.practice === 1,
    drill: row.drill === 1,
    noPictures: row.no_pictures === 1,
    open: row.is_open === 1,
    opened: new Date(row.opened),
    promised: new Date(row.promised),
    pace: JSON.parse(row.pace),
    onHold: row.on_hold === 1,
    ...(row.owner === null ? {} : { owner: row.owner }),
    ...(row.closed === null ? {} : { closed: new Date(row.closed) }),
    ...(row.outcome === null ? {} : { outcome: row.outcome }),
    ...(row.keep_until === null ? {} : { keepUntil: new Date(row.keep_until) }),
    ...(row.afterwards === null ? {} : { afterwards: row.afterwards }),
  }
}
