import { randomBytes } from 'node:crypto'
import pg from 'pg'
import type { Database } from '../../src/db/database.ts'
import { openDatabase } from '../../src/db/open.ts'
import { raw, sql } from '../../src/db/sql.ts'
import { openFile } from '../../src/db/sqlite-file.ts'
import type { Work } from './timing.ts'

export interface Place {
  engine: 'SQLite' | 'PostgreSQL'
  folder: string
  freshUrl(): Promise<string>
}

/** Rows of 2 kB, one a commit, as quick as the engine takes them: a prepared insert and nothing of ours around it. */
export interface PlainRows {
  open(place: Place, callers: number): Promise<Work>
  /** How surely a commit is on the disk, as the engine says it of a connection of the program's own. */
  durability(place: Place): Promise<string>
}

const body = randomBytes(2_048)

/** The same library and the same settings as the program's, each insert a commit. SQLite has one writer, however many call. */
export const sqliteRows: PlainRows = {
  async open({ freshUrl }) {
    const file = openFile(await freshUrl())
    file.exec('create table plain (id integer primary key, body blob) strict')
    return {
      one: async number => file.ask(sql`insert into plain (id, body) values (${number}, ${body})`),
      end: async () => file.close(),
    }
  },
  durability: place => readBack(place, ['journal_mode', 'synchronous', 'fullfsync', 'wal_autocheckpoint'], 'pragma'),
}

/** A connection for each caller, and no transaction around the insert: one way there and back. */
export const postgresRows: PlainRows = {
  async open({ freshUrl }, callers) {
    const pool = new pg.Pool({ connectionString: await freshUrl(), max: callers })
    await pool.query('create table plain (id bigint primary key, body bytea)')
    const insert = { name: 'plain', text: 'insert into plain (id, body) values ($1, $2)' }
    return { one: number => pool.query({ ...insert, values: [number, body] }), end: () => pool.end() }
  },
  durability: place => readBack(place, ['fsync', 'synchronous_commit', 'wal_sync_method', 'full_page_writes'], 'show'),
}

async function readBack({ freshUrl }: Place, names: readonly string[], ask: 'pragma' | 'show'): Promise<string> {
  const db: Database = await openDatabase(await freshUrl())
  try {
    const read = async (name: string) => `${name} ${Object.values((await db.row(raw(`${ask} ${name}`))) ?? {})[0]}`
    return (await Promise.all(names.map(read))).join(', ')
  } finally {
    await db.close()
  }
}
