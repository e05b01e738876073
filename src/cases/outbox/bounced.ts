import type { Transaction } from '../../db/database.ts'
import { sql } from '../../db/sql.ts'
import { keyOf, reporterOf } from '../identity.ts'
import { authorityOf, type Parts } from '../parts.ts'
import { addressesOf } from './addresses.ts'
import type { Row } from './claim.ts'
import { giveUp } from './settle.ts'

/** A notice that was taken, and came back later. */
export interface CameBack {
  /** The id of its delivery. Nobody can guess one; nothing else of what came back is believed. */
  delivery: string
  /** Whether an address is the one that it came back from. */
  isFrom(address: string): boolean
  problem: string
}

/** `passed`: it is as if it had been refused at once. `over`: it is settled, or on another way by now. */
export type Bounced = 'passed' | 'over' | 'unknown'

/**
 * What came back is treated as what was refused: the next way to them, else the fallback, and whoever looks after the program. Once
 * only; and not after weeks, when no server still tries: so nobody who keeps an old name of a notice can stir up an old case.
 */
export async function bounced(parts: Parts, { delivery, isFrom, problem }: CameBack, now: Date): Promise<Bounced> {
  return parts.db.transaction(async tx => {
    const row = await tx.row<Sent>(sql`select * from delivery where id = ${delivery} ${tx.forUpdate}`)
    if (!row) return 'unknown'
    if (!['delivered', 'waiting'].includes(row.state) || row.created < now.getTime() - longestMs) return 'over'
    const addresses = await waysOf(parts, tx, row)
    const address = addresses[row.place % Math.max(1, addresses.length)]
    if (address !== undefined && !isFrom(address)) return 'over'
    for (const one of await togetherWith(tx, row)) {
      const where = sql`id = ${one.id} and state = ${one.state}`
      await giveUp(tx, parts, { row: one, places: addresses.length, problem, where }, now)
    }
    return 'passed'
  })
}

type Sent = Row & { state: string; claimed_by: string | null; claimed_until: number }

/** What waited for the office to open went in one mail, under the name of the first: they were claimed in one moment. */
async function togetherWith(tx: Pick<Transaction, 'rows' | 'forUpdate'>, row: Sent): Promise<Sent[]> {
  if (row.can_wait === 0) return [row]
  return tx.rows<Sent>(sql`
    select * from delivery
    where id = ${row.id} or (authority = ${row.authority} and destination = ${row.destination} and can_wait = 1
      and state = ${row.state} and place = ${row.place} and claimed_by = ${row.claimed_by ?? ''}
      and claimed_until = ${row.claimed_until}) ${tx.forUpdate}`)
}

/** Of somebody without a name the address may be gone by now: then there is no other way to them either. */
async function waysOf(parts: Parts, tx: Parameters<typeof reporterOf>[0], row: Row): Promise<string[]> {
  if (row.destination !== 'reporter') return addressesOf(authorityOf(parts, row.authority), row.destination)
  const seal = row.case_id === null ? undefined : await parts.keys.find(tx, keyOf(row.case_id))
  const reporter = seal && row.case_id !== null ? await reporterOf(tx, seal, row.case_id) : undefined
  return reporter ? [reporter.address] : []
}

/** Servers give up after five days or less. */
const longestMs = 14 * 86_400_000
