import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Fixable } from '../errors.ts'
import { type Contents, type Line, linesOf, lookInto } from './backup-lines.ts'
import type { Transaction } from './database.ts'
import { migrate, newer, version } from './migrate.ts'
import { migrations } from './migrations/all.ts'
import { connectTo } from './open.ts'
import { listed, raw, sql, type Value } from './sql.ts'
import { tablesOf } from './tables.ts'

export interface Target {
  /** Where the database is to be: an empty place, of either engine. */
  url: string
  files: string
  /** How a test watches what is asked of the database. */
  connect?: typeof connectTo
}

const unfinished = '.restoring'

/** Hours, not seconds: the whole is one transaction, so that there is all of it or nothing. */
const limits = { patienceMs: 5_000, transactionMs: 6 * 3_600_000 }

/** Brings a backup back into an empty place, and to the shape this program knows. Nothing that is there is written over. */
export async function restore(path: string, { url, files, connect = connectTo }: Target): Promise<Contents> {
  const contents = await lookInto(path)
  if (contents.shape > migrations.length) throw newer(contents.shape, migrations.length)
  if (existsSync(files) && readdirSync(files).some(name => name !== unfinished))
    throw new Fixable(`There are files in ${files} already. Set FILES to an empty folder, or move these elsewhere.`)
  const db = await connect(url, limits)
  try {
    await refuseFull(db, contents.shape)
    await migrate(db, migrations.slice(0, contents.shape))
    await db.transaction(async tx => {
      for (const { name } of await tablesOf(db.engine, tx))
        if (await tx.row(raw(`select 1 as one from ${name} limit 1`))) await tx.run(raw(`delete from ${name}`))
      await load(linesOf(path), tx, join(files, unfinished))
      putInPlace(files)
    })
    await migrate(db)
    return contents
  } finally {
    await db.close()
  }
}

/** Rows that are there would be mixed with those that come; those which the migrations themselves put there do not count. */
async function refuseFull(db: Awaited<ReturnType<typeof connectTo>>, shape: number): Promise<void> {
  const there = await version(db, db)
  if (there === 0) return
  const full = there !== shape || (await db.row(sql`select id from master_key limit 1`))
  if (full)
    throw new Fixable(
      'The database is not empty, and it was left as it is. Set DATABASE_URL to a new file or an empty database, restore into that, and start Signpost with it.',
    )
}

async function load(lines: AsyncIterable<Line>, tx: Transaction, folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true })
  let table = raw('')
  let file: FileHandle | undefined
  try {
    for await (const line of lines) {
      if ('table' in line) table = raw(`insert into ${line.table} (${line.columns.join(', ')}) values `)
      if ('row' in line) await tx.run(sql`${table} (${listed(line.row.map(asValue))})`)
      if ('piece' in line) await file?.write(Buffer.from(line.piece, 'base64'))
      if ('file' in line || 'sha256' in line) {
        await file?.sync()
        await file?.close()
        file = undefined
      }
      if ('file' in line) file = await created(join(folder, line.file))
    }
  } finally {
    await file?.close()
  }
}

async function created(path: string): Promise<FileHandle> {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  return open(path, 'wx', 0o600)
}

function asValue(value: Extract<Line, { row: unknown }>['row'][number]): Value {
  return typeof value === 'object' && value !== null ? Buffer.from(value.bytes, 'base64') : value
}

/**
 * Just before the commit: a failure after it leaves files that no case names, and the next attempt says that they are there.
 * Each is moved within the folder, since the folder itself may be a volume of its own.
 */
function putInPlace(files: string): void {
  const from = join(files, unfinished)
  if (!existsSync(from)) return
  for (const name of readdirSync(from)) renameSync(join(from, name), join(files, name))
  rmdirSync(from)
}
