import { record } from '../db/audit.ts'
import type { Transaction } from '../db/database.ts'
import type { Seal } from '../db/seal.ts'
import { raw, sql } from '../db/sql.ts'
import { isRecordsOfficer, notLeftOut } from './access.ts'
import { type CaseRow, caseOf } from './case.ts'
import { retentionOf } from './drill/drill.ts'
import { discardFiles } from './files.ts'
import { addRemark } from './history.ts'
import { auditName, keyOf, personMark } from './identity.ts'
import { logged } from './logged.ts'
import { authorityOf, type By, type NotFound, notFound, type Parts } from './parts.ts'
import type { NotSaved } from './receipt.ts'
import { readReference } from './reference.ts'
import { saving } from './saving.ts'
import { unfit } from './words.ts'

export type Held = { outcome: 'held' | 'released' } | { outcome: 'incomplete'; says: string } | NotFound

/** Asked before the form for it opens, so that a case that there is not has none. */
export function beginHold(
  parts: Parts,
  by: By,
  reference: string,
): Promise<{ outcome: 'begun' } | NotFound | NotSaved> {
  return saving(parts, by, reference, () =>
    holding(parts, by, reference, async ({ tx, row, who }) => {
      await record(tx, { who, act: 'began', what: row.reference }, by.now)
      return { outcome: 'begun' } as const
    }),
  )
}

/** Keeps a case whatever its age, or lets it go: by the records officer, with a reason, in the history of the case. */
export function hold(parts: Parts, by: By, reference: string, on: boolean, reason: string): Promise<Held> {
  return holding(parts, by, reference, async ({ tx, row, seal, who }): Promise<Held> => {
    const [says] = reason.trim() === '' ? ['Write why it is held, or let go.'] : unfit(reason)
    if (says) return { outcome: 'incomplete', says }
    await tx.run(sql`update cases set on_hold = ${on ? 1 : 0} where id = ${row.id}`)
    const line = {
      at: by.now,
      who: by.who.id,
      from: by.from,
      move: 'hold',
      detail: on ? 'held' : 'released',
      note: reason,
    } as const
    await addRemark(tx, seal, caseOf(row), line)
    await record(tx, { who, act: line.detail, what: row.reference }, by.now)
    return { outcome: line.detail }
  })
}

interface Holding {
  tx: Transaction
  row: CaseRow
  seal: Seal
  who: string
}

async function holding<T>(
  parts: Parts,
  by: By,
  reference: string,
  work: (holding: Holding) => Promise<T>,
): Promise<T | NotFound> {
  const authority = authorityOf(parts, by.who.authority)
  const wanted = readReference(reference)
  if (!isRecordsOfficer(authority, by.who)) {
    await logged(parts, by, { act: 'refused', what: wanted ?? 'no-reference' })
    return notFound
  }
  return parts.db.transaction(async tx => {
    const row = await tx.row<CaseRow>(sql`
      select * from cases where reference = ${wanted ?? ''} and authority = ${authority.id}
        and ${notLeftOut(personMark(parts.keys, by.who))} ${tx.forUpdate}`)
    const seal = row && (await parts.keys.find(tx, keyOf(row.id)))
    const who = auditName(authority, parts.keys, by.who)
    if (!row || !seal) {
      await record(tx, { who, act: 'refused', what: wanted ?? 'no-reference' }, by.now)
      return notFound
    }
    return work({ tx, row, seal, who })
  })
}

export interface Purged {
  /** Gone for good, with their files and their keys: what backups still hold of them opens no more. */
  gone: string[]
  /** Past their date, and for a person to decide about. */
  toReview: string[]
}

/**
 * Ends the keeping of closed cases whose time is over. Never of one on hold, nor of a desk that holds all of its own: that is
 * how it is for safeguarding, until a council says otherwise. What happened stays in the audit, by reference.
 */
export async function purge(parts: Parts, now: Date): Promise<Purged> {
  const over = await parts.db.rows<CaseRow>(sql`
    select * from cases where keep_until <= ${now.getTime()} and on_hold = 0 and is_open = 0 order by keep_until`)
  const purged: Purged = { gone: [], toReview: [] }
  for (const found of over.map(caseOf)) {
    const authority = parts.authorities.find(({ id }) => id === found.authority)
    const desk = authority && parts.desksOf(authority).find(({ id }) => id === found.desk)
    if (!desk || retentionOf(found, desk).hold) continue
    if (found.afterwards === 'review') purged.toReview.push(found.reference)
    else if (await purgeOne(parts, found.id, now)) purged.gone.push(found.reference)
  }
  return purged
}

/** Looks once more under a lock: it may have been held or opened again. Files go last: until then a row speaks of them. */
async function purgeOne(parts: Parts, id: string, now: Date): Promise<boolean> {
  const gone = await parts.db.transaction(async tx => {
    const row = await tx.row<CaseRow>(sql`
      select * from cases where id = ${id} and on_hold = 0 and is_open = 0 and keep_until <= ${now.getTime()} ${tx.forUpdate}`)
    if (!row) return false
    await forget(tx, id)
    await parts.keys.destroy(tx, keyOf(id))
    await record(tx, { who: 'signpost', act: 'purged', what: row.reference }, now)
    return true
  })
  if (gone) await discardFiles(parts, id)
  return gone
}

const tables = [
  ...['report', 'reporter', 'history', 'reader', 'left_out', 'seen', 'message', 'note', 'file', 'delivery', 'timer'],
  ...['link', 'warning', 'posted', 'side_clock'],
]

async function forget(tx: Transaction, id: string): Promise<void> {
  for (const table of tables) await tx.run(sql`delete from ${raw(table)} where case_id = ${id}`)
  await tx.run(sql`delete from cases where id = ${id}`)
}

/** A form is tried again within minutes. After a week nobody needs to know any more that two tries were one. */
export function forgetSubmissions(parts: Parts, now: Date): Promise<number> {
  const before = now.getTime() - 7 * 86_400_000
  return parts.db.run(sql`
    update cases set submission = null, content = null where submission is not null and opened < ${before}`)
}
