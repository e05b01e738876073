import type { Authority } from '../authorities/authority.ts'
import { inHours, opensNext } from '../authorities/hours.ts'
import type { Transaction } from '../db/database.ts'
import { listed, sql } from '../db/sql.ts'
import type { Destination } from '../desks/route.ts'
import { momentOf } from './calendar.ts'
import type { Case } from './case.ts'
import { newId } from './ids.ts'

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
  | 'searched'
  | 'exported'
  /** Nothing to be told: what was posted before is to look as the case does now. */
  | 'changed'
  /** The ladder: nobody has said yet that they deal with it. */
  | 'reminder'
  /** To whoever took it up: nobody is named for it yet, and soon it goes back to the desk. */
  | 'unassigned'
  /** To whoever deals with it: the reporter has heard nothing for as long as we promised at most. */
  | 'silent'
  /** A clock that the law sets ends soon, or is over. */
  | 'clock'
  /** A notice to somebody else could not be delivered, so this one came here instead. */
  | 'undelivered'
  /** Whoever reported it can no longer be told. */
  | 'unreachable'
  /** To an agency: what a person of the council passed on; and to that person, where it could not be delivered. */
  | 'passed-on'
  | 'not-passed-on'

/** What whoever looks after the program is told. None of it is about what a case holds. */
export type AboutProgram = 'cannot-deliver' | 'stuck' | 'repaired'

/** One notice owed: to a person, a room or an agency by the council's id for it, or to whoever reported, wherever they are. */
export type To = `person:${string}` | `room:${string}` | `agency:${string}` | 'reporter'

/**
 * Writes down, in the transaction in which it happened, that somebody is to be told. A row holds no text and no address: the
 * notice is written when it is sent. Nobody who is left out of the case is ever written down, whoever asked for it. A desk whose
 * usual notices can wait is told when the office opens, of all that came meanwhile in one notice. `regarding` names what of the
 * case it is about, such as one of its clocks.
 */
export async function owe(
  tx: Pick<Transaction, 'run'>,
  authority: Authority,
  { id, pace }: Pick<Case, 'id' | 'pace'>,
  about: About,
  to: readonly To[],
  now: Date,
  regarding?: string,
): Promise<void> {
  const opening = pace.canWait ? nextOpening(authority, now) : undefined
  const rows = [...new Set(to)].map(destination => {
    const waits = opening !== undefined && /^(?:person|room):/.test(destination)
    return row(authority, { case: id, destination, about, now, due: waits ? opening : now, waits, regarding })
  })
  if (rows.length > 0) await insert(tx, rows)
}

/** Wherever something was posted about a case, that is made true again; once, however much changed meanwhile. */
export async function oweChanged(
  tx: Pick<Transaction, 'rows' | 'run'>,
  authority: Authority,
  { id }: Pick<Case, 'id'>,
  now: Date,
): Promise<void> {
  const posted = await tx.rows<{ destination: To }>(sql`
    select distinct destination from posted where case_id = ${id} and not exists (
      select 1 from delivery where delivery.case_id = posted.case_id and delivery.destination = posted.destination
        and delivery.about = 'changed' and delivery.state = 'waiting' and delivery.attempts = 0)`)
  const rows = posted.map(({ destination }) =>
    row(authority, { case: id, destination, about: 'changed', now, due: now }),
  )
  if (rows.length > 0) await insert(tx, rows)
}

/** The same to those who look after the program. `regarding` is the delivery that could not be made, or a reference. */
export async function oweProgram(
  tx: Pick<Transaction, 'run'>,
  authority: Authority,
  about: AboutProgram,
  to: readonly To[],
  now: Date,
  regarding?: string,
): Promise<void> {
  const rows = [...new Set(to)].map(destination => row(authority, { destination, about, now, due: now, regarding }))
  if (rows.length > 0) await insert(tx, rows)
}

/** The people and rooms of some posts, without those left out, nor any room in which one of them reads. */
export function placesOf(
  authority: Authority,
  destinations: readonly Pick<Destination, 'people' | 'rooms'>[],
  leftOut: readonly string[],
): To[] {
  const people = destinations.flatMap(of => of.people).filter(id => !leftOut.includes(id))
  const rooms = destinations.flatMap(of => of.rooms).filter(room => !readsIn(authority, room, leftOut))
  return [...people.map(id => `person:${id}` as const), ...rooms.map(id => `room:${id}` as const)]
}

/** `person` and their id, `room` and its id; of whoever reported there is no id. */
export function partsOf(to: To): [kind: 'person' | 'room' | 'agency' | 'reporter', id: string] {
  const [kind, id = ''] = to.split(/:(.*)/s)
  return [kind as 'person', id]
}

/** Whether one of some people reads in a room. */
export function readsIn(authority: Authority, room: string, people: readonly string[]): boolean {
  return (authority.rooms[room]?.['read by'] ?? []).some(reader => people.includes(reader))
}

function nextOpening(authority: Authority, now: Date): Date | undefined {
  const opening = inHours(authority, now) ? undefined : opensNext(authority, now)
  return opening && momentOf(authority, opening.day, opening.time)
}

interface Owed {
  case?: string
  destination: To
  about: About | AboutProgram
  now: Date
  due: Date
  waits?: boolean
  regarding?: string | undefined
}

function row(authority: Authority, owed: Owed) {
  const { destination, about, now, due, waits = false } = owed
  return sql`(${newId(now)}, ${owed.case ?? null}, ${authority.id}, ${destination}, ${about}, ${owed.regarding ?? null},
    ${now.getTime()}, 'waiting', ${due.getTime()}, 0, 0, 0, 0, ${waits ? 1 : 0})`
}

async function insert(tx: Pick<Transaction, 'run'>, rows: ReturnType<typeof row>[]): Promise<void> {
  await tx.run(sql`
    insert into delivery (id, case_id, authority, destination, about, regarding, created, state, due, attempts,
      claimed_until, place, dead, can_wait)
    values ${listed(rows)}`)
}
