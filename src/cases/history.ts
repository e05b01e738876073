import type { Transaction } from '../db/database.ts'
import type { Seal } from '../db/seal.ts'
import { listed, sql } from '../db/sql.ts'
import type { Case } from './case.ts'
import { type Move, moves, type State } from './moves.ts'

/** One line of what happened to a case. Its number is the version of the case that it made. */
export interface Line {
  number: number
  at: Date
  /** The council's id of a person; `reporter`; or `signpost`, where the program did it. */
  who: string
  /** Where it was done: `slack`, `terminal`. */
  from: string
  move: Move | 'open' | 'unanswered' | 'hold' | 'step-back' | 'reminder' | 'clock' | 'clock-met' | 'passed-on'
  /** The state after it. */
  state: State
  /** What the move names: the person it went to, the desk, the outcome. */
  detail?: string
  /** For the desk alone. */
  note?: string
  /** For whoever reported it. */
  words?: string
}

export async function addLine(tx: Pick<Transaction, 'run'>, seal: Seal, id: string, line: Line): Promise<void> {
  const { number, at, who, from, move, state, detail = null, note, words } = line
  const sealed = (field: 'note' | 'words', text?: string) => (text ? seal.seal(place(id, number, field), text) : null)
  await tx.run(sql`
    insert into history (case_id, number, at, who, came_from, move, state, detail, note, words)
    values (${id}, ${number}, ${at.getTime()}, ${who}, ${from}, ${move}, ${state}, ${detail},
      ${sealed('note', note)}, ${sealed('words', words)})`)
}

/** A line that moves nothing. It counts as a version all the same, so that every line has a number of its own. */
export async function addRemark(
  tx: Pick<Transaction, 'run'>,
  seal: Seal,
  { id, state, version }: Pick<Case, 'id' | 'state' | 'version'>,
  line: Omit<Line, 'number' | 'state'>,
): Promise<void> {
  await tx.run(sql`update cases set version = ${version + 1} where id = ${id} and version = ${version}`)
  await addLine(tx, seal, id, { ...line, number: version + 1, state })
}

interface Row {
  number: number
  at: number
  who: string
  came_from: string
  move: Line['move']
  state: State
  detail: string | null
  note: Uint8Array | null
  words: Uint8Array | null
}

export async function linesOf(from: Pick<Transaction, 'rows'>, seal: Seal, id: string): Promise<Line[]> {
  const rows = await from.rows<Row>(sql`select * from history where case_id = ${id} order by number`)
  return rows.map(({ number, at, who, came_from, move, state, detail, note, words }) => {
    const opened = (field: 'note' | 'words', sealed: Uint8Array | null) =>
      sealed ? { [field]: seal.unseal(place(id, number, field), sealed).toString() } : {}
    return {
      ...{ number, at: new Date(at), who, from: came_from, move, state },
      ...(detail === null ? {} : { detail }),
      ...opened('note', note),
      ...opened('words', words),
    }
  })
}

/** The last thing that moved it; nothing where it lies as it came. Being seen or held moves nothing. */
export async function lastMove(
  from: Pick<Transaction, 'row'>,
  id: string,
): Promise<(Pick<Row, 'number' | 'who' | 'at'> & { move: Move }) | undefined> {
  return from.row(sql`
    select number, who, at, move from history
    where case_id = ${id} and move in (${listed(Object.keys(moves))}) order by number desc limit 1`)
}

function place(id: string, number: number, field: string) {
  return { table: 'history', row: `${id}/${number}`, field }
}
