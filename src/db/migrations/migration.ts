import type { Database } from '../database.ts'

/**
 * One step of the database's shape. It never changes once it has landed: what it got wrong, the next one mends. Ids are
 * given by the program (no sequences), a table refers only to tables before it, and a time is a `number` in milliseconds:
 * so that a backup of one engine can be restored into the other.
 */
export interface Migration {
  number: number
  name: string
  statements(words: Words): string[]
}

/** What the two engines call differently. */
export interface Words {
  bytes: string
  number: string
  /** Stands after the closing bracket of each table, and makes SQLite as strict about types as PostgreSQL is. */
  strict: string
  /** The same for small rows that are found by a key of text: SQLite then keeps them once, and writes a page less. */
  strictByKey: string
  /** Statements after which rows of a table can be added, and never changed or deleted. */
  onlyAdded(table: string): string[]
  /** Statements after which a row of a table can be deleted, and never changed. */
  neverChanged(table: string): string[]
}

export function wordsOf(engine: Database['engine']): Words {
  return engine === 'sqlite' ? sqlite : postgres
}

const sqlite: Words = {
  bytes: 'blob',
  number: 'integer',
  strict: 'strict',
  strictByKey: 'strict, without rowid',
  onlyAdded: table =>
    ['update', 'delete'].map(
      act =>
        `create trigger ${table}_no_${act} before ${act} on ${table} begin select raise(abort, 'rows of ${table} stay as they are'); end`,
    ),
  neverChanged: table => [
    `create trigger ${table}_no_update before update on ${table} begin select raise(abort, 'rows of ${table} stay as they are'); end`,
  ],
}

const postgres: Words = {
  bytes: 'bytea',
  number: 'bigint',
  strict: '',
  strictByKey: '',
  onlyAdded: table => [
    `create function ${table}_stays() returns trigger language plpgsql as $$ begin raise exception 'rows of ${table} stay as they are'; end $$`,
    `create trigger ${table}_stays before update or delete or truncate on ${table} execute function ${table}_stays()`,
  ],
  neverChanged: table => [
    `create function ${table}_stays() returns trigger language plpgsql as $$ begin raise exception 'rows of ${table} stay as they are'; end $$`,
    `create trigger ${table}_stays before update on ${table} execute function ${table}_stays()`,
  ],
}
