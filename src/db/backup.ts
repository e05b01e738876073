import { createHash, randomBytes } from 'node:crypto'
import { createWriteStream, type Dirent, existsSync, linkSync, readdirSync, renameSync, unlinkSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { Fixable } from '../errors.ts'
import { headOf } from './audit.ts'
import { type Contents, type Line, lookInto } from './backup-lines.ts'
import type { Database, Snapshot } from './database.ts'
import { version } from './migrate.ts'
import { raw, sql } from './sql.ts'
import { tablesOf } from './tables.ts'

export interface Source {
  db: Database
  /** The folder with the sealed files of cases. Names that begin with a dot are not finished yet, and left out. */
  files: string
}

/**
 * Everything as it was at one moment, into one new file, while the program goes on. It is ours and not the engines' own
 * tools, so it needs none, and what was backed up on one engine can be restored into the other. What is sealed stays so:
 * the master key is not in it.
 */
export async function backup(source: Source, path: string, now: Date): Promise<Contents> {
  if (existsSync(path)) throw alreadyThere(path)
  const unfinished = join(dirname(path), `.${randomBytes(6).toString('hex')}.unfinished`)
  try {
    await source.db.snapshot(async view => {
      const lines = Readable.from(summed(linesOf(view, source, now)))
      const file = createWriteStream(unfinished, { flags: 'wx', mode: 0o600, flush: true })
      await pipeline(lines, createGzip({ level: 1 }), file)
    })
    // Read back from the disk: a backup that nobody ever read is a hope.
    const contents = await lookInto(unfinished)
    giveName(unfinished, path)
    return contents
  } catch (error) {
    throw unwritable(error, path)
  } finally {
    if (existsSync(unfinished)) unlinkSync(unfinished)
  }
}

async function* linesOf(view: Snapshot, { db, files }: Source, now: Date): AsyncIterable<Line> {
  const masters = await view.rows<{ id: string }>(sql`select distinct master as id from data_key`)
  yield {
    signpost: 'backup 1',
    at: now.getTime(),
    engine: db.engine,
    shape: await version(db, view),
    audit: await headOf(view),
    masters: masters.map(({ id }) => id),
  }
  for (const { name, columns } of await tablesOf(db.engine, view)) {
    yield { table: name, columns }
    for await (const row of view.each<Record<string, unknown>>(raw(`select * from ${name}`)))
      yield { row: columns.map(column => written(row[column])) }
  }
  for (const file of namesIn(files)) {
    const there = await open(join(files, file)).catch(gone)
    if (!there) continue
    yield { file }
    for await (const piece of there.createReadStream({ highWaterMark: 196_608 }))
      yield { piece: (piece as Buffer).toString('base64') }
  }
}

/** The lines as text, counted on their way, and the ending that says what was counted. */
async function* summed(lines: AsyncIterable<Line>): AsyncIterable<string> {
  const sum = createHash('sha256')
  const tables: Record<string, number> = {}
  let [table, files, bytes] = ['', 0, 0]
  for await (const line of lines) {
    if ('table' in line) {
      table = line.table
      tables[table] = 0
    }
    if ('row' in line) tables[table] = (tables[table] ?? 0) + 1
    if ('file' in line) files++
    if ('piece' in line) bytes += Buffer.byteLength(line.piece, 'base64')
    const text = `${JSON.stringify(line)}\n`
    sum.update(text)
    yield text
  }
  const ending: Line = { tables, files, bytes, sha256: sum.digest('hex') }
  yield `${JSON.stringify(ending)}\n`
}

function written(value: unknown): Extract<Line, { row: unknown }>['row'][number] {
  if (value instanceof Uint8Array) return { bytes: Buffer.from(value).toString('base64') }
  if (value === null || typeof value === 'string' || typeof value === 'number') return value
  throw new Error(`A backup cannot hold a ${typeof value}.`)
}

function namesIn(folder: string, within = ''): string[] {
  return entriesOf(join(folder, within))
    .filter(({ name }) => !name.startsWith('.'))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(entry => {
      const name = within ? `${within}/${entry.name}` : entry.name
      return entry.isDirectory() ? namesIn(folder, name) : [name]
    })
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch (error) {
    return gone(error) ?? []
  }
}

/** Files go away while people report: of a report that is given up, or sent twice, and of a case whose time is over. */
function gone(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
}

/** A link, unlike a renaming, never replaces a file that came to be there meanwhile; some shares and sticks know no links. */
function giveName(unfinished: string, path: string): void {
  try {
    linkSync(unfinished, path)
  } catch (error) {
    if (existsSync(path)) throw alreadyThere(path)
    if (!['EPERM', 'ENOTSUP', 'ENOSYS', 'EMLINK'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
    renameSync(unfinished, path)
  }
}

function alreadyThere(path: string): Fixable {
  return new Fixable(`There is a file at ${path} already, and it was left as it is. Give the backup another name.`)
}

function unwritable(error: unknown, path: string): unknown {
  const reasons: Record<string, string> = {
    ENOENT: 'its folder does not exist',
    ENOTDIR: 'its folder does not exist',
    ENOSPC: 'there is no room left on the disk',
    EACCES: 'this user may not write there',
    EPERM: 'this user may not write there',
    EROFS: 'the disk can only be read',
  }
  const reason = reasons[(error as NodeJS.ErrnoException).code ?? '']
  return reason ? new Fixable(`The backup could not be written to ${path}: ${reason}.`, { cause: error }) : error
}
