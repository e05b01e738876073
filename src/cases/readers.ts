import type { Authority } from '../authorities/authority.ts'
import type { Transaction } from '../db/database.ts'
import { listed, sql } from '../db/sql.ts'
import type { Destination } from '../desks/route.ts'
import type { Case } from './case.ts'

/** Opens a case to the posts that are told of it, from now on. Who holds them is asked each time somebody comes. */
export async function openTo(
  tx: Pick<Transaction, 'run'>,
  { id }: Pick<Case, 'id'>,
  roles: readonly string[],
  now: Date,
): Promise<void> {
  if (roles.length === 0) return
  const rows = roles.map(role => sql`(${id}, ${role}, ${now.getTime()})`)
  await tx.run(sql`insert into reader (case_id, role, since) values ${listed(rows)} on conflict do nothing`)
}

/**
 * The posts that a route tells. Where another post stands in because the first is away, the case is theirs too when they are
 * back; where it stands in because the case is about one of them, it never is.
 */
export function rolesOn(
  authority: Authority,
  destinations: readonly Destination[],
  leftOut: readonly string[],
): string[] {
  const roles = destinations.flatMap(({ role, meant }) => {
    const concerned = (authority.roles[meant]?.people ?? []).some(person => leftOut.includes(person))
    return concerned ? [role] : [meant, role]
  })
  return [...new Set(roles)]
}

export async function readersOf(from: Pick<Transaction, 'rows'>, { id }: Pick<Case, 'id'>): Promise<string[]> {
  const rows = await from.rows<{ role: string }>(
    sql`select role from reader where case_id = ${id} order by since, role`,
  )
  return rows.map(({ role }) => role)
}
