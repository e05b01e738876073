import type { Database, Queries } from '../../db/database.ts'
import { raw, sql } from '../../db/sql.ts'
import type { About, AboutProgram, To } from '../deliveries.ts'

/** A row of the outbox: one notice owed to one person, room or reporter. */
export interface Row {
  id: string
  case_id: string | null
  authority: string
  destination: To
  about: About | AboutProgram
  regarding: string | null
  address: Uint8Array | null
  created: number
  attempts: number
  place: number
  dead: number
  can_wait: number
}

/** How long a worker has for one notice before another may take it. Longer than any channel waits for an answer. */
export const leaseMs = 120_000

/**
 * Takes what is due next, for this worker alone; with it, where it may wait for the office to open, all that waited for the same
 * person. A try is counted when it is taken, not when it fails: so a notice that ends the process each time is not tried for ever
 * at once. The outer condition is what two workers meet at: without it PostgreSQL hands one row to both.
 */
export async function claim(db: Database, worker: string, now: Date): Promise<Row[]> {
  const at = now.getTime()
  const taken = sql`claimed_until = ${at + leaseMs}, claimed_by = ${worker}, attempts = attempts + 1`
  const free = sql`state = 'waiting' and due <= ${at} and claimed_until <= ${at}`
  // Of what waited for one person only the earliest is taken first. A row that another worker has locked still looks free, so a second
  // worker passes on, and does not begin a notice of its own with the next.
  const alone = sql`(can_wait = 0 or not exists (
    select 1 from delivery earlier
    where earlier.state = 'waiting' and earlier.due <= ${at} and earlier.claimed_until <= ${at} and earlier.can_wait = 1
      and earlier.authority = delivery.authority and earlier.destination = delivery.destination
      and earlier.id < delivery.id))`
  const skipping = db.engine === 'postgres' ? raw('for update skip locked') : raw('')
  return db.transaction(async tx => {
    const first = await tx.row<Row>(sql`
      update delivery set ${taken}
      where id = (select id from delivery where ${free} and ${alone} order by due, id limit 1 ${skipping}) and ${free}
      returning *`)
    if (!first || first.can_wait === 0) return first ? [first] : []
    const more = await tx.rows<Row>(sql`
      update delivery set ${taken}
      where ${free} and can_wait = 1 and authority = ${first.authority} and destination = ${first.destination}
      returning *`)
    return [first, ...more]
  })
}

/** Whether a worker still has a row: another may have taken it over after the lease. */
export function stillHas({ id }: Pick<Row, 'id'>, worker: string) {
  return sql`id = ${id} and claimed_by = ${worker} and state = 'waiting'`
}

/** Says that a notice need not be sent any more. Its address goes with it. */
export async function dropRow(tx: Pick<Queries, 'run'>, row: Row, worker: string, now: Date): Promise<void> {
  await tx.run(sql`
    update delivery set state = 'dropped', ended = ${now.getTime()}, address = null where ${stillHas(row, worker)}`)
}
