import { createRequire } from 'node:module'
import { Fixable } from '../errors.ts'
import type { Value } from './sql.ts'

/** What is needed of an SQLite library, whichever it is. Everything is done when the call returns. */
export interface Connection {
  prepare(text: string): Statement
  exec(text: string): void
  /** Makes a function of ours known to SQL. */
  define(name: string, work: (text: unknown) => string): void
  inTransaction(): boolean
  close(): void
}

export interface Statement {
  ask(values: readonly Value[]): { rows: unknown[]; changed: number }
  each(values: readonly Value[]): Iterable<unknown>
}

/**
 * The library that came with Node where there is one, else better-sqlite3. Not better-sqlite3 everywhere: version 12
 * aborts while collecting garbage on Node 24.19 and later, version 13 crashes on Node 20.
 */
export function connect(path: string, readOnly: boolean): Connection {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  return major > 22 || (major === 22 && minor >= 16) ? fromNode(path, readOnly) : fromBetter(path, readOnly)
}

function fromNode(path: string, readOnly: boolean): Connection {
  const { DatabaseSync } = withoutWarning(() => createRequire(import.meta.url)('node:sqlite') as NodeSqlite)
  const db = new DatabaseSync(path, { readOnly })
  return {
    prepare(text) {
      const statement = db.prepare(text)
      const returns = statement.columns().length > 0
      return {
        ask: values =>
          returns
            ? answered(statement.all(...values))
            : { rows: [], changed: Number(statement.run(...values).changes) },
        each: values => statement.iterate(...values),
      }
    },
    exec: text => db.exec(text),
    define: (name, work) => db.function(name, { deterministic: true }, work),
    inTransaction: () => db.isTransaction,
    close: () => db.close(),
  }
}

function fromBetter(path: string, readOnly: boolean): Connection {
  const db = new (better())(path, { readonly: readOnly })
  return {
    prepare(text) {
      const statement = db.prepare(text)
      return {
        ask: values =>
          statement.reader
            ? answered(statement.all(...values))
            : { rows: [], changed: statement.run(...values).changes },
        each: values => statement.iterate(...values),
      }
    },
    exec: text => void db.exec(text),
    define: (name, work) => void db.function(name, { deterministic: true }, work),
    inTransaction: () => db.inTransaction,
    close: () => void db.close(),
  }
}

function answered(rows: unknown[]): { rows: unknown[]; changed: number } {
  return { rows, changed: rows.length }
}

function better(): typeof import('better-sqlite3') {
  try {
    return createRequire(import.meta.url)('better-sqlite3')
  } catch (cause) {
    throw new Fixable(
      `The package better-sqlite3 could not be built when Signpost was installed, and Node ${process.versions.node} has no SQLite of its own. Use Node 22.16 or later, or install g++, make and python3 and run "npm ci" again.`,
      { cause },
    )
  }
}

/** Node 22 calls its SQLite experimental, in a line that nobody who runs this program can do anything about. */
function withoutWarning<T>(load: () => T): T {
  const { emitWarning } = process
  process.emitWarning = () => {}
  try {
    return load()
  } finally {
    process.emitWarning = emitWarning
  }
}

/** The types of Node 20 do not know this module. */
interface NodeSqlite {
  DatabaseSync: new (
    path: string,
    options: { readOnly: boolean },
  ) => {
    prepare(text: string): {
      columns(): unknown[]
      all(...values: Value[]): unknown[]
      run(...values: Value[]): { changes: number | bigint }
      iterate(...values: Value[]): Iterable<unknown>
    }
    exec(text: string): void
    function(name: string, options: { deterministic: boolean }, work: (text: unknown) => string): void
    readonly isTransaction: boolean
    close(): void
  }
}
