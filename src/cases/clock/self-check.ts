import type { Authority } from '../../authorities/authority.ts'
import { record } from '../../db/audit.ts'
import { listed, type Sql, sql } from '../../db/sql.ts'
import { asPerson, rolesOf } from '../access.ts'
import { type Case, type CaseRow, caseOf } from '../case.ts'
import { owe, oweProgram, placesOf } from '../deliveries.ts'
import { leftOutOf } from '../left-out.ts'
import { deskOf, type Parts } from '../parts.ts'
import { postsNow } from '../posts.ts'
import { openTo, rolesOn } from '../readers.ts'
import { standBy } from './standing.ts'

/** What was found and mended, by reference. */
export interface Checked {
  /** Open cases that waited for nothing: no moment would ever have come at which somebody is told. */
  withoutTimer: string[]
  /** Open cases that nobody could see any more, because the settings know nobody who holds one of their posts. */
  withoutReader: string[]
}

/**
 * Looks whether every open case has a next step, and somebody who can take it. Nothing that works as it should ever finds one; it is
 * here for what does not: a mistake of ours, a row that somebody deleted, a council's post that was taken out of the settings.
 */
export async function selfCheck(parts: Parts, now: Date): Promise<Checked> {
  const checked: Checked = { withoutTimer: [], withoutReader: [] }
  for (const authority of parts.authorities) {
    const stopped = sql`not exists (select 1 from timer where timer.case_id = cases.id and timer.name =
      case when state = 'acknowledged' then 'assign' when state = 'assigned' then 'update' else 'ladder' end)`
    const unseen = sql`drill = 0 and not exists (select 1 from reader where reader.case_id = cases.id
      and reader.role in (${listed(['', ...rolesHeld(authority)])}))`
    checked.withoutTimer.push(...(await mendAll(parts, authority, stopped, now, restart)))
    checked.withoutReader.push(...(await mendAll(parts, authority, unseen, now, openToFallback)))
  }
  return checked
}

type Mend = (mending: Mending) => Promise<void>
interface Mending {
  parts: Parts
  tx: Parameters<Parameters<Parts['db']['transaction']>[0]>[0]
  authority: Authority
  found: Case
  now: Date
}

async function mendAll(parts: Parts, authority: Authority, wrong: Sql, now: Date, mend: Mend): Promise<string[]> {
  const which = sql`cases.authority = ${authority.id} and is_open = 1 and ${wrong}`
  const rows = await parts.db.rows<{ id: string }>(sql`select id from cases where ${which}`)
  const mended: string[] = []
  for (const { id } of rows)
    await parts.db.transaction(async tx => {
      const row = await tx.row<CaseRow>(sql`select * from cases where id = ${id} and ${which} ${tx.forUpdate}`)
      if (!row) return
      const found = caseOf(row)
      await mend({ parts, tx, authority, found, now })
      const leftOut = await leftOutOf(tx, parts.keys, authority, found)
      const looksAfter = postsNow(authority, [authority.administrator], leftOut.all, now)
      await oweProgram(tx, authority, 'repaired', placesOf(authority, looksAfter, leftOut.all), now, found.reference)
      await record(tx, { who: 'signpost', act: 'repaired', what: found.reference }, now)
      mended.push(found.reference)
    })
  return mended
}

async function restart({ parts, tx, authority, found, now }: Mending): Promise<void> {
  await standBy(tx, authority, found, deskOf(parts, authority, found.desk).safety, now)
}

async function openToFallback({ parts, tx, authority, found, now }: Mending): Promise<void> {
  const leftOut = await leftOutOf(tx, parts.keys, authority, found)
  const fallback = postsNow(authority, [authority.fallback], leftOut.all, now)
  await openTo(tx, found, rolesOn(authority, fallback, leftOut.all), now)
  await owe(tx, authority, found, 'opened', placesOf(authority, fallback, leftOut.all), now)
}

/** The posts of a council that somebody holds. */
function rolesHeld(authority: Authority): string[] {
  return [...new Set(Object.keys(authority.people).flatMap(id => rolesOf(authority, asPerson(authority, id))))]
}
