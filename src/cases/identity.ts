import type { Authority } from '../authorities/authority.ts'
import { personWord } from '../db/audit.ts'
import type { Queries } from '../db/database.ts'
import type { Keys } from '../db/keys.ts'
import type { Seal } from '../db/seal.ts'
import { sql } from '../db/sql.ts'
import type { Somebody } from './access.ts'
import type { Case } from './case.ts'
import { type Move, moves } from './moves.ts'

/**
 * The row of `reporter` is all that is known of who sent a case. Of a person with a name a fingerprint stands there too, by
 * which they find their own cases. Not of one without: the same fingerprint on two cases would tie the one without a name to
 * the one with it. Their few rows are opened one by one instead. Who wants no reply has no row, and nothing else either.
 */
export async function keepReporter(
  tx: Pick<Queries, 'run'>,
  keys: Keys,
  seal: Seal,
  { id, identity }: Pick<Case, 'id' | 'identity'>,
  who: Somebody,
): Promise<void> {
  if (identity === 'anonymous') return
  const nameless = identity === 'anonymous-with-replies'
  const known: Reporter = nameless
    ? { id: who.id, address: who.address }
    : { id: who.id, address: who.address, name: who.name }
  const body = seal.seal({ table: 'reporter', row: id, field: 'body' }, JSON.stringify(known))
  await tx.run(sql`
    insert into reporter (case_id, person, body) values (${id}, ${nameless ? null : personMark(keys, who)}, ${body})`)
}

export interface Reporter {
  id: string
  address: string
  name?: string
}

interface ReporterRow {
  case_id: string
  person: string | null
  body: Uint8Array
}

export async function reporterOf(from: Pick<Queries, 'row'>, seal: Seal, id: string): Promise<Reporter | undefined> {
  const row = await from.row<ReporterRow>(sql`select case_id, person, body from reporter where case_id = ${id}`)
  return row && opened(seal, row)
}

export async function sentIt(from: Pick<Queries, 'row'>, keys: Keys, { id }: Case, who: Somebody): Promise<boolean> {
  const row = await from.row<ReporterRow>(sql`select case_id, person, body from reporter where case_id = ${id}`)
  if (!row) return false
  if (row.person !== null) return row.person === personMark(keys, who)
  const seal = await keys.find(from, keyOf(id))
  return seal !== undefined && opened(seal, row).id === who.id
}

/** Whether whoever sent it can read what is said with a move: the address of somebody without a name goes with the case's end. */
export async function isWrittenTo(from: Pick<Queries, 'row'>, { id, identity }: Case, move: Move): Promise<boolean> {
  if (identity === 'anonymous-with-replies' && moves[move].to === 'resolved') return false
  return (await from.row(sql`select case_id from reporter where case_id = ${id}`)) !== undefined
}

/** The ids of the cases that somebody sent and that we still know they sent. */
export async function sentBy(from: Pick<Queries, 'row' | 'rows'>, keys: Keys, who: Somebody): Promise<string[]> {
  const rows = await from.rows<ReporterRow>(sql`
    select reporter.case_id, reporter.person, reporter.body from reporter join cases on cases.id = reporter.case_id
    where cases.authority = ${who.authority} and (person = ${personMark(keys, who)} or person is null)`)
  const theirs = await Promise.all(
    rows.map(async row => {
      const seal = row.person === null ? await keys.find(from, keyOf(row.case_id)) : undefined
      return row.person !== null || (seal !== undefined && opened(seal, row).id === who.id)
    }),
  )
  return rows.filter((_, at) => theirs[at]).map(({ case_id }) => case_id)
}

/** Whether no page, list, export or record may show who sent it. */
export function isNameless({ identity }: Pick<Case, 'identity'>): boolean {
  return identity === 'anonymous' || identity === 'anonymous-with-replies'
}

/** Where something was done, which of a nameless reporter is not kept: in a small council it may be enough to know. */
export function cameFrom(found: Pick<Case, 'identity'>, side: 'desk' | 'reporter' | 'signpost', from: string): string {
  return side === 'reporter' && isNameless(found) ? 'not-kept' : from
}

/** What a case's key is called among the keys. */
export function keyOf(id: string): string {
  return `case:${id}`
}

/** How somebody is called in a table where their id would say who they are. */
export function personMark(keys: Keys, who: Pick<Somebody, 'authority' | 'id'>): string {
  return keys.fingerprint('person', `${who.authority} ${who.id}`)
}

/** How somebody is called in the audit; whom the settings do not name by a mark, since an address may hold a name. */
export function auditName({ id, people }: Authority, keys: Keys, who: Somebody): string {
  return who.authority === id && Object.hasOwn(people, who.id)
    ? personWord(id, who.id)
    : `other:${personMark(keys, who).slice(0, 16)}`
}

function opened(seal: Seal, { case_id, body }: ReporterRow): Reporter {
  return JSON.parse(seal.unseal({ table: 'reporter', row: case_id, field: 'body' }, body).toString())
}
