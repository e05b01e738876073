import { AsyncLocalStorage } from 'node:async_hooks'
import type { Database, Queries, Sends, Transaction } from './database.ts'
import type { Sql } from './sql.ts'
import { unavailable } from './unavailable.ts'

export interface Answer {
  rows: unknown[]
  changed: number
}
export type Ask = (query: Sql) => Promise<Answer>

export function queries(ask: Ask): Queries {
  return {
    rows: async <Row>(query: Sql) => (await ask(query)).rows as Row[],
    row: async <Row>(query: Sql) => (await ask(query)).rows[0] as Row | undefined,
    run: async query => (await ask(query)).changed,
  }
}

export function transactionOf(ask: Ask, engine: Database['engine'], forUpdate: Sql): Transaction {
  // What failed is remembered in the fate of the transaction, so nothing is lost by not waiting for it.
  const send = (query: Sql) => void ask(query).catch(() => {})
  return { ...queries(ask), engine, send, forUpdate }
}

/** A transaction for a body that waits for no answer. */
export function sending(engine: Database['engine'], send: (query: Sql) => void): Sends {
  return {
    engine,
    send,
    async run(query) {
      send(query)
      return Number.NaN
    },
  }
}

/** What became of a transaction: whether it still takes statements, and the first that failed. */
export interface Fate {
  open: boolean
  /** How many statements the engine has not answered yet. */
  asked: number
  failed?: unknown
}

export function begun(): Fate {
  return { open: true, asked: 0 }
}

/**
 * A statement that failed fails the whole transaction, as PostgreSQL has it, even where the body catches the error: so that
 * code tried on SQLite alone does not come to rely on the opposite.
 */
export function askWithin(fate: Fate, ask: (query: Sql) => Promise<Answer> | Answer): Ask {
  return async query => {
    if (!fate.open) throw new Error('A transaction was used after it ended: await everything inside it.')
    if (fate.failed) throw fate.failed
    fate.asked++
    try {
      return await ask(query)
    } catch (error) {
      fate.failed ??= error
      throw error
    } finally {
      fate.asked--
    }
  }
}

/**
 * Knows whether the code that asks runs inside an open transaction of this database. Asking the database itself there
 * would wait for ever on SQLite, and on PostgreSQL quietly be no part of the transaction: both are mistakes of ours.
 */
export function transactions(limitMs: number) {
  const current = new AsyncLocalStorage<Fate>()
  return {
    refuseInside(): void {
      if (current.getStore()?.open)
        throw new Error(
          'The database was used inside one of its transactions: use the handle that the transaction gives.',
        )
    },
    /** Runs a body, and gives up on one that waits for something else than the database while others queue. */
    async run<T>(fate: Fate, body: () => Promise<T>): Promise<T> {
      let timer: NodeJS.Timeout | undefined
      const late = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(tooLate(fate, limitMs)), limitMs)
      })
      try {
        const value = await Promise.race([current.run(fate, body), late])
        if (fate.failed) throw fate.failed
        return value
      } finally {
        fate.open = false
        clearTimeout(timer)
      }
    },
  }
}

function tooLate({ asked }: Fate, limitMs: number): Error {
  const seconds = limitMs / 1_000
  return asked > 0
    ? unavailable(`The database did not answer within ${seconds} seconds. Signpost goes on by itself when it does.`)
    : new Error(`A transaction was still open after ${seconds} seconds, waiting for something else, and was undone.`)
}

export type Transactions = ReturnType<typeof transactions>
