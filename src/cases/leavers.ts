import type { Authority } from '../authorities/authority.ts'
import { record } from '../db/audit.ts'
import { listed, sql } from '../db/sql.ts'
import { asPerson, rolesOf } from './access.ts'
import { type CaseRow, caseOf } from './case.ts'
import { change } from './change.ts'
import { keyOf } from './identity.ts'
import { leftOutOf } from './left-out.ts'
import { asSignpost, deskOf, type Parts } from './parts.ts'
import { readersOf } from './readers.ts'

/** Cases of people who are no longer at the desk go back to it. Gives their references. */
export async function returnLeavers(parts: Parts, now: Date): Promise<string[]> {
  const returned: string[] = []
  for (const authority of parts.authorities) {
    const owners = await parts.db.rows<{ owner: string }>(sql`
      select distinct owner from cases where authority = ${authority.id} and is_open = 1 and owner is not null`)
    for (const { owner } of owners) {
      const roles = rolesOf(authority, asPerson(authority, owner))
      const rows = await parts.db.rows<{ id: string }>(sql`
        select id from cases where authority = ${authority.id} and is_open = 1 and owner = ${owner}
          and state in ('acknowledged', 'assigned')
          and not exists (
            select 1 from reader where reader.case_id = cases.id and reader.role in (${listed(['', ...roles])}))`)
      for (const { id } of rows) returned.push(...(await returnOne(parts, authority, id, owner, now)))
    }
  }
  return returned
}

/** Looks again under a lock: somebody may have taken it up meanwhile, or resolved it. */
async function returnOne(parts: Parts, authority: Authority, id: string, owner: string, now: Date): Promise<string[]> {
  return parts.db.transaction(async tx => {
    const row = await tx.row<CaseRow>(sql`
      select * from cases where id = ${id} and owner = ${owner} and state in ('acknowledged', 'assigned') ${tx.forUpdate}`)
    const seal = row && (await parts.keys.find(tx, keyOf(id)))
    if (!row || !seal) return []
    const found = caseOf(row)
    const roles = await readersOf(tx, found)
    if (rolesOf(authority, asPerson(authority, owner)).some(role => roles.includes(role))) return []
    const desk = deskOf(parts, authority, found.desk)
    const leftOut = await leftOutOf(tx, parts.keys, authority, found)
    const by = asSignpost(authority, now)
    const press = { move: 'return', note: 'The person who dealt with it is no longer at this desk.' } as const
    const became = await change(parts, { tx, seal, authority, desk, found, leftOut, by, side: 'signpost', press })
    await record(
      tx,
      { who: 'signpost', act: 'return', what: found.reference, was: found.state, became: became.state },
      now,
    )
    return [found.reference]
  })
}
