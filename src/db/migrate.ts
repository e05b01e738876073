import { Fixable } from '../errors.ts'
import type { Database, Transaction } from './database.ts'
import { migrations as ours } from './migrations/all.ts'
import { type Migration, wordsOf } from './migrations/migration.ts'
import { raw, sql } from './sql.ts'

/**
 * Brings the database to the shape this program knows, in one transaction: it is at the old shape or at the new one. Of two
 * processes that start together one does the work, and the other finds it done: SQLite has one writer, and on PostgreSQL
 * they take turns at a lock of ours.
 */
export async function migrate(db: Database, migrations: readonly Migration[] = ours): Promise<void> {
  await db.transaction(async tx => {
    if (db.engine === 'postgres') await tx.rows(sql`select pg_advisory_xact_lock(${turn})`)
    const there = await version(db, tx)
    const known = migrations.at(-1)?.number ?? 0
    if (there > known) throw newer(there, known)
    if (there === 0) await tx.run(raw('create table migration (number bigint primary key, name text not null)'))
    for (const migration of migrations.filter(({ number }) => number > there)) await apply(migration, db, tx)
  })
}

/** The number of the last migration that a database has been through; 0 for an empty one. */
export async function version(db: Pick<Database, 'engine'>, at: Pick<Transaction, 'row'>): Promise<number> {
  const table =
    db.engine === 'sqlite'
      ? sql`select name from sqlite_schema where name = 'migration'`
      : sql`select to_regclass('migration') as name`
  if (!(await at.row<{ name: string | null }>(table))?.name) return 0
  return (await at.row<{ last: number }>(sql`select max(number) as last from migration`))?.last ?? 0
}

/** Any number will do, as long as nothing else in the same PostgreSQL uses it. */
const turn = 7_304_119

async function apply({ number, name, statements }: Migration, db: Database, tx: Transaction): Promise<void> {
  for (const statement of statements(wordsOf(db.engine))) await tx.run(raw(statement))
  await tx.run(sql`insert into migration (number, name) values (${number}, ${name})`)
}

export function newer(there: number, known: number): Fixable {
  return new Fixable(
    `The database has been used by a newer Signpost: its shape is number ${there}, and this program knows those up to ${known}. Start the newer program, or bring back a backup made before it was installed; a database is never taken back.`,
  )
}
