import { chmodSync, openSync, renameSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Database } from '../src/db/database.ts'
import { openDatabase } from '../src/db/open.ts'
import { raw, sql } from '../src/db/sql.ts'
import { isUnavailable } from '../src/db/unavailable.ts'
import { databaseContract } from './db.contract.ts'
import { child } from './support/child.ts'
import { smallDisk } from './support/disk.ts'
import { folder } from './support/folder.ts'

databaseContract('SQLite', async () => join(folder(), 'signpost.db'))

describe('a database file', () => {
  test('waits for the disk at each commit, overwrites what is deleted, and is for nobody else to read', async () => {
    const { db, path } = await opened()

    const settings = ['journal_mode', 'synchronous', 'secure_delete', 'foreign_keys']
    const read = await Promise.all(
      settings.map(async name => Object.values((await db.row(raw(`pragma ${name}`))) ?? {})),
    )

    expect(read.flat()).toEqual(['wal', 2, 1, 1])
    expect(['', '-wal', '-shm'].map(end => statSync(path + end).mode & 0o777)).toEqual([0o600, 0o600, 0o600])
  })

  test('is made where its folder does not exist yet', async () => {
    const path = join(folder(), 'not', 'yet', 'signpost.db')

    const db = await openDatabase(path)
    await db.close()

    expect(statSync(join(path, '..')).mode & 0o777).toBe(0o700)
  })

  test('that another program holds says so without stopping the process, and is used again once let go', async () => {
    const { db, path } = await opened(400)
    const other = child('db-child.ts', ['hold', path])
    await other.said('holding')
    let ticks = 0
    const ticking = setInterval(() => ticks++, 5)

    const error = await add(db, 'while held').catch(error => error)
    other.process.stdin?.end()
    await other.ended

    clearInterval(ticking)
    expect(isUnavailable(error)).toBe(true)
    expect(error.message).toContain(`Another program holds the database ${path}`)
    expect(ticks).toBeGreaterThan(3)
    await add(db, 'after')
    expect(await count(db)).toBe(1)
  })

  test('can be read while another program writes', async () => {
    const { db, path } = await opened(100)
    const other = child('db-child.ts', ['hold', path])
    await other.said('holding')

    const seen = await count(db)

    other.process.stdin?.end()
    await other.ended
    expect(seen).toBe(0)
  })

  test('that may not be written says who must be let in, and opens once they are', async () => {
    const { db, path } = await opened()
    await db.close()
    chmodSync(join(path, '..'), 0o755)
    chmodSync(path, 0o444)

    const refused = await child('db-child.ts', ['open', path], { asNobody: true }).ended
    chmodSync(join(path, '..'), 0o777)
    chmodSync(path, 0o666)
    const allowed = await child('db-child.ts', ['open', path], { asNobody: true }).ended

    expect(refused.out).toMatch(/^Fixable: Signpost may not write the database .+ \(\d+\) write the file/)
    expect(allowed.out).toBe('opened\n')
  })

  test('in a folder that may not be written says so', async () => {
    const path = folder()
    chmodSync(path, 0o555)

    const refused = await child('db-child.ts', ['open', join(path, 'signpost.db')], { asNobody: true }).ended

    expect(refused.out).toMatch(/^Fixable: Signpost may not write the database/)
  })

  test('on a full disk refuses what does not fit, keeps what was saved, and goes on when there is room', async () => {
    const disk = smallDisk('600k')
    const { db } = await opened(1_000, disk)
    if (!disk) await db.rows(raw('pragma max_page_count = 140'))
    await add(db, 'before')

    const error = await add(db, 'too large', 600_000).catch(error => error)
    if (!disk) await db.rows(raw('pragma max_page_count = 6000'))
    await add(db, 'after')

    expect(isUnavailable(error)).toBe(true)
    expect(error.message).toMatch(/^There is no room left on the disk for the database/)
    expect(await count(db)).toBe(2)
  })

  test('lets small reports through that share a commit with one too large for the disk', async () => {
    const disk = smallDisk('600k')
    const { db } = await opened(1_000, disk)
    if (!disk) await db.rows(raw('pragma max_page_count = 140'))

    const outcomes = await Promise.allSettled(
      ['a', 'b', 'large', 'c'].map(id => add(db, id, id === 'large' ? 600_000 : 10)),
    )

    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled'])
    expect(await count(db)).toBe(3)
  })

  test('with a damaged page says so and what to keep, and what is whole stays readable', async () => {
    const { db, path } = await opened()
    for (let n = 0; n < 40; n++) await add(db, `id${n}`, 3_000)
    await db.close()
    const file = openSync(path, 'r+')
    const pages = statSync(path).size / 4_096
    for (let page = pages - 10; page < pages; page++) writeSync(file, Buffer.alloc(4_096, 0xff), 0, 4_096, page * 4_096)

    const damaged = await open(path)
    const error = await damaged.rows(sql`select * from thing`).catch(error => error)

    expect(isUnavailable(error)).toBe(true)
    expect(error.message).toContain(`The database ${path} is damaged. Stop Signpost, keep the file`)
    expect(await damaged.rows(sql`select * from migration`)).not.toEqual([])
  })

  test('that is no database at all is left as it is, and named', async () => {
    const path = join(
      folder({ 'signpost.db': 'Minutes of the parish meeting, and some more to fill a page.' }),
      'signpost.db',
    )

    const opening = openDatabase(path)

    await expect(opening).rejects.toThrow(`The file ${path} is not an SQLite database`)
  })

  test('whose place is a folder cannot be opened, and says so', async () => {
    const path = folder()

    await expect(openDatabase(path)).rejects.toThrow(`The database ${path} could not be opened`)
  })

  test('that was deleted or replaced under the running program saves nothing and says so', async () => {
    const { db, path } = await opened()
    const aside = `${path}.aside`

    renameSync(path, aside)
    const deleted = await add(db, 'a').catch(error => error)
    writeFileSync(path, '')
    const replaced = await add(db, 'b').catch(error => error)
    rmSync(path)
    renameSync(aside, path)
    await add(db, 'c')

    expect(isUnavailable(deleted) && isUnavailable(replaced)).toBe(true)
    expect(deleted.message).toContain('was deleted or moved while Signpost was running')
    expect(replaced.message).toContain('was replaced by another file')
  })
})

async function opened(patienceMs = 1_000, disk = folder()): Promise<{ db: Database; path: string }> {
  const path = join(disk, 'signpost.db')
  const db = await open(path, patienceMs)
  await db.run(sql`create table thing (id text primary key, n integer, body blob) strict`)
  return { db, path }
}

async function open(path: string, patienceMs = 1_000): Promise<Database> {
  const db = await openDatabase(path, { patienceMs, transactionMs: 5_000 })
  onTestFinished(() => db.close().catch(() => {}))
  return db
}

function add(db: Database, id: string, size = 10): Promise<number> {
  return db.transaction(tx => tx.run(sql`insert into thing (id, body) values (${id}, ${Buffer.alloc(size, 7)})`))
}

async function count(db: Database): Promise<number> {
  return (await db.row<{ count: number }>(sql`select count(*) as count from thing`))?.count ?? 0
}
