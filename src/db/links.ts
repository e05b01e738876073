import { personWord, record } from './audit.ts'
import type { Database, Queries, Transaction } from './database.ts'
import { hashOfSecret, newSecret } from './secrets.ts'
import { sql } from './sql.ts'

/** For whom a link is, by which of their ways it was sent, and what it opens. */
export interface LinkFor {
  authority: string
  person: string
  way: string
  act: string
  /** The secret of the browser in which it was asked for; a link in a notice was asked for in none. */
  browser?: string
}

export interface Link extends LinkFor {
  state: 'open' | 'used' | 'late' | 'elsewhere'
}

const minuteMs = 60_000
const lastsMs = 10 * minuteMs
/** How long after its end we still know whose it was, so that they can be sent another to the same place. */
const knownMs = 30 * 24 * 60 * minuteMs

export async function makeLink(db: Pick<Queries, 'run'>, wanted: LinkFor, now: Date): Promise<string> {
  const { authority, person, way, act, browser } = wanted
  const secret = newSecret()
  const at = now.getTime()
  await db.run(sql`delete from sign_in_link where expires < ${at - knownMs}`)
  await db.run(sql`
    insert into sign_in_link (secret_hash, authority, person, way, act, browser_hash, created, expires)
    values (${hashOfSecret(secret)}, ${authority}, ${person}, ${way}, ${act}, ${browser ? hashOfSecret(browser) : null}, ${at}, ${at + lastsMs})`)
  return secret
}

/** How many links somebody, or another in their name, has asked for since a moment. */
export async function countAsked(
  db: Pick<Queries, 'row'>,
  { authority, person }: Pick<LinkFor, 'authority' | 'person'>,
  since: Date,
): Promise<number> {
  const row = await db.row<{ count: number }>(sql`
    select count(*) as count from sign_in_link where authority = ${authority} and person = ${person}
      and created > ${since.getTime()} and browser_hash is not null`)
  return row?.count ?? 0
}

/** Looks at a link and leaves it as it is: programs open every link of a mail before the person does. */
export async function lookAtLink(
  db: Pick<Queries, 'row'>,
  secret: string,
  browser: string,
  now: Date,
): Promise<Link | undefined> {
  const row = await db.row<Row>(sql`select * from sign_in_link where secret_hash = ${hashOfSecret(secret)}`)
  if (!row) return undefined
  const { authority, person, way, act } = row
  return { authority, person, way, act, state: stateOf(row, browser, now) }
}

interface Row {
  secret_hash: string
  authority: string
  person: string
  way: string
  act: string
  browser_hash: string | null
  expires: number
  spent: number | null
}

function stateOf({ browser_hash, expires, spent }: Row, browser: string, now: Date): Link['state'] {
  if (spent !== null) return 'used'
  if (expires <= now.getTime()) return 'late'
  return browser_hash === null || browser_hash === hashOfSecret(browser) ? 'open' : 'elsewhere'
}

/** Spends a link, for one caller alone. What was tried in vain is on record with the name it was tried on. */
export async function spendLink(
  db: Pick<Database, 'transaction'>,
  secret: string,
  browser: string,
  now: Date,
  then: (tx: Transaction, link: Link) => Promise<void>,
): Promise<Link | undefined> {
  return db.transaction(async tx => {
    const link = await lookAtLink(tx, secret, browser, now)
    if (!link) return undefined
    const taken =
      link.state === 'open'
        ? await tx.run(sql`
            update sign_in_link set spent = ${now.getTime()} where secret_hash = ${hashOfSecret(secret)} and spent is null`)
        : 0
    if (taken === 1) {
      await then(tx, link)
      return link
    }
    const why = link.state === 'open' ? 'used' : link.state
    await record(tx, { who: personWord(link.authority, link.person), act: 'sign-in-refused', what: 'web', why }, now)
    return { ...link, state: why }
  })
}
