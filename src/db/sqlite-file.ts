import { createHash } from 'node:crypto'
import { closeSync, mkdirSync, openSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Fixable } from '../errors.ts'
import type { Answer } from './inside.ts'
import { type Sql, textOf } from './sql.ts'
import { type Connection, connect, type Statement } from './sqlite-driver.ts'
import { sqliteFailure } from './sqlite-failures.ts'
import { unavailable } from './unavailable.ts'

/** How many statements are kept ready. Those written in the source are fewer; those put together at run time come and go. */
const readyStatements = 300

export interface SqliteFile {
  ask(query: Sql): Answer
  each(query: Sql): Iterable<unknown>
  exec(text: string): void
  inTransaction(): boolean
  /** Says so where the file we write is no longer the one that stands at the path. */
  gone(): Fixable | undefined
  close(): void
}

/** One connection to one file, or to `:memory:`. Failures come out as sentences where a person can mend them. */
export function openFile(path: string, { readOnly = false } = {}): SqliteFile {
  const failure = (error: unknown) => sqliteFailure(error, path)
  const told = <T>(work: () => T): T => {
    try {
      return work()
    } catch (error) {
      throw failure(error)
    }
  }
  const connection = opened(path, readOnly)
  const opening = path === ':memory:' ? undefined : statSync(path)
  const ready = prepared(connection)
  return {
    ask: query => told(() => ready(query).ask(query.values)),
    // Its own statement each time, since one that is being read cannot be asked again.
    each: query => told(() => connection.prepare(textOf(query, () => '?')).each(query.values)),
    exec: text => told(() => connection.exec(text)),
    inTransaction: () => connection.inTransaction(),
    gone: () => opening && goneFrom(path, opening),
    close: () => connection.close(),
  }
}

/**
 * A report that has its receipt survives a power cut: hence FULL, which waits for the disk at each commit. What is deleted
 * is overwritten: hence secure_delete. While another process writes we wait in turns, not in one call that stops this one.
 */
const settings = `
  pragma journal_mode = wal; pragma synchronous = full; pragma secure_delete = on; pragma foreign_keys = on;
  pragma temp_store = memory; pragma trusted_schema = off; pragma cell_size_check = on; pragma wal_autocheckpoint = 4000;`

function opened(path: string, readOnly: boolean): Connection {
  let connection: Connection | undefined
  try {
    if (path !== ':memory:' && !readOnly) makePrivate(path)
    connection = connect(path, readOnly)
    // PostgreSQL knows this one by itself; the audit has its rows hashed where they are written.
    connection.define('sha256', text => createHash('sha256').update(String(text)).digest('hex'))
    connection.exec(`pragma busy_timeout = 10;${readOnly ? '' : settings}`)
    return connection
  } catch (error) {
    connection?.close()
    throw sqliteFailure(asSqlite(error), path)
  }
}

/** Only the user the program runs as may read a new database; SQLite gives the files beside it the same mode. */
function makePrivate(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  closeSync(openSync(path, 'a', 0o600))
}

/** What the file system says before SQLite sees the file, in SQLite's words. */
function asSqlite(error: unknown): unknown {
  const codes: Record<string, string> = {
    EACCES: 'PERM',
    EPERM: 'PERM',
    EROFS: 'READONLY',
    ENOSPC: 'FULL',
    EIO: 'IOERR',
    EISDIR: 'CANTOPEN',
    ENOTDIR: 'CANTOPEN',
    EEXIST: 'CANTOPEN',
  }
  const code = codes[(error as NodeJS.ErrnoException).code ?? '']
  return code ? Object.assign(new Error('', { cause: error }), { code: `SQLITE_${code}` }) : error
}

function prepared(connection: Connection): (query: Sql) => Statement {
  const texts = new WeakMap<readonly string[], string>()
  const ready = new Map<string, Statement>()
  return query => {
    let text = texts.get(query.parts)
    if (text === undefined) {
      text = textOf(query, () => '?')
      texts.set(query.parts, text)
    }
    const known = ready.get(text)
    if (known) return known
    const statement = connection.prepare(text)
    const oldest = ready.size >= readyStatements ? ready.keys().next().value : undefined
    if (oldest !== undefined) ready.delete(oldest)
    ready.set(text, statement)
    return statement
  }
}

function goneFrom(path: string, opening: { ino: number; dev: number }): Fixable | undefined {
  const now = statSync(path, { throwIfNoEntry: false })
  if (now?.ino === opening.ino && now.dev === opening.dev) return undefined
  return unavailable(
    now
      ? `The database ${path} was replaced by another file while Signpost was running, so what it writes would be lost. Restart Signpost.`
      : `The database ${path} was deleted or moved while Signpost was running. Put it back, or bring back a backup with "npm run restore" and restart Signpost.`,
  )
}
