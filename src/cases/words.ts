import type { Transaction } from '../db/database.ts'
import type { Seal } from '../db/seal.ts'
import { sql } from '../db/sql.ts'
import { longest } from '../desks/answers.ts'

/** What desk and reporter write to each other once a case is open. */
export interface Message {
  number: number
  at: Date
  side: 'desk' | 'reporter'
  /** Of the desk alone: who reports has no id here. */
  who?: string
  kind: 'addition' | 'question' | 'answer'
  text: string
}

/** What the desk writes for itself. It stands in a table of its own, so that no mistake in a condition can show it. */
export interface Note {
  number: number
  at: Date
  who: string
  text: string
}

export async function addMessage(
  tx: Pick<Transaction, 'row' | 'run'>,
  seal: Seal,
  id: string,
  { at, side, who = null, kind, text }: Omit<Message, 'number' | 'who'> & { who?: string | null },
  submission: string | null,
): Promise<void> {
  const number = await next(tx, sql`select max(number) as last from message where case_id = ${id}`)
  const body = seal.seal({ table: 'message', row: `${id}/${number}`, field: 'body' }, text)
  await tx.run(sql`
    insert into message (case_id, number, at, side, who, kind, body, submission)
    values (${id}, ${number}, ${at.getTime()}, ${side}, ${who}, ${kind}, ${body}, ${submission})`)
}

export async function messagesOf(from: Pick<Transaction, 'rows'>, seal: Seal, id: string): Promise<Message[]> {
  const rows = await from.rows<MessageRow>(sql`select * from message where case_id = ${id} order by number`)
  return rows.map(({ number, at, side, who, kind, body }) => ({
    ...{ number, at: new Date(at), side, kind },
    ...(who === null ? {} : { who }),
    text: seal.unseal({ table: 'message', row: `${id}/${number}`, field: 'body' }, body).toString(),
  }))
}

/** Whether the last question of the desk has no answer yet. */
export async function asksStill(from: Pick<Transaction, 'row'>, id: string): Promise<boolean> {
  const last = await from.row<{ kind: Message['kind'] }>(sql`
    select kind from message where case_id = ${id} and kind <> 'addition' order by number desc limit 1`)
  return last?.kind === 'question'
}

export async function addNote(
  tx: Pick<Transaction, 'row' | 'run'>,
  seal: Seal,
  id: string,
  { at, who, text }: Omit<Note, 'number'>,
  submission: string,
): Promise<void> {
  const number = await next(tx, sql`select max(number) as last from note where case_id = ${id}`)
  const body = seal.seal({ table: 'note', row: `${id}/${number}`, field: 'body' }, text)
  await tx.run(sql`
    insert into note (case_id, number, at, who, body, submission)
    values (${id}, ${number}, ${at.getTime()}, ${who}, ${body}, ${submission})`)
}

export async function notesOf(from: Pick<Transaction, 'rows'>, seal: Seal, id: string): Promise<Note[]> {
  const rows = await from.rows<NoteRow>(sql`select * from note where case_id = ${id} order by number`)
  return rows.map(({ number, at, who, body }) => ({
    ...{ number, at: new Date(at), who },
    text: seal.unseal({ table: 'note', row: `${id}/${number}`, field: 'body' }, body).toString(),
  }))
}

/** Why some words could not be kept as they stand. Nothing that anybody writes is cut, or changed, to make it fit. */
export function unfit(text: string): string[] {
  const long = [...text].length
  return [
    ...(/\p{Surrogate}/u.test(text)
      ? ['A character in it is broken and could not be kept. Write that part again.']
      : []),
    ...(long > longest
      ? [`This is ${long.toLocaleString('en-GB')} characters, and 10,000 fit. Send the rest after it.`]
      : []),
  ]
}

interface MessageRow {
  number: number
  at: number
  side: Message['side']
  who: string | null
  kind: Message['kind']
  body: Uint8Array
}

interface NoteRow {
  number: number
  at: number
  who: string
  body: Uint8Array
}

/** The case is locked while this is asked and used, so no two rows get the same number. */
async function next(tx: Pick<Transaction, 'row'>, highest: ReturnType<typeof sql>): Promise<number> {
  return ((await tx.row<{ last: number | null }>(highest))?.last ?? 0) + 1
}
