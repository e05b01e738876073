import { Socket } from 'node:net'
import pg from 'pg'
import { Fixable } from '../errors.ts'
import type { Limits } from './database.ts'
import type { Answer } from './inside.ts'
import { isLost, type Place, postgresFailure } from './postgres-failures.ts'
import { type Sql, sql, textOf } from './sql.ts'

export type Asking = (query: Sql) => Promise<Answer & { command: string }>

/** The least that PostgreSQL writes to its log; its commit waits until that, and so everything before it, is on the disk. */
export const flush = sql`select pg_logical_emit_message(true, 'signpost', '')`

/** Connections to one PostgreSQL, lent one at a time; one that broke is not lent again. */
export function connections(url: string, limits: Limits) {
  const place = placeOf(url)
  const pool = new pg.Pool(settings(url, limits))
  // A connection that breaks while nobody uses it says so as an event, which would end the process if nobody listened.
  // Whoever uses it next is told by the statement that fails.
  pool.on('error', () => {})
  pool.on('connect', client => {
    client.on('error', () => {})
    // A receipt is given after the commit, so the commit waits for the disk, whatever the server's own setting says.
    client.query('set synchronous_commit = on').catch(() => {})
  })
  const prepared = statements()

  async function use<T>(body: (asking: Asking) => Promise<T>): Promise<T> {
    if (pool.ending) throw new Error('The database was used after it was closed.')
    const client = await pool.connect().catch(error => {
      throw postgresFailure(error, place)
    })
    let broken = false
    const asking: Asking = async query => {
      const { name, text } = prepared(query)
      try {
        const { rows, rowCount, command } = await client.query({ name, text, values: [...query.values] })
        return { rows, changed: rowCount ?? 0, command }
      } catch (error) {
        const failure = postgresFailure(error, place, text)
        broken ||= isLost(failure)
        throw failure
      }
    }
    try {
      return await body(asking)
    } finally {
      client.release(broken)
    }
  }
  return { use, close: () => pool.end() }
}

export type Pool = ReturnType<typeof connections>

function settings(url: string, { patienceMs, transactionMs }: Limits): pg.PoolConfig {
  return {
    connectionString: url,
    application_name: 'signpost',
    max: 10,
    connectionTimeoutMillis: patienceMs,
    statement_timeout: transactionMs,
    // Ours gives up first; this is for a process that was stopped, or a network that swallows what we say.
    idle_in_transaction_session_timeout: transactionMs * 2,
    query_timeout: transactionMs * 2,
    keepAlive: true,
    stream: gathering,
    // Statements go out without waiting for the answer to the one before: "begin" travels with the first.
    pipeline: true,
    // Numbers that fit into JavaScript's come as numbers: bigint (20), and sums of them (1700).
    types: {
      getTypeParser: ((oid: number, format: 'text') =>
        oid === 20 || oid === 1700 ? Number : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
    },
  }
}

/** A socket that sends what was asked in one moment in one piece: a call to the system costs more than a statement. */
function gathering(): Socket {
  const socket = new Socket()
  const write = socket.write.bind(socket)
  const send = socket.uncork.bind(socket)
  let gathers = false
  socket.uncork = () => process.nextTick(send)
  const gather = (...given: Parameters<typeof write>) => {
    if (!gathers) {
      gathers = true
      socket.cork()
      process.nextTick(() => {
        gathers = false
        send()
      })
    }
    return write(...given)
  }
  // Node sets this back while it connects.
  socket.once('connect', () => {
    socket.write = gather as typeof socket.write
  })
  return socket
}

/** How many statements a connection keeps ready. Those written in the source are fewer. */
const readyStatements = 300

/**
 * A statement is parsed once a connection. Those put together at run time, such as an insert of several rows, are known by their
 * text; should there ever be too many of them, the rest is parsed each time.
 */
function statements(): (query: Sql) => { name?: string; text: string } {
  type Statement = { name?: string; text: string }
  const written = new WeakMap<readonly string[], Statement>()
  const known = new Map<string, Statement>()
  const named = (query: Sql): Statement => {
    const text = textOf(query, place => `$${place}`)
    const before = known.get(text)
    const whole = query.values.length === 0 && !('raw' in query.parts)
    if (before || whole || known.size >= readyStatements) return before ?? { text }
    const statement = { name: `s${known.size}`, text }
    known.set(text, statement)
    return statement
  }
  return query => {
    const statement = written.get(query.parts) ?? named(query)
    if ('raw' in query.parts) written.set(query.parts, statement)
    return statement
  }
}

function placeOf(url: string): Place {
  if (!URL.canParse(url))
    throw new Fixable(
      'DATABASE_URL cannot be read. Write it as postgres://user:password@server:5432/database, with special characters of the password written as %XX.',
    )
  const { hostname, port, pathname, username } = new URL(url)
  return { server: `${hostname}:${port || 5432}`, database: pathname.slice(1), user: decodeURIComponent(username) }
}
