import { randomUUID } from 'node:crypto'
import type { Authority } from '../authorities/authority.ts'
import { localTime } from '../authorities/hours.ts'
import type { Transaction } from '../db/database.ts'
import type { Seal } from '../db/seal.ts'
import { sql } from '../db/sql.ts'
import { holders } from '../desks/holders.ts'
import type { Case } from './case.ts'
import { type About, owe, placesOf } from './deliveries.ts'
import { reporterOf } from './identity.ts'
import type { LeftOut } from './left-out.ts'
import { readersOf } from './readers.ts'

/** Tells whoever deals with a case; all who were told of it, where nobody does or the one who did is no longer at the desk. */
export async function tellDesk(
  tx: Transaction,
  authority: Authority,
  found: Case,
  leftOut: LeftOut,
  about: About,
  now: Date,
): Promise<void> {
  const { day } = localTime(authority, now)
  const roles = await readersOf(tx, found)
  const all = roles.map(role => holders(authority, role, day, new Set(leftOut.all)))
  const deals = found.owner !== undefined && all.some(({ people }) => people.includes(found.owner ?? ''))
  const to = deals ? ([`person:${found.owner}`] as const) : placesOf(authority, all, leftOut.all)
  await owe(tx, found, about, to, now)
}

/** Tells whoever sent it, where they can be told. */
export async function tellReporter(tx: Transaction, found: Case, about: About, now: Date): Promise<void> {
  const known = await tx.row(sql`select case_id from reporter where case_id = ${found.id}`)
  if (known) await owe(tx, found, about, ['reporter'], now)
}

/**
 * The last word to somebody without a name, and the end of what we know of them. Their address leaves the case with this notice,
 * still sealed, and goes from there when the notice has been sent; what was waiting to be said before is left unsaid.
 */
export async function partFrom(tx: Transaction, seal: Seal, found: Case, about: About, now: Date): Promise<void> {
  const reporter = await reporterOf(tx, seal, found.id)
  if (!reporter) return
  const id = randomUUID()
  const at = now.getTime()
  const address = seal.seal({ table: 'delivery', row: id, field: 'address' }, reporter.address)
  await tx.run(sql`
    update delivery set state = 'dropped', ended = ${at}
    where case_id = ${found.id} and destination = 'reporter' and state = 'waiting'`)
  await tx.run(sql`
    insert into delivery (id, case_id, destination, about, address, created, state, due, attempts, claimed_until)
    values (${id}, ${found.id}, 'reporter', ${about}, ${address}, ${at}, 'waiting', ${at}, 0, 0)`)
  await tx.run(sql`delete from reporter where case_id = ${found.id}`)
}
