import type { Authority } from '../authorities/authority.ts'
import type { Transaction } from '../db/database.ts'
import type { Seal } from '../db/seal.ts'
import { sql } from '../db/sql.ts'
import { asPerson, rolesOf } from './access.ts'
import type { Case } from './case.ts'
import { type About, owe, placesOf } from './deliveries.ts'
import { reporterOf } from './identity.ts'
import { newId } from './ids.ts'
import type { LeftOut } from './left-out.ts'
import { postsNow } from './posts.ts'
import { readersOf } from './readers.ts'

/** Tells whoever deals with a case; all who were told of it, where nobody does or the one who did is no longer at the desk. */
export async function tellDesk(
  tx: Transaction,
  authority: Authority,
  found: Case,
  leftOut: LeftOut,
  about: About,
  now: Date,
  regarding?: string,
): Promise<void> {
  const roles = await readersOf(tx, found)
  const deals =
    found.owner !== undefined && isAtDesk(authority, found.owner, roles) && !leftOut.all.includes(found.owner)
  const to = deals
    ? ([`person:${found.owner}`] as const)
    : placesOf(authority, postsNow(authority, roles, leftOut.all, now), leftOut.all)
  await owe(tx, authority, found, about, to, now, regarding)
}

function isAtDesk(authority: Authority, id: string, roles: readonly string[]): boolean {
  return rolesOf(authority, asPerson(authority, id)).some(role => roles.includes(role))
}

/** Tells whoever sent it, where they can be told. */
export async function tellReporter(
  tx: Transaction,
  authority: Authority,
  found: Case,
  about: About,
  now: Date,
): Promise<void> {
  const known = await tx.row(sql`select case_id from reporter where case_id = ${found.id}`)
  if (known) await owe(tx, authority, found, about, ['reporter'], now)
}

/**
 * The last word to somebody without a name, and the end of what we know of them. Their address leaves the case with this notice,
 * still sealed, and goes from there when the notice has been sent; what was waiting to be said before is left unsaid.
 */
export async function partFrom(tx: Transaction, seal: Seal, found: Case, about: About, now: Date): Promise<void> {
  const reporter = await reporterOf(tx, seal, found.id)
  if (!reporter) return
  const id = newId(now)
  const at = now.getTime()
  const address = seal.seal({ table: 'delivery', row: id, field: 'address' }, reporter.address)
  await tx.run(sql`
    update delivery set state = 'dropped', ended = ${at}
    where case_id = ${found.id} and destination = 'reporter' and state = 'waiting'`)
  await tx.run(sql`
    insert into delivery (id, case_id, authority, destination, about, address, created, state, due, attempts,
      claimed_until, place, dead, can_wait)
    values (${id}, ${found.id}, ${found.authority}, 'reporter', ${about}, ${address}, ${at}, 'waiting', ${at}, 0, 0, 0, 0, 0)`)
  await tx.run(sql`delete from reporter where case_id = ${found.id}`)
}
