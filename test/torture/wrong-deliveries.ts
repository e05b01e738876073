import { sql } from '../../src/db/sql.ts'
import type { Keeping } from '../../src/keeping.ts'
import type { Ledger } from './ledger.ts'

/**
 * Every notice that was owed has arrived, or was dropped because it was true no more; and none arrived twice from one process,
 * which knows what it has sent. From two it may: the first was killed before it could write down that it had.
 */
export async function wrongDeliveries({ parts: { db } }: Keeping, { arrived }: Ledger): Promise<string[]> {
  const rows = await db.rows<{ id: string; state: string; about: string; can_wait: number }>(
    sql`select id, state, about, can_wait from delivery`,
  )
  const there = new Set(arrived.map(({ id }) => id))
  const missing = rows.filter(({ id, state, about, can_wait }) => saysSent(state, about, can_wait) && !there.has(id))
  const late = rows.filter(({ state }) => state === 'waiting')
  const times = new Map<string, number>()
  for (const { id, by } of arrived) times.set(`${id} ${by}`, (times.get(`${id} ${by}`) ?? 0) + 1)
  const twice = [...times.values()].filter(count => count > 1)
  return [
    ...missing.map(({ about }) => `lost: a notice (${about}) that is written down as delivered`),
    ...late.map(({ about }) => `lost: a notice (${about}) that nobody sends`),
    ...twice.map(() => 'doubled: a notice, by one process'),
  ]
}

/**
 * Several that waited for the office to open arrive as one, under the name of the first; and that something changed is only said
 * where something had been posted.
 */
function saysSent(state: string, about: string, canWait: number): boolean {
  return state === 'delivered' && canWait === 0 && about !== 'changed'
}
