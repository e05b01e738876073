import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { Database } from '../src/db/database.ts'
import { openDatabase } from '../src/db/open.ts'
import { raw, sql } from '../src/db/sql.ts'
import { isUnavailable } from '../src/db/unavailable.ts'
import { databaseContract } from './db.contract.ts'
import { smallDisk } from './support/disk.ts'
import { noPostgres, type Postgres, startPostgres } from './support/postgres.ts'

describe.skipIf(noPostgres)(noPostgres ?? 'with a PostgreSQL of its own', () => {
  let postgres: Postgres
  beforeAll(async () => {
    postgres = await startPostgres()
  })
  afterAll(() => postgres?.end())

  databaseContract('PostgreSQL', () => postgres.fresh())

  describe('a PostgreSQL', () => {
    test('waits for the disk at each commit, whatever its own setting says', async () => {
      await postgres.ask('alter role signpost set synchronous_commit = off')
      onTestFinished(() => void postgres.ask('alter role signpost reset synchronous_commit'))
      const { db } = await opened()

      const settings = await Promise.all(['synchronous_commit', 'fsync'].map(name => db.row(raw(`show ${name}`))))

      expect(settings).toEqual([{ synchronous_commit: 'on' }, { fsync: 'on' }])
    })

    test.each(['transaction', 'write'])(
      'that is killed in the middle of many reports has every one that was saved by a %s',
      async way => {
        const { db } = await opened()
        const saved: string[] = []
        const reporting = Array.from({ length: 8 }, async (_, caller) => {
          for (let n = 0; n < 400; n++) {
            const row = sql`insert into thing (id) values (${`${caller}-${n}`})`
            if (way === 'transaction') await db.transaction(tx => tx.run(row))
            else await db.write(tx => tx.send(row))
            saved.push(`${caller}-${n}`)
            if (saved.length === 300) postgres.kill()
          }
        })

        await Promise.allSettled(reporting)
        await postgres.stop()
        await postgres.start()

        const there = new Set(await ids(db))
        expect(saved.length).toBeGreaterThanOrEqual(300)
        expect(saved.filter(id => !there.has(id))).toEqual([])
      },
    )

    test.each([
      [
        'with a wrong password',
        () => postgres.url('postgres', 'battery staple'),
        /refused the user "signpost".+DATABASE_URL/,
      ],
      ['without the database', () => postgres.url('council'), /has no database "council"\. Create it/],
      [
        'that does not run',
        () => 'postgres://owner:battery@127.0.0.1:1/council',
        /127\.0\.0\.1:1 did not answer \(ECONNREFUSED\)/,
      ],
      [
        'whose server nobody knows',
        () => 'postgres://owner:battery@db.invalid/council',
        /db\.invalid:5432 did not answer/,
      ],
      [
        'without encryption, where that is asked for',
        () => `${postgres.url()}?sslmode=verify-full`,
        /did not answer \(The server does not support SSL/,
      ],
      ['whose address cannot be read', () => 'postgres://owner:batt/ery@', /DATABASE_URL cannot be read/],
    ])('%s says what to do, and never the password', async (_, url, sentence) => {
      const error = await openDatabase(url()).catch(error => error)

      expect(error.name).toBe('Fixable')
      expect(error.message).toMatch(sentence)
      expect(error.message).not.toMatch(/battery|staple/)
    })

    test('that stops says so, and is used again when it is back, without a restart of ours', async () => {
      const { db } = await opened()
      await Promise.all(['a', 'b', 'c'].map(id => add(db, id)))

      await postgres.stop()
      const error = await add(db, 'meanwhile').catch(error => error)
      await postgres.start()
      await add(db, 'after')

      expect(isUnavailable(error)).toBe(true)
      expect(error.message).toMatch(/^PostgreSQL at 127\.0\.0\.1:\d+ did not answer/)
      expect(await ids(db)).toEqual(['a', 'after', 'b', 'c'])
    })

    test('that breaks the connection in a transaction has it run again, and saved once', async () => {
      const { db } = await opened()
      let times = 0

      await db.transaction(async tx => {
        await tx.run(sql`insert into thing (id) values ('a')`)
        if (++times === 1) await breakConnectionOf(tx)
        await tx.run(sql`insert into thing (id) values ('b')`)
      })

      expect(times).toBe(2)
      expect(await ids(db)).toEqual(['a', 'b'])
    })

    test('that breaks the connection while committing says "not saved", and does not try again by itself', async () => {
      const { db } = await opened()
      let times = 0

      const error = await db
        .transaction(async tx => {
          times++
          await tx.run(sql`insert into thing (id) values ('a')`)
          await breakConnectionOf(tx)
        })
        .catch(error => error)

      expect(times).toBe(1)
      expect(isUnavailable(error)).toBe(true)
      expect(await ids(db)).toEqual([])
    })

    test('that hangs is given up on, and used again when it answers', async () => {
      const { db } = await opened(2_000)
      const pid = (await db.row<{ pid: number }>(sql`select pg_backend_pid() as pid`))?.pid ?? 0

      process.kill(pid, 'SIGSTOP')
      const error = await add(db, 'a').catch(error => error)
      process.kill(pid, 'SIGCONT')
      await add(db, 'b')

      expect(isUnavailable(error)).toBe(true)
      expect(await ids(db)).toEqual(['b'])
    })

    test('lets two transactions that block each other both be done', async () => {
      const { db } = await opened()
      await Promise.all(['a', 'b'].map(id => add(db, id)))
      const lock = (id: string) => sql`update thing set n = coalesce(n, 0) + 1 where id = ${id}`
      const arrived = [signal(), signal()]

      const one = (at: number, order: string[]) =>
        db.transaction(async tx => {
          await tx.run(lock(order[0] ?? ''))
          arrived[at]?.give()
          await Promise.all(arrived.map(({ given }) => given))
          await tx.run(lock(order[1] ?? ''))
        })
      await Promise.all([one(0, ['a', 'b']), one(1, ['b', 'a'])])

      expect(await db.rows(sql`select n from thing`)).toEqual([{ n: 2 }, { n: 2 }])
    })

    test('that waits too long for a lock says so', async () => {
      const { db, url } = await opened(2_000)
      await add(db, 'a')
      const other = await openDatabase(url)
      const held = signal()
      const enough = signal()
      const holding = other.transaction(async tx => {
        await tx.run(sql`update thing set n = 1`)
        held.give()
        await enough.given
      })
      await held.given

      const error = await db.run(sql`update thing set n = 2`).catch(error => error)
      enough.give()
      await holding
      await other.close()

      expect(isUnavailable(error)).toBe(true)
    })

    test('that refuses a row is quoted without the values of the row', async () => {
      const { db } = await opened()
      await add(db, 'he told me')

      const twice = await add(db, 'he told me').catch(error => error)
      const wrong = await db.run(sql`insert into thing (id, n) values ('x', ${'he told me'})`).catch(error => error)

      expect(twice.message).toMatch(/^PostgreSQL said 23505 about thing_pkey, thing to: insert into thing/)
      expect(JSON.stringify([twice, wrong, twice.stack, wrong.stack, twice.cause, wrong.cause])).not.toContain('told')
    })

    test('that may only be read says so', async () => {
      const { db, url } = await opened()

      const error = await openDatabase(`${url}%20-c%20default_transaction_read_only%3Don`)
        .then(reader => add(reader, 'a').finally(() => reader.close()))
        .catch(error => error)

      expect(isUnavailable(error)).toBe(true)
      expect(error.message).toContain('only lets itself be read')
      expect(await ids(db)).toEqual([])
    })

    test('statement that failed once can be used again on the same connection', async () => {
      const { db } = await opened()
      const insert = (tx: Pick<Database, 'run'>, id: string) => tx.run(sql`insert into thing (id) values (${id})`)

      for (const id of ['a', 'a', 'b'])
        await db.transaction(tx => Promise.all([insert(tx, id), tx.run(sql`update thing set n = 1`)])).catch(() => {})

      expect(await ids(db)).toEqual(['a', 'b'])
    })

    test('on a full disk says so, keeps what was saved, and goes on when there is room', async context => {
      const disk = smallDisk('3m')
      if (!disk) context.skip('a small disk cannot be mounted here')
      const { db } = await opened()
      await postgres.ask(`create tablespace small location '${postgres.ownFolder(disk ?? '')}'`)
      await postgres.ask('grant create on tablespace small to signpost')
      const table = raw('create table large (body bytea) tablespace small')
      await db.run(table)

      const error = await db.run(sql`insert into large (body) values (${randomBytes(4_000_000)})`).catch(error => error)
      await db.run(raw('drop table large'))
      await db.run(table)
      await db.run(sql`insert into large (body) values (${Buffer.alloc(4_000)})`)

      expect(isUnavailable(error)).toBe(true)
      expect(error.message).toContain('has no room left on its disk')
      await db.run(raw('drop table large'))
      await postgres.ask('drop tablespace small')
    })
  })

  async function opened(transactionMs = 5_000): Promise<{ db: Database; url: string }> {
    const url = await postgres.fresh()
    const db = await openDatabase(url, { patienceMs: 2_000, transactionMs })
    onTestFinished(() => db.close())
    await db.run(sql`create table thing (id text primary key, n bigint)`)
    return { db, url }
  }

  async function breakConnectionOf(tx: Pick<Database, 'row'>): Promise<void> {
    const row = await tx.row<{ pid: number }>(sql`select pg_backend_pid() as pid`)
    await postgres.ask(`select pg_terminate_backend(${row?.pid}, 2000)`)
  }
})

function add(db: Database, id: string): Promise<number> {
  return db.transaction(tx => tx.run(sql`insert into thing (id) values (${id})`))
}

async function ids(db: Database): Promise<string[]> {
  return (await db.rows<{ id: string }>(sql`select id from thing order by id`)).map(({ id }) => id)
}

function signal(): { give(): void; given: Promise<void> } {
  let give = () => {}
  const given = new Promise<void>(resolve => {
    give = resolve
  })
  return { give, given }
}
