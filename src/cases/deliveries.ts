import { randomUUID } from 'node:crypto'
import type { Authority } from '../authorities/authority.ts'
import type { Transaction } from '../db/database.ts'
import { listed, sql } from '../db/sql.ts'
import type { Destination } from '../desks/route.ts'
import type { Case } from './case.ts'

/** What a notice is about. It says this, the reference and the clock, and never what anybody wrote. */
export type About =
  | 'opened'
  | 'acknowledged'
  | 'assigned'
  | 'transferred'
  | 'resolved'
  | 'reopened'
  | 'withdrawn'
  | 'returned'
  | 'added'
  | 'answered'
  | 'asked'
  | 'unanswered'
  | 'reminder'
  | 'exported'

/** One notice owed: to a person or a room of the council by their id, or to whoever reported, wherever they are. */
export type To = `person:${string}` | `room:${string}` | 'reporter'

/**
 * Writes down, in the transaction in which it happened, that somebody is to be told. A row holds no text and no address: the
 * notice is written when it is sent. Nobody who is left out of the case is ever written down, whoever asked for it.
 */
export async function owe(
  tx: Pick<Transaction, 'run'>,
  { id }: Pick<Case, 'id'>,
  about: About,
  to: readonly To[],
  now: Date,
): Promise<void> {
  const at = now.getTime()
  const rows = [...new Set(to)].map(
    destination => sql`(${randomUUID()}, ${id}, ${destination}, ${about}, ${at}, 'waiting', ${at}, 0, 0)`,
  )
  if (rows.length === 0) return
  await tx.run(sql`
    insert into delivery (id, case_id, destination, about, created, state, due, attempts, claimed_until)
    values ${listed(rows)}`)
}

/** The people and rooms of some posts, without those left out, nor any room in which one of them reads. */
export function placesOf(
  authority: Authority,
  destinations: readonly Pick<Destination, 'people' | 'rooms'>[],
  leftOut: readonly string[],
): To[] {
  const people = destinations.flatMap(of => of.people).filter(id => !leftOut.includes(id))
  const rooms = destinations
    .flatMap(of => of.rooms)
    .filter(room => !(authority.rooms[room]?.['read by'] ?? []).some(reader => leftOut.includes(reader)))
  return [...people.map(id => `person:${id}` as const), ...rooms.map(id => `room:${id}` as const)]
}
