import type { Authority } from '../authorities/authority.ts'
import type { Transaction } from '../db/database.ts'
import type { Keys } from '../db/keys.ts'
import { listed, sql } from '../db/sql.ts'
import type { Case } from './case.ts'
import { personMark } from './identity.ts'

/**
 * Those who see nothing of a case, nor that it exists: whom it is about, their managers where the desk says so, and those who
 * stepped back themselves. They stand in the database as marks: who reads it there learns that some are left out, not who.
 */
export interface LeftOut {
  all: string[]
  /** Without their managers, whom the route works out anew. */
  named: string[]
}

export type Because = 'about' | 'manager' | 'stepped-back'

export async function leaveOut(
  tx: Pick<Transaction, 'run'>,
  keys: Keys,
  { id, authority }: Pick<Case, 'id' | 'authority'>,
  people: readonly { person: string; because: Because }[],
): Promise<void> {
  if (people.length === 0) return
  const rows = people.map(
    ({ person, because }) => sql`(${id}, ${personMark(keys, { authority, id: person })}, ${because})`,
  )
  await tx.run(sql`insert into left_out (case_id, person, because) values ${listed(rows)} on conflict do nothing`)
}

export async function leftOutOf(
  from: Pick<Transaction, 'rows'>,
  keys: Keys,
  authority: Authority,
  { id }: Pick<Case, 'id'>,
): Promise<LeftOut> {
  const rows = await from.rows<{ person: string; because: Because }>(
    sql`select person, because from left_out where case_id = ${id}`,
  )
  if (rows.length === 0) return { all: [], named: [] }
  const ids = new Map(Object.keys(authority.people).map(id => [personMark(keys, { authority: authority.id, id }), id]))
  const known = rows.flatMap(({ person, because }) => {
    const id = ids.get(person)
    return id === undefined ? [] : [{ id, because }]
  })
  return {
    all: known.map(({ id }) => id),
    named: known.filter(({ because }) => because !== 'manager').map(({ id }) => id),
  }
}
