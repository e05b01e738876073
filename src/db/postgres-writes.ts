import { setImmediate } from 'node:timers/promises'
import { again } from './postgres-again.ts'
import { isRefused } from './postgres-failures.ts'
import { type Asking, flush, type Pool } from './postgres-pool.ts'
import { type Sql, sql } from './sql.ts'

type Outcome = 'written' | 'refused'
interface Waiting {
  query: Sql
  resolve(outcome: Outcome): void
  reject(error: unknown): void
}

/** How many travel together: the first should not wait long for the last. And how many such groups are on their way at once. */
const together = 8
const sideBySide = 4

/**
 * Writes that are one statement each and need no answer between them. Each is a transaction of its own and fails alone; but those
 * that are asked for in one moment travel together, and wait for the disk together, by one flush behind the last. What costs is not
 * the work on the server but the ways there.
 */
export function writesOver({ use }: Pick<Pool, 'use'>): (query: Sql) => Promise<Outcome> {
  const waiting: Waiting[] = []
  let going = 0

  async function go(): Promise<void> {
    going++
    await setImmediate()
    for (let group = next(); group.length > 0; group = next()) await sendAll(use, group)
    going--
  }
  const next = () => waiting.splice(0, together)

  return query =>
    again(
      () =>
        new Promise((resolve, reject) => {
          waiting.push({ query, resolve, reject })
          if (going < sideBySide) void go()
        }),
    )
}

/** Nobody is told of anything before all of it is on the disk. */
async function sendAll(use: Pool['use'], group: readonly Waiting[]): Promise<void> {
  try {
    const answers = await use(asking => answersTo(asking, group))
    for (const [at, { resolve, reject }] of group.entries()) {
      const answer = answers[at]
      if (answer?.status === 'fulfilled') resolve('written')
      else if (isRefused(answer?.reason)) resolve('refused')
      else reject(answer?.reason)
    }
  } catch (error) {
    for (const { reject } of group) reject(error)
  }
}

async function answersTo(asking: Asking, group: readonly Waiting[]) {
  const answers = Promise.allSettled(group.map(({ query }) => asking(withoutWaiting(query))))
  await asking(flush)
  return answers
}

/** Set for this one commit, and by the statement itself: a setting of the connection could outlive what it was meant for. */
function withoutWaiting(query: Sql): Sql {
  return sql`${query} returning set_config('synchronous_commit', 'off', true)`
}
