import type { FileSent } from '../../src/cases/files.ts'
import type { Move } from '../../src/cases/moves.ts'
import type { By } from '../../src/cases/parts.ts'
import type { Posting } from './said.ts'

/** What clients were promised, kept where no kill of the program reaches it. */
export interface Promised {
  receipts: Receipted[]
  moves: Moved[]
  words: Worded[]
}

export interface Receipted {
  reference: string
  /** A word that is in this report and in no other. */
  token: string
  what: string
  files: FileSent[]
  by: By
  desk: string
  /** Whether its reporter can come back to it. */
  follows: boolean
}

export interface Moved {
  reference: string
  move: Move
  who: string
  /** When it was pressed: no two presses are of one moment, and a press that is tried again keeps its own. */
  at: number
}

export interface Worded {
  reference: string
  kind: 'message' | 'note'
  text: string
}

export interface Ledger extends Promised {
  /** Every press that was ever sent, answered or not: a move in a history that stands nowhere here was made by nobody. */
  pressed: Moved[]
  /** Backups that were reported whole and brought back elsewhere, with what had been promised before each was begun. */
  restored: { url: string; files: string; promised: Promised }[]
  /** Every notice that was taken at its far side, as often as it was. */
  arrived: (Omit<Posting, 'process'> & { by: string })[]
  /** How often somebody has looked what is due. */
  looks: number
  /** The newest edition of the policy whose index was reported built, and the newest that was asked for. */
  index: { built: number; asked: number }
  /** What surprised a client. */
  faults: string[]
}

export function newLedger(): Ledger {
  return {
    receipts: [],
    moves: [],
    words: [],
    pressed: [],
    restored: [],
    arrived: [],
    looks: 0,
    index: { built: 0, asked: 0 },
    faults: [],
  }
}

export function promisedSoFar({ receipts, moves, words }: Promised): Promised {
  return { receipts: [...receipts], moves: [...moves], words: [...words] }
}
