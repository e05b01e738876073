import type { Sql } from './sql.ts'

/**
 * One SQL, two engines. Values are text, numbers, bytes and null; a time is milliseconds, a yes is 1. A row comes back as
 * the statement names its columns, and its type is said where the statement stands, since both are read together.
 */
export interface Queries {
  rows<Row>(query: Sql): Promise<Row[]>
  /** The first row, where there is one. */
  row<Row>(query: Sql): Promise<Row | undefined>
  /** How many rows it changed. */
  run(query: Sql): Promise<number>
}

/**
 * All of it or nothing. Only what is asked through this handle is part of it; using the database itself meanwhile is
 * refused. On PostgreSQL every answer that is awaited is a way there and back: so `send` what needs no answer, and ask
 * together, with `Promise.all`, what does not wait for each other.
 */
export interface Transaction extends Queries {
  readonly engine: Database['engine']
  /** Asks without waiting for the answer: where it fails, the transaction does. */
  send(query: Sql): void
  /** Ends a `select` whose rows nobody else may change before this transaction ends. SQLite has one writer: empty there. */
  readonly forUpdate: Sql
}

/** For what needs no answer. `run` goes on at once, and says nothing of how many rows were changed. */
export type Sends = Pick<Transaction, 'engine' | 'send' | 'run'>

/** How things stood at one moment, however long it takes to read; it waits for nobody and stops nobody. */
export interface Snapshot extends Omit<Queries, 'run'> {
  /** Row after row, without holding all of them. */
  each<Row>(query: Sql): AsyncIterable<Row>
}

export interface Database extends Queries {
  readonly engine: 'sqlite' | 'postgres'
  /**
   * When the promise resolves, everything in it is on the disk. When it rejects, nothing is; only where the connection was
   * lost while committing can it be that all is saved, so a body is written so that trying again does no harm. It may be
   * run again from the start, and waits for nothing but this handle.
   */
  transaction<T>(body: (tx: Transaction) => Promise<T>): Promise<T>
  /**
   * The same for a body that needs no answer, and waits for nothing. On PostgreSQL all that it sends is one statement, which travels
   * with those of others: so none of it may count on what another part of it did, save that rows may refer to each other. `refused`:
   * nothing is written, because a row is there already, or one that is referred to is not. It may be tried again after the
   * connection was lost, so a row is there twice or `refused`, unless something in it is unique.
   */
  write(body: (tx: Sends) => void | Promise<void>): Promise<'written' | 'refused'>
  snapshot<T>(body: (view: Snapshot) => Promise<T>): Promise<T>
  close(): Promise<void>
}

export interface Limits {
  /** How long to wait for another program that holds the SQLite file, or for PostgreSQL to take a connection. */
  patienceMs: number
  /** How long a transaction may be open. Anything near it is a mistake of ours: bodies wait for nothing but the database. */
  transactionMs: number
}
