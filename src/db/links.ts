import { personWord, record } from './audit.ts'
import type { Database, Queries, Transaction } from './database.ts'
import { hashOfSecret, markOfAddress, newSecret } from './secrets.ts'
import { sql } from './sql.ts'

export interface LinkOf {
  authority: string
  person: string
  /** Where it was sent, as a mark. Whoever is no longer reached there cannot use it, nor a successor under the same id. */
  sentTo: string
}

export interface Link extends LinkOf {
  state: 'open' | 'used' | 'late' | 'elsewhere'
}

const minuteMs = 60_000
const lastsMs = 10 * minuteMs
/** How long after its end we still know whose it was, so that they can be sent another. */
const knownMs = 30 * 24 * 60 * minuteMs

export interface Wanted {
  authority: string
  person: string
  address: string
}

/** A link in a notice: asked for by nobody, so it opens in any browser. */
export async function makeLink(db: Pick<Queries, 'run'>, wanted: Wanted, now: Date): Promise<string> {
  return insert(db, wanted, { browser: null, counted: null }, now)
}

/** Whoever lost the first mail asks again; whoever asks in another's name should not fill their letter box. */
const most = [
  { many: 3, withinMs: 10 * minuteMs },
  { many: 20, withinMs: 24 * 60 * minuteMs },
]

/**
 * A link that somebody asked for, by whoever's name they gave: it opens in the browser that asked, and in no other. Too many are
 * refused. A browser in which that person has been signed in has a count of its own, so that nobody keeps them out by asking often.
 */
export async function askForLink(
  db: Pick<Database, 'transaction'>,
  wanted: Wanted,
  browser: string,
  now: Date,
): Promise<string | undefined> {
  const { authority, person, address } = wanted
  const hash = hashOfSecret(browser)
  return db.transaction(async tx => {
    const theirs = sql`authority = ${authority} and person = ${person}`
    const known = await tx.row(
      sql`select 1 as yes from sign_in_link where ${theirs} and browser_hash = ${hash} and spent is not null`,
    )
    const counted = known ? hash : 'new'
    for (const { many, withinMs } of most) {
      const since = now.getTime() - withinMs
      const row = await tx.row<{ count: number }>(
        sql`select count(*) as count from sign_in_link where ${theirs} and created > ${since} and counted = ${counted}`,
      )
      if ((row?.count ?? 0) >= many) return undefined
    }
    const secret = await insert(tx, wanted, { browser: hash, counted }, now)
    const why = address.slice(0, address.indexOf(':'))
    await record(tx, { who: personWord(authority, person), act: 'link-asked-for', what: 'web', why }, now)
    return secret
  })
}

async function insert(
  db: Pick<Queries, 'run'>,
  { authority, person, address }: Wanted,
  { browser, counted }: { browser: string | null; counted: string | null },
  now: Date,
): Promise<string> {
  const secret = newSecret()
  const at = now.getTime()
  await db.run(sql`delete from sign_in_link where expires < ${at - knownMs}`)
  await db.run(sql`
    insert into sign_in_link (secret_hash, authority, person, sent_to, browser_hash, counted, created, expires)
    values (${hashOfSecret(secret)}, ${authority}, ${person}, ${markOfAddress(address)}, ${browser}, ${counted}, ${at}, ${at + lastsMs})`)
  return secret
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
  const { authority, person, sent_to: sentTo } = row
  return { authority, person, sentTo, state: stateOf(row, browser, now) }
}

interface Row {
  authority: string
  person: string
  sent_to: string
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
            update sign_in_link set spent = ${now.getTime()}, browser_hash = ${hashOfSecret(browser)}
            where secret_hash = ${hashOfSecret(secret)} and spent is null`)
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
