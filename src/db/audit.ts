import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Queries, Sends } from './database.ts'
import { following, type Sql, sql } from './sql.ts'

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

/** A person in the audit: the ids of their council and of them, since two councils may use one id. */
export function personWord(authority: string, person: string): string {
  return `${councilWord(authority)}:${person}`
}

/** A council's id is the name of its folder, which may be any name; in the audit it is a word. */
export function councilWord(id: string): string {
  return id.replace(/[^\w.-]/g, '_').slice(0, 39)
}

/** The last row of the chain. Printed and kept elsewhere, it shows later that nothing before it was changed or cut off. */
export interface Head {
  number: number
  hash: string
}

/**
 * Adds a row in the caller's transaction: what is recorded happened, and what happened is recorded. Each row holds the hash
 * of the one before, so rows are added one at a time. This comes last in a transaction: on PostgreSQL it locks the head
 * until the commit.
 */
export async function record(tx: Pick<Sends, 'engine' | 'send'>, entry: Entry, now: Date): Promise<void> {
  const { who, act, what, was = null, became = null, why = null } = Entry.parse(entry)
  const fact = { at: now.getTime(), who, act, what, was, became, why }
  if (tx.engine === 'postgres') tx.send(onPostgres(fact))
  else for (const step of onSqlite(fact)) tx.send(step)
}

export async function recordAll(
  tx: Pick<Sends, 'engine' | 'send'>,
  entries: readonly Entry[],
  now: Date,
): Promise<void> {
  for (const entry of entries) await record(tx, entry, now)
}

/**
 * The engine computes what `hashOf` does. Reading the head first would hold its lock for a way to us and back, and everybody else
 * would wait for that.
 */
function onPostgres(fact: Fact): Sql {
  const { at, who, act, what, was, became, why } = fact
  const head = sql`
    update audit_head set number = number + 1,
      hash = encode(sha256(convert_to(hash || chr(10) || '[' || (number + 1) || ',' || ${said(fact)}, 'UTF8')), 'hex')
    where one = 1 returning number, hash`
  const row = sql`
    insert into audit (number, at, who, act, what, was, became, why, hash)
    select number, ${at}, ${who}, ${act}, ${what}, ${was}, ${became}, ${why}, hash from head`
  return following('head', head, row)
}

function onSqlite(fact: Fact): Sql[] {
  const { at, who, act, what, was, became, why } = fact
  return [
    sql`update audit_head set number = number + 1,
      hash = sha256(hash || char(10) || '[' || (number + 1) || ',' || ${said(fact)}) where one = 1`,
    sql`insert into audit (number, at, who, act, what, was, became, why, hash)
      select number, ${at}, ${who}, ${act}, ${what}, ${was}, ${became}, ${why}, hash from audit_head`,
  ]
}

/** As `hashOf` has it, after the number. */
function said({ at, who, act, what, was, became, why }: Fact): string {
  return JSON.stringify([at, who, act, what, was, became, why]).slice(1)
}

export async function headOf(from: Pick<Queries, 'row'>): Promise<Head> {
  const head = await from.row<Head>(sql`select number, hash from audit_head where one = 1`)
  if (!head) throw new Error('The row that holds the head of the audit is gone.')
  return head
}

interface Fact {
  at: number
  who: string
  act: string
  what: string
  was: string | null
  became: string | null
  why: string | null
}
export interface AuditRow extends Fact {
  number: number
}

/** Every field and its place are part of what is hashed, and the number too: a row cannot be moved either. */
export function hashOf({ number, at, who, act, what, was, became, why }: AuditRow, before: string): string {
  const said = JSON.stringify([number, at, who, act, what, was, became, why])
  return createHash('sha256').update(`${before}\n${said}`).digest('hex')
}
