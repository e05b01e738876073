import { setImmediate } from 'node:timers/promises'
import type { Ask } from './inside.ts'

/** A transaction that waits for its turn, and whom to tell. */
export interface Waiting {
  body(ask: Ask): Promise<unknown>
  resolve(value: unknown): void
  reject(error: unknown): void
}

/** How many transactions may share a commit: the first should not wait long for the last. */
const together = 64

/** Everything that uses the one connection, in the order it came; transactions that wait side by side come as one group. */
export function takeTurns(commit: (group: Waiting[]) => Promise<void>) {
  const waiting: (Waiting | (() => Promise<void>))[] = []
  let working = false

  async function work(): Promise<void> {
    working = true
    while (waiting.length > 0) {
      // What arrived in the same moment joins the group, and the rest of the program breathes between two commits.
      await setImmediate()
      const group: Waiting[] = []
      for (let next = waiting[0]; next && typeof next !== 'function' && group.length < together; next = waiting[0]) {
        group.push(next)
        waiting.shift()
      }
      if (group.length > 0) await commit(group)
      else await (waiting.shift() as () => Promise<void>)()
    }
    working = false
  }

  function join(one: Waiting | (() => Promise<void>)): void {
    waiting.push(one)
    if (!working) void work()
  }

  return {
    idle: () => !working,
    transaction: <T>(body: (ask: Ask) => Promise<T>) =>
      new Promise<T>((resolve, reject) => join({ body, resolve: resolve as Waiting['resolve'], reject })),
    alone: <T>(body: () => Promise<T>) => new Promise<T>((resolve, reject) => join(() => body().then(resolve, reject))),
  }
}
