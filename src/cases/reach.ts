import { type Entry, record } from '../db/audit.ts'
import type { Transaction } from '../db/database.ts'
import type { Seal } from '../db/seal.ts'
import { sql } from '../db/sql.ts'
import { type Circle, type Side, sidesOf } from './access.ts'
import { type Case, type CaseRow, caseOf } from './case.ts'
import { auditName, isNameless, keyOf, personMark, sentIt } from './identity.ts'
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
 * does not exist, gets the same answer; only the audit knows that they tried. Whether they may is asked before the row is
 * locked, so that nobody outside can hold up the desk, or tell a case by having to wait for it; and once more under the lock.
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
    const seen = await look(parts, tx, by, wanted)
    const under = seen.sides.includes(side) ? await look(parts, tx, by, wanted, tx.forUpdate) : seen
    const { found, sides } = under
    const seal = found && sides.includes(side) ? await parts.keys.find(tx, keyOf(found.id)) : undefined
    if (!found || !seal) {
      await record(
        tx,
        { who: whoTried(parts, by, side, found), act: 'refused', what: wanted ?? 'no-reference' },
        by.now,
      )
      return notFound
    }
    // The name of who reports stands nowhere, so it does not stand in the audit either.
    const who = side === 'reporter' ? 'reporter' : auditName(authorityOf(parts, by.who.authority), parts.keys, by.who)
    let logged = false
    const log: Reached['log'] = (act, more = {}) => {
      logged = true
      return record(tx, { who, act, what: found.reference, ...more }, by.now)
    }
    const done = await work({ tx, found, seal, sides, log })
    // Something was asked of a case and came to nothing: it was too late, not allowed or not complete.
    if (!logged) await log('tried')
    return done
  })
}

async function look(
  parts: Parts,
  tx: Transaction,
  by: By,
  wanted = '',
  locking = sql``,
): Promise<{ found?: Case; sides: Side[] }> {
  const row = await tx.row<CaseRow>(sql`select * from cases where reference = ${wanted} ${locking}`)
  if (!row) return { sides: [] }
  const found = caseOf(row)
  return { found, sides: sidesOf(authorityOf(parts, by.who.authority), by.who, await circleOf(parts, tx, found, by)) }
}

/**
 * Whoever looks for a nameless case as the one who sent it most likely is: they have forgotten that it cannot be followed, or
 * that it is closed. So of them alone the audit says only that somebody tried.
 */
function whoTried(parts: Parts, { who }: By, side: Side, found: Case | undefined): string {
  if (found && side === 'reporter' && isNameless(found)) return 'somebody'
  return auditName(authorityOf(parts, who.authority), parts.keys, who)
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
