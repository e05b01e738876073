import { type Entry, record } from '../db/audit.ts'
import type { Transaction } from '../db/database.ts'
import type { Seal } from '../db/seal.ts'
import { sql } from '../db/sql.ts'
import { type Circle, type Side, sidesOf } from './access.ts'
import { type Case, type CaseRow, caseOf } from './case.ts'
import { auditName, keyOf, personMark, sentIt } from './identity.ts'
import { authorityOf, type By, type NotFound, notFound, type Parts } from './parts.ts'
import { readReference } from './reference.ts'

/** A case that somebody may work on, locked until the transaction ends. */
export interface Reached {
  tx: Transaction
  found: Case
  seal: Seal
  sides: Side[]
  /** Adds to the audit; call it last. */
  log(act: string, more?: Pick<Entry, 'was' | 'became' | 'why'>): Promise<void>
}

/**
 * The one way to a case: everything that shows or changes one goes through here. Whoever may not, and whoever asks for one that
 * does not exist, gets the same answer after the same work; only the audit knows that they tried.
 */
export async function reach<T>(
  parts: Parts,
  by: By,
  reference: string,
  side: Side,
  work: (reached: Reached) => Promise<T>,
): Promise<T | NotFound> {
  return parts.db.transaction(async tx => {
    const wanted = readReference(reference)
    const row = await tx.row<CaseRow>(sql`select * from cases where reference = ${wanted ?? ''} ${tx.forUpdate}`)
    const found = row && caseOf(row)
    const own = authorityOf(parts, by.who.authority)
    const sides = found ? sidesOf(own, by.who, await circleOf(parts, tx, found, by)) : []
    const seal = found && (await parts.keys.find(tx, keyOf(found.id)))
    if (!found || !seal || !sides.includes(side)) {
      await record(
        tx,
        { who: auditName(own, parts.keys, by.who), act: 'refused', what: wanted ?? 'no-reference' },
        by.now,
      )
      return notFound
    }
    // The name of who reports stands nowhere, so it does not stand in the audit either.
    const who = side === 'reporter' ? 'reporter' : auditName(own, parts.keys, by.who)
    const log: Reached['log'] = (act, more = {}) => record(tx, { who, act, what: found.reference, ...more }, by.now)
    return work({ tx, found, seal, sides, log })
  })
}

async function circleOf(parts: Parts, tx: Transaction, found: Case, { who }: By): Promise<Circle> {
  const [roles, leftOut, sent] = await Promise.all([
    tx.rows<{ role: string }>(sql`select role from reader where case_id = ${found.id}`),
    tx.row(sql`select 1 as yes from left_out where case_id = ${found.id} and person = ${personMark(parts.keys, who)}`),
    sentIt(tx, parts.keys, found, who),
  ])
  return {
    authority: found.authority,
    roles: roles.map(({ role }) => role),
    leftOut: leftOut !== undefined,
    sentIt: sent,
  }
}
