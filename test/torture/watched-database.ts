import type { Database, Queries, Snapshot, Transaction } from '../../src/db/database.ts'
import { sending } from '../../src/db/inside.ts'
import { type Sql, sql, textOf } from '../../src/db/sql.ts'
import { actNow, during, type Steps } from './steps.ts'

/**
 * A database that passes a step before each write, before each commit, while the commit is on its way, and after it. A process
 * that is to end before a write waits until those before it were answered: otherwise they would still be in our own memory, and
 * it would end before the first of them. What is only sent PostgreSQL gets as one statement: there is no between.
 */
export function watchedDatabase(db: Database, steps: Steps): Database {
  const alone = <T>(query: Sql, ask: () => Promise<T>): Promise<T> => {
    const step = writeOf(query)
    if (step) steps.pass(step)
    return ask()
  }
  return {
    ...db,
    rows: query => alone(query, () => db.rows(query)),
    row: query => alone(query, () => db.row(query)),
    run: query => alone(query, () => db.run(query)),
    async transaction(body) {
      // Transactions that share a commit run one behind another: each belongs to the act that asked for it.
      const act = actNow() ?? 'start'
      const value = await db.transaction(tx =>
        during(act, async () => {
          const watched = watchedTransaction(tx, steps)
          const value = await body(watched.tx)
          await watched.before('commit', async () => {})
          setImmediate(() => steps.pass('commit on its way'))
          return value
        }),
      )
      steps.pass('committed')
      return value
    },
    async write(body) {
      const act = actNow() ?? 'start'
      const outcome = await db.write(tx =>
        during(act, async () => {
          await body(
            sending(tx.engine, query => {
              const step = writeOf(query)
              if (step) steps.pass(step)
              tx.send(query)
            }),
          )
          steps.pass('commit')
          // It leaves with the next turn of the loop, and we look at the one after that.
          setImmediate(() => setImmediate(() => steps.pass('commit on its way')))
        }),
      )
      steps.pass('committed')
      return outcome
    },
    snapshot: body => db.snapshot(view => body(watchedView(view, steps))),
  }
}

function watchedTransaction(tx: Transaction, steps: Steps) {
  let ends = false
  const before = <T>(step: string | undefined, ask: () => Promise<T>): Promise<T> => {
    if (!ends && step && steps.isLast(step)) {
      ends = true
      void tx.row(sql`select 1 as one`).finally(steps.end)
    }
    return ends ? new Promise(() => {}) : ask()
  }
  const asking: Queries = {
    rows: query => before(writeOf(query), () => tx.rows(query)),
    row: query => before(writeOf(query), () => tx.row(query)),
    run: query => before(writeOf(query), () => tx.run(query)),
  }
  const send = (query: Sql) => void before(writeOf(query), async () => tx.send(query))
  return { tx: { ...tx, ...asking, send }, before }
}

function watchedView(view: Snapshot, steps: Steps): Snapshot {
  return {
    ...view,
    each: query => {
      steps.pass(`read ${/\bfrom (\w+)/.exec(written(query))?.[1]}`)
      return view.each(query)
    },
  }
}

/** What a statement writes, in two or three words; nothing where it only reads. */
function writeOf(query: Sql): string | undefined {
  const text = written(query)
  const table = /^\s*(insert into|update|delete from|create \w+|alter table) (\w+)/.exec(text)
  // A statement that writes in several places is named by the last, where its work ends.
  const last = /^\s*with\b/.test(text) ? [...text.matchAll(/\b(insert into) (\w+)/g)].at(-1) : table
  return last ? `${last[1]} ${last[2]}` : undefined
}

function written(query: Sql): string {
  return textOf(query, () => '?')
}
