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
    const row = await tx.row<Row & { state: string }>(
      sql`select * from delivery where id = ${delivery} ${tx.forUpdate}`,
    )
    if (!row) return 'unknown'
    if (!['delivered', 'waiting'].includes(row.state) || row.created < now.getTime() - longestMs) return 'over'
    const addresses = await waysOf(parts, tx, row)
    const address = addresses[row.place % Math.max(1, addresses.length)]
    if (address !== undefined && !isFrom(address)) return 'over'
    const where = sql`id = ${row.id} and state = ${row.state}`
    return (await giveUp(tx, parts, { row, places: addresses.length, problem, where }, now)) ? 'passed' : 'over'
  })
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
