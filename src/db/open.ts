import type { Database, Limits } from './database.ts'
import { migrate } from './migrate.ts'
import { openPostgres } from './postgres.ts'
import { openSqlite } from './sqlite.ts'

/** A file, `:memory:`, or a `postgres://` address; brought to the shape this program knows before anybody uses it. */
export async function openDatabase(
  url: string,
  limits: Limits = { patienceMs: 5_000, transactionMs: 10_000 },
): Promise<Database> {
  const db = /^postgres(?:ql)?:/.test(url) ? openPostgres(url, limits) : await openSqlite(url, limits)
  try {
    await migrate(db)
    return db
  } catch (error) {
    await db.close()
    throw error
  }
}
