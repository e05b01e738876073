import { sql } from '../../db/sql.ts'
import { isUnavailable } from '../../db/unavailable.ts'
import { Fixable } from '../../errors.ts'
import { type CaseRow, caseOf } from '../case.ts'
import { keyOf } from '../identity.ts'
import { leftOutOf } from '../left-out.ts'
import { authorityOf, deskOf, type Parts } from '../parts.ts'
import { lapse } from './lapse.ts'
import { type TimerRow, timerOf } from './timers.ts'

export interface Passed {
  /** How many cases were acted on. */
  acted: number
  /** Those of which a timer could not be acted on, by reference, with what stood in the way. They are tried again next time. */
  failed: { reference: string; error: unknown }[]
}

/** How many cases are worked on side by side, so that they share a commit. */
const together = 64

/**
 * One look at all timers that are due. It can be run at any moment, as often as one likes and by several processes: what is due is
 * read again under the lock of its case, so each step is taken once. A case that fails does not keep the others waiting.
 */
export async function clockPass(parts: Parts, now: Date): Promise<Passed> {
  const passed: Passed = { acted: 0, failed: [] }
  const due = await parts.db.rows<{ id: string }>(sql`
    select case_id as id from timer where due <= ${now.getTime()} group by case_id order by min(due)`)
  for (let at = 0; at < due.length; at += together) {
    const acted = await Promise.all(due.slice(at, at + together).map(({ id }) => actOn(parts, id, now)))
    passed.acted += acted.filter(({ outcome }) => outcome === 'acted').length
    passed.failed.push(...acted.flatMap(one => (one.outcome === 'failed' ? one : [])))
  }
  return passed
}

type Acted = { outcome: 'acted' | 'nothing-due' } | { outcome: 'failed'; reference: string; error: unknown }

async function actOn(parts: Parts, id: string, now: Date): Promise<Acted> {
  let reference = ''
  try {
    return await parts.db.transaction(async tx => {
      const row = await tx.row<CaseRow>(sql`select * from cases where id = ${id} and is_open = 1 ${tx.forUpdate}`)
      if (!row) {
        await tx.run(sql`delete from timer where case_id = ${id}`)
        return { outcome: 'nothing-due' }
      }
      reference = row.reference
      const seal = await parts.keys.find(tx, keyOf(id))
      if (!seal)
        throw new Fixable(`The key of ${reference} is gone, so nobody can read it. Bring it back from a backup.`)
      const due = await tx.rows<TimerRow>(sql`
        select name, began, due, step from timer where case_id = ${id} and due <= ${now.getTime()} order by due, name`)
      const authority = authorityOf(parts, row.authority)
      const leftOut = await leftOutOf(tx, parts.keys, authority, caseOf(row))
      for (const { name } of due) {
        // What the timer before it did may have moved the case, or stopped this one.
        const timer = await timerOf(tx, id, name)
        const again = await tx.row<CaseRow>(sql`select * from cases where id = ${id}`)
        if (!again || !timer || timer.due > now) continue
        const found = caseOf(again)
        const desk = deskOf(parts, authority, found.desk)
        await lapse({ parts, tx, seal, authority, desk, found, leftOut, timer, now })
      }
      return { outcome: due.length > 0 ? 'acted' : 'nothing-due' }
    })
  } catch (error) {
    // The store itself is away: then every other case would fail as well, and whoever runs this is told so.
    if (isUnavailable(error)) throw error
    return { outcome: 'failed', reference, error }
  }
}
