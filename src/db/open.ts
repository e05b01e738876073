import { existsSync } from 'node:fs'
import { Fixable } from '../errors.ts'
import type { Database, Limits } from './database.ts'
import { migrate, newer, version } from './migrate.ts'
import { migrations } from './migrations/all.ts'
import { openPostgres } from './postgres.ts'
import { sql } from './sql.ts'
import { openSqlite } from './sqlite.ts'

export const usual: Limits = { patienceMs: 5_000, transactionMs: 10_000 }

/** A file, `:memory:`, or a `postgres://` address; brought to the shape this program knows before anybody uses it. */
export async function openDatabase(url: string, limits: Limits = usual): Promise<Database> {
  return orClosed(await connectTo(url, limits), async db => {
    await refuseOld(db)
    await migrate(db)
  })
}

/** For a command beside the running program: one that is there, as it is. Nothing is made and no shape is changed. */
export async function openExisting(url: string, limits: Limits = usual): Promise<Database> {
  if (!isPostgres(url) && !existsSync(url))
    throw new Fixable(`There is no database at ${url}. Set DATABASE_URL to where it is.`)
  return orClosed(await connectTo(url, limits), async db => {
    const [there, known] = [await version(db, db), migrations.length]
    if (there > known) throw newer(there, known)
    if (there === 0)
      throw new Fixable(`The database ${isPostgres(url) ? '' : `${url} `}holds nothing of Signpost's yet.`)
  })
}

/** The audit's chain is computed by PostgreSQL itself, which can do that since version 11. */
async function refuseOld(db: Database): Promise<void> {
  if (db.engine === 'sqlite') return
  const found = await db.row<{ server_version_num: string }>(sql`show server_version_num`)
  const version = Math.floor(Number(found?.server_version_num) / 10_000)
  if (version < oldestPostgres)
    throw new Fixable(
      `This PostgreSQL is version ${version}, and Signpost needs ${oldestPostgres} or later. Point DATABASE_URL at a newer one.`,
    )
}

const oldestPostgres = 11

export async function connectTo(url: string, limits: Limits = usual): Promise<Database> {
  return isPostgres(url) ? openPostgres(url, limits) : openSqlite(url, limits)
}

function isPostgres(url: string): boolean {
  return /^postgres(?:ql)?:/.test(url)
}

async function orClosed(db: Database, ready: (db: Database) => Promise<void>): Promise<Database> {
  try {
    await ready(db)
    return db
  } catch (error) {
    await db.close()
    throw error
  }
}
