import { type AuditRow, type Head, hashOf, headOf } from './audit.ts'
import type { Snapshot } from './database.ts'
import { sql } from './sql.ts'

export interface Verdict {
  /** How many rows are as they were written, from the first on. */
  sound: number
  head: Head
  /** The first row that is not, and what seems to have been done; nothing where all is well. */
  broken?: { number: number; how: 'altered' | 'dropped' | 'moved' | 'added' | 'cut off' }
}

type Row = AuditRow & { hash: string }

/**
 * Reads the chain from its first row. Whoever can write the database could write the whole chain anew, its head included:
 * against that, compare with a head that was printed before.
 */
export async function verify(view: Snapshot, printed?: Head): Promise<Verdict> {
  const head = await headOf(view)
  let last: Head = { number: 0, hash: '' }
  let seen = printed === undefined || printed.number === 0
  const broken = (how: NonNullable<Verdict['broken']>['how'], number = last.number + 1): Verdict => ({
    sound: last.number,
    head,
    broken: { number, how },
  })

  for await (const row of view.each<Row>(sql`select * from audit order by number`)) {
    if (row.number !== last.number + 1) return broken((await belongs(view, last)) ? 'moved' : 'dropped')
    if (row.hash !== hashOf(row, last.hash)) return broken((await belongs(view, last)) ? 'moved' : 'altered')
    last = { number: row.number, hash: row.hash }
    if (printed && row.number === printed.number) {
      if (row.hash !== printed.hash) return broken('altered', row.number)
      seen = true
    }
  }
  if (last.number < head.number || !seen) return broken('cut off')
  if (last.number > head.number || last.hash !== head.hash) return broken('added', head.number + 1)
  return { sound: last.number, head }
}

/** Whether the row that should come next stands elsewhere under another number. */
async function belongs(view: Snapshot, last: Head): Promise<boolean> {
  for await (const row of view.each<Row>(sql`select * from audit where number > ${last.number} order by number`)) {
    const number = last.number + 1
    if (row.number !== number && row.hash === hashOf({ ...row, number }, last.hash)) return true
  }
  return false
}
