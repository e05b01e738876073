import type { Database, Limits, Snapshot } from './database.ts'
import {
  type Answer,
  type Ask,
  askWithin,
  begun,
  queries,
  sending,
  type Transactions,
  transactionOf,
  transactions,
} from './inside.ts'
import { again, type Progress } from './postgres-again.ts'
import { type Asking, connections, flush } from './postgres-pool.ts'
import { writesOver } from './postgres-writes.ts'
import { joined, raw, type Sql, sql } from './sql.ts'

/**
 * A commit does not itself wait for the disk; the flush that is sent right behind it does, and only then is anybody told.
 * Otherwise each transaction would hold what it locked, as the head of the audit, for as long as a disk takes, and all others
 * wait in line. What they read in that moment they can pass on only by a commit of theirs, which comes later on the disk.
 *
 * Transactions are READ COMMITTED: each statement sees what was committed before it. So a move names in its `where` what it
 * moves from, and whoever reads in order to decide ends the `select` with `forUpdate`. SERIALIZABLE was turned down: the
 * head of the audit, which nearly every transaction changes, would make all but one of them start again.
 */
export function openPostgres(url: string, limits: Limits): Database {
  const pool = connections(url, limits)
  const inside = transactions(limits.transactionMs)
  const writes = writesOver(pool)

  const transaction = async <T>(body: (ask: Ask) => Promise<T>): Promise<T> => {
    inside.refuseInside()
    return again(progress => pool.use(asking => attempt(body, { asking, inside, progress })))
  }
  const ask = async (query: Sql): Promise<Answer> => {
    inside.refuseInside()
    const onlyReads = /^\s*(?:select|show)\b/i.test(query.parts[0] ?? '')
    return onlyReads ? again(() => pool.use(asking => asking(query))) : transaction(within => within(query))
  }
  return {
    engine: 'postgres',
    ...queries(ask),
    transaction: body => transaction(ask => body(transactionOf(ask, 'postgres', sql`for update`))),
    async write(body) {
      inside.refuseInside()
      const all: Sql[] = []
      await body(sending('postgres', query => all.push(query)))
      return all.length === 0 ? 'written' : writes(joined(all))
    },
    snapshot: body => pool.use(asking => snapshot(asking, body)),
    close: () => pool.close(),
  }
}

interface Means {
  asking: Asking
  inside: Transactions
  progress: Progress
}

const begin = raw('begin; set local synchronous_commit = off')
const commit = raw('commit')
const rollback = raw('rollback')

async function attempt<T>(body: (ask: Ask) => Promise<T>, { asking, inside, progress }: Means): Promise<T> {
  const fate = begun()
  const start = asking(begin)
  // Not awaited here, so that it travels with the first statement, which fails as well where this does.
  start.catch(() => {})
  try {
    const value = await inside.run(fate, () => body(askWithin(fate, asking)))
    await start
    progress.committing = true
    // PostgreSQL answers "ROLLBACK" to the commit of a transaction in which something failed.
    const [{ command }] = await Promise.all([asking(commit), asking(flush)])
    if (command !== 'COMMIT') throw fate.failed
    return value
  } catch (error) {
    await asking(rollback).catch(() => {})
    throw error
  }
}

const readOnly = raw(
  'begin isolation level repeatable read read only; set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0',
)

async function snapshot<T>(asking: Asking, body: (view: Snapshot) => Promise<T>): Promise<T> {
  try {
    await asking(readOnly)
    // "begin" alone waits for the first read before it takes its view.
    await asking(raw('select 1'))
    return await body({ ...queries(asking), each: query => each(asking, query) })
  } finally {
    await asking(rollback).catch(() => {})
  }
}

let cursors = 0

async function* each<Row>(asking: Asking, query: Sql): AsyncIterable<Row> {
  const cursor = raw(`c${++cursors}`)
  await asking(sql`declare ${cursor} no scroll cursor for ${query}`)
  for (;;) {
    const { rows } = await asking(sql`fetch 500 from ${cursor}`)
    yield* rows as Row[]
    if (rows.length === 0) break
  }
  await asking(sql`close ${cursor}`)
}
