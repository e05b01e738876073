import type { Authority } from '../authorities/authority.ts'
import { record } from '../db/audit.ts'
import type { Database, Queries } from '../db/database.ts'
import { type Sql, sql } from '../db/sql.ts'
import { isAdministrator, notLeftOut } from './access.ts'
import { auditName, personMark } from './identity.ts'
import { logged } from './logged.ts'
import { authorityOf, type By, type NotFound, notFound, type Parts } from './parts.ts'

/** A notice that somebody waits for and has not got. */
export interface Stuck {
  id: string
  reference: string
  destination: string
  about: string
  /** `failed`: it will never arrive as it is. `waiting`: it has been tried for an hour. */
  state: string
  attempts: number
  problem?: string
  since: Date
}

/** What an administrator may see of deliveries: that one is late, to which post or room, and why. Nothing of the case. */
export async function stuck(db: Pick<Database, 'rows'>, now: Date, which: Sql = sql`1 = 1`): Promise<Stuck[]> {
  const anHourAgo = now.getTime() - 3_600_000
  const rows = await db.rows<Row>(sql`
    select delivery.id, cases.reference, destination, about, delivery.state, attempts, problem, created
    from delivery left join cases on cases.id = delivery.case_id
    where (delivery.state = 'failed' or (delivery.state = 'waiting' and created < ${anHourAgo} and due < ${anHourAgo})
      or (delivery.state = 'waiting' and created < ${anHourAgo} and attempts > 0)) and ${which}
    order by created`)
  return rows.map(({ problem, created, reference, ...row }) => ({
    ...row,
    reference: reference ?? '',
    ...(problem ? { problem } : {}),
    since: new Date(created),
  }))
}

interface Row {
  id: string
  reference: string | null
  destination: string
  about: string
  state: string
  attempts: number
  problem: string | null
  created: number
}

/** The list of one council for one person who looks after the program: without cases that are about them. */
export function stuckOf(
  parts: Pick<Parts, 'db' | 'keys'>,
  { id }: Authority,
  person: string,
  now: Date,
): Promise<Stuck[]> {
  const mark = personMark(parts.keys, { authority: id, id: person })
  return stuck(parts.db, now, sql`delivery.authority = ${id} and ${notLeftOut(mark)}`)
}

export async function showStuck(parts: Parts, by: By): Promise<{ outcome: 'shown'; stuck: Stuck[] } | NotFound> {
  const authority = authorityOf(parts, by.who.authority)
  if (!isAdministrator(authority, by.who)) return refused(parts, by)
  await logged(parts, by, { act: 'viewed', what: 'stuck' })
  return { outcome: 'shown', stuck: await stuckOf(parts, authority, by.who.id, by.now) }
}

/** Tries a notice again from the start, after what stood in its way was mended; or says that it need not arrive any more. */
export async function mendStuck(
  parts: Parts,
  by: By,
  id: string,
  how: 'again' | 'set-aside',
): Promise<{ outcome: 'mended' } | NotFound> {
  const authority = authorityOf(parts, by.who.authority)
  if (!isAdministrator(authority, by.who)) return refused(parts, by)
  const seen = (await stuckOf(parts, authority, by.who.id, by.now)).find(one => one.id === id)
  if (!seen) return refused(parts, by)
  return parts.db.transaction(async tx => {
    const who = auditName(authority, parts.keys, by.who)
    if (!(await mend(tx, id, how, by.now))) {
      await record(tx, { who, act: 'refused', what: 'stuck' }, by.now)
      return notFound
    }
    await record(tx, { who, act: how === 'again' ? 'tried-again' : 'set-aside', what: seen.reference || id }, by.now)
    return { outcome: 'mended' }
  })
}

async function mend(tx: Pick<Queries, 'run'>, id: string, how: 'again' | 'set-aside', now: Date): Promise<boolean> {
  const at = now.getTime()
  const changed =
    how === 'again'
      ? await tx.run(sql`
          update delivery set state = 'waiting', due = ${at}, claimed_until = 0, attempts = 0, place = 0, dead = 0,
            problem = null, ended = null
          where id = ${id} and state in ('failed', 'waiting')`)
      : await tx.run(sql`
          update delivery set state = 'set-aside', ended = ${at}, address = null where id = ${id} and state in ('failed', 'waiting')`)
  return changed === 1
}

async function refused(parts: Parts, by: By): Promise<NotFound> {
  await logged(parts, by, { act: 'refused', what: 'stuck' })
  return notFound
}
