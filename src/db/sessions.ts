import { randomUUID } from 'node:crypto'
import { personWord, record } from './audit.ts'
import type { Database, Queries, Transaction } from './database.ts'
import { hashOfSecret, newSecret } from './secrets.ts'
import { sql } from './sql.ts'

export interface SessionOf {
  authority: string
  person: string
  /** Where the link was sent that began it, as a mark. */
  sentTo: string
  /** In a few words, so that somebody knows which of theirs it is. */
  browser: string
}

export interface Session extends SessionOf {
  id: string
  began: Date
  seen: Date
  expires: Date
}

const lastsMs = 8 * 60 * 60_000
const noticedMs = 60_000

/** Begins a session as part of a transaction, and gives its secret. Called last: it adds to the audit, where `way` stands. */
export async function beginSession(tx: Transaction, wanted: SessionOf, way: string, now: Date): Promise<string> {
  const { authority, person, sentTo, browser } = wanted
  const [secret, id, at] = [newSecret(), randomUUID(), now.getTime()]
  await tx.run(sql`delete from sign_in_session where expires <= ${at}`)
  await tx.run(sql`
    insert into sign_in_session (id, secret_hash, authority, person, sent_to, browser, began, seen, expires)
    values (${id}, ${hashOfSecret(secret)}, ${authority}, ${person}, ${sentTo}, ${browser}, ${at}, ${at}, ${at + lastsMs})`)
  await record(tx, { who: personWord(authority, person), act: 'signed-in', what: id, why: way }, now)
  return secret
}

export async function sessionOf(
  db: Pick<Queries, 'row' | 'run'>,
  secret: string,
  now: Date,
): Promise<Session | undefined> {
  const row = await db.row<Row>(sql`
    select * from sign_in_session where secret_hash = ${hashOfSecret(secret)} and expires > ${now.getTime()}`)
  if (!row) return undefined
  // Not at each page: it only says which of one's sessions is in use.
  if (now.getTime() - row.seen > noticedMs)
    await db.run(sql`update sign_in_session set seen = ${now.getTime()} where id = ${row.id}`)
  return shown(row)
}

/** Whether a session goes on. A page that lies open asks, which is no use of it. */
export async function goesOn(db: Pick<Queries, 'row'>, id: string, now: Date): Promise<boolean> {
  const row = await db.row(sql`select 1 as yes from sign_in_session where id = ${id} and expires > ${now.getTime()}`)
  return row !== undefined
}

export async function sessionsOf(
  db: Pick<Queries, 'rows'>,
  { authority, person }: Pick<SessionOf, 'authority' | 'person'>,
  now: Date,
): Promise<Session[]> {
  const rows = await db.rows<Row>(sql`
    select * from sign_in_session where authority = ${authority} and person = ${person} and expires > ${now.getTime()}
    order by seen desc, id`)
  return rows.map(shown)
}

/** Ends one session of a person, or all of them. Only their own: the person is part of what is asked for. */
export async function endSessions(
  db: Pick<Database, 'transaction'>,
  { authority, person }: Pick<SessionOf, 'authority' | 'person'>,
  id: string | 'all',
  now: Date,
): Promise<number> {
  return db.transaction(async tx => {
    const ended = await tx.run(sql`
      delete from sign_in_session where authority = ${authority} and person = ${person}
      ${id === 'all' ? sql`` : sql`and id = ${id}`}`)
    if (ended > 0) await record(tx, { who: personWord(authority, person), act: 'signed-out', what: id }, now)
    return ended
  })
}

interface Row {
  id: string
  authority: string
  person: string
  sent_to: string
  browser: string
  began: number
  seen: number
  expires: number
}

function shown({ id, authority, person, sent_to: sentTo, browser, began, seen, expires }: Row): Session {
  return {
    ...{ id, authority, person, sentTo, browser },
    ...{ began: new Date(began), seen: new Date(seen), expires: new Date(expires) },
  }
}
