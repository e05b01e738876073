import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Queries, Transaction } from './database.ts'
import { sql } from './sql.ts'

/** A short word without spaces: an id, a reference, a state. A name or a sentence does not fit. */
const word = z.string().regex(/^[\w.:-]{1,80}$/)

/** What happened: who did which act to what, and from which state to which. Nothing else can be said here. */
export const Entry = z.strictObject({
  /** The id of a person, or of the part of the program that acted. Of someone who reports anonymously: "reporter". */
  who: word,
  act: word,
  what: word,
  was: word.optional(),
  became: word.optional(),
  /** A reason from a list, such as "subject-access"; the words of the person are sealed with the case. */
  why: word.optional(),
})
export type Entry = z.infer<typeof Entry>

/** The last row of the chain. Printed and kept elsewhere, it shows later that nothing before it was changed or cut off. */
export interface Head {
  number: number
  hash: string
}

/**
 * Adds a row in the caller's transaction: what is recorded happened, and what happened is recorded. Each row holds the hash
 * of the one before, so rows are added one at a time; on PostgreSQL the head is locked from here to the commit. So this
 * comes last in a transaction.
 */
export async function record(tx: Transaction, entry: Entry, now: Date): Promise<void> {
  await recordAll(tx, [entry], now)
}

export async function recordAll(tx: Transaction, entries: readonly Entry[], now: Date): Promise<void> {
  const checked = entries.map(entry => Entry.parse(entry))
  let last = await headOf(tx, tx.forUpdate)
  const added: Promise<number>[] = []
  for (const { who, act, what, was = null, became = null, why = null } of checked) {
    const row = { number: last.number + 1, at: now.getTime(), who, act, what, was, became, why }
    last = { number: row.number, hash: hashOf(row, last.hash) }
    added.push(
      tx.run(sql`
        insert into audit (number, at, who, act, what, was, became, why, hash)
        values (${row.number}, ${row.at}, ${who}, ${act}, ${what}, ${was}, ${became}, ${why}, ${last.hash})`),
    )
  }
  added.push(tx.run(sql`update audit_head set number = ${last.number}, hash = ${last.hash} where one = 1`))
  await Promise.all(added)
}

export async function headOf(from: Pick<Queries, 'row'>, ending = sql``): Promise<Head> {
  const head = await from.row<Head>(sql`select number, hash from audit_head where one = 1 ${ending}`)
  if (!head) throw new Error('The row that holds the head of the audit is gone.')
  return head
}

export interface AuditRow {
  number: number
  at: number
  who: string
  act: string
  what: string
  was: string | null
  became: string | null
  why: string | null
}

/** Every field and its place are part of what is hashed, and the number too: a row cannot be moved either. */
export function hashOf({ number, at, who, act, what, was, became, why }: AuditRow, before: string): string {
  const said = JSON.stringify([number, at, who, act, what, was, became, why])
  return createHash('sha256').update(`${before}\n${said}`).digest('hex')
}
