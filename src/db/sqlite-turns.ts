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

/** A read: it may run after transactions that came later, and sees them then. */
interface Reading {
  read(): Promise<void>
}

/** What nothing else may run beside, such as closing. */
interface Alone {
  alone(): Promise<void>
}

/**
 * Everything that uses the one connection. Transactions that wait side by side come as one group, also where reads stand between them: those
 * run when the group has been committed. Else each read would part two transactions, and each of these would wait for the disk by itself.
 */
export function takeTurns(commit: (group: Waiting[]) => Promise<void>) {
  const waiting: (Waiting | Reading | Alone)[] = []
  let working = false

  async function work(): Promise<void> {
    working = true
    while (waiting.length > 0) {
      // What arrived in the same moment joins the group, and the rest of the program breathes between two commits.
      await setImmediate()
      const group: Waiting[] = []
      const reads: Reading[] = []
      for (let next = waiting[0]; next && !('alone' in next) && group.length < together; next = waiting[0]) {
        if ('read' in next) reads.push(next)
        else group.push(next)
        waiting.shift()
      }
      if (group.length > 0) await commit(group)
      for (const { read } of reads) await read()
      const next = waiting[0]
      if (next && 'alone' in next) {
        waiting.shift()
        await next.alone()
      }
    }
    working = false
  }

  function join(one: Waiting | Reading | Alone): void {
    waiting.push(one)
    if (!working) void work()
  }

  return {
    idle: () => !working,
    transaction: <T>(body: (ask: Ask) => Promise<T>) =>
      new Promise<T>((resolve, reject) => join({ body, resolve: resolve as Waiting['resolve'], reject })),
    reading: <T>(body: () => Promise<T>) =>
      new Promise<T>((resolve, reject) => join({ read: () => body().then(resolve, reject) })),
    alone: <T>(body: () => Promise<T>) =>
      new Promise<T>((resolve, reject) => join({ alone: () => body().then(resolve, reject) })),
  }
}
