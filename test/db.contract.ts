import { describe, expect, onTestFinished, test } from 'vitest'
import type { Database, Limits } from '../src/db/database.ts'
import { migrate } from '../src/db/migrate.ts'
import { migrations } from '../src/db/migrations/all.ts'
import { wordsOf } from '../src/db/migrations/migration.ts'
import { openDatabase } from '../src/db/open.ts'
import { listed, raw, sql } from '../src/db/sql.ts'
import { isUnavailable } from '../src/db/unavailable.ts'
import { child } from './support/child.ts'

/** What may be relied on whichever engine keeps the cases. */
export function databaseContract(engine: string, freshUrl: () => Promise<string>): void {
  describe(`the database on ${engine}`, () => {
    test('keeps what a transaction wrote when the program is started again', async () => {
      const { db, url } = await opened()
      await db.transaction(tx => tx.run(sql`insert into thing (id, n) values (${'a'}, ${1})`))
      await db.close()

      const again = await open(url)

      expect(await again.rows(sql`select id, n from thing`)).toEqual([{ id: 'a', n: 1 }])
    })

    test.each(['transaction', 'write'])(
      'keeps everything it said was saved when the process is killed in a %s',
      async way => {
        const { db, url } = await opened()
        const writing = child('db-child.ts', ['add', url, way])

        await writing.said('saved b40\n')
        writing.process.kill('SIGKILL')
        const { out } = await writing.ended

        const said = [...out.matchAll(/^saved (\w+)$/gm)].map(([, id]) => id ?? '')
        const there = new Set(await things(db))
        expect(said.length).toBeGreaterThan(40)
        expect(said.filter(id => !there.has(id))).toEqual([])
      },
    )

    test('keeps nothing of a transaction that failed', async () => {
      const { db } = await opened()

      const failing = db.transaction(async tx => {
        await tx.run(sql`insert into thing (id) values (${'a'})`)
        throw new Error('changed my mind')
      })

      await expect(failing).rejects.toThrow('changed my mind')
      expect(await things(db)).toEqual([])
    })

    test('undoes the whole transaction where one statement failed, even if the error was caught', async () => {
      const { db } = await opened()

      const failing = db.transaction(async tx => {
        await tx.run(sql`insert into thing (id) values (${'a'})`)
        await tx.run(sql`insert into thing (id) values (${'a'})`).catch(() => {})
      })

      await expect(failing).rejects.toThrow()
      expect(await things(db)).toEqual([])
    })

    test('undoes a transaction whose body did not wait for a statement that failed', async () => {
      const { db } = await opened()

      const failing = db.transaction(async tx => {
        await tx.run(sql`insert into thing (id) values (${'a'})`)
        tx.run(sql`insert into thing (id) values (${'a'})`).catch(() => {})
      })

      await expect(failing).rejects.toThrow()
      expect(await things(db)).toEqual([])
    })

    test('writes all that is sent at once, and what refers to it', async () => {
      const { db } = await opened()
      await db.run(
        raw(
          'create table part (thing text not null references thing (id), n bigint)'.replace(
            'bigint',
            wordsOf(db.engine).number,
          ),
        ),
      )

      const outcome = await db.write(tx => {
        tx.send(sql`insert into thing (id) values (${'a'})`)
        tx.send(sql`insert into part (thing, n) values (${'a'}, ${1}), (${'a'}, ${2})`)
        tx.send(sql`insert into thing (id) values (${'b'})`)
      })

      expect(outcome).toBe('written')
      expect(await things(db)).toEqual(['a', 'b'])
      expect(await db.rows(sql`select n from part order by n`)).toEqual([{ n: 1 }, { n: 2 }])
    })

    test('writes nothing of what is sent at once where one row is there already, or refers to one that is not', async () => {
      const { db } = await opened()
      await db.run(raw('create table part (thing text not null references thing (id))'))
      await db.run(sql`insert into thing (id) values ('a')`)

      const outcomes = [
        await db.write(tx => {
          tx.send(sql`insert into thing (id) values (${'b'})`)
          tx.send(sql`insert into thing (id) values (${'a'})`)
        }),
        await db.write(tx => {
          tx.send(sql`insert into thing (id) values (${'c'})`)
          tx.send(sql`insert into part (thing) values (${'nowhere'})`)
        }),
      ]

      expect(outcomes).toEqual(['refused', 'refused'])
      expect(await things(db)).toEqual(['a'])
    })

    test('lets each of many that write at once be refused alone, and a fault in a statement be no refusal', async () => {
      const { db } = await opened()
      const ids = Array.from({ length: 100 }, (_, at) => `id${at % 60}`)

      const outcomes = await Promise.all(
        ids.map(id => db.write(tx => tx.send(sql`insert into thing (id) values (${id})`))),
      )
      const fault = db.write(tx => tx.send(raw('insert into nowhere (id) values (1)')))

      await expect(fault).rejects.toThrow()
      expect(outcomes.filter(outcome => outcome === 'written')).toHaveLength(60)
      expect(await things(db)).toHaveLength(60)
    })

    test('never sweeps the query of a bystander into an open transaction', async () => {
      const { db } = await opened()
      const wrote = signal()
      const asked = signal()

      const failing = db.transaction(async tx => {
        await tx.run(sql`insert into thing (id) values (${'undone'})`)
        wrote.give()
        await asked.given
        throw new Error('undo')
      })
      await wrote.given
      const seen = things(db)
      const bystander = db.run(sql`insert into thing (id) values (${'bystander'})`)
      asked.give()

      await expect(failing).rejects.toThrow('undo')
      expect(await seen).not.toContain('undone')
      await bystander
      expect(await things(db)).toEqual(['bystander'])
    })

    test('lets each of many transactions that wait side by side fail alone', async () => {
      const { db } = await opened()
      const ids = Array.from({ length: 100 }, (_, at) => `id${at}`)

      const outcomes = await Promise.allSettled(
        ids.map((id, at) =>
          db.transaction(async tx => {
            await tx.run(sql`insert into thing (id) values (${id})`)
            if (at % 3 === 0) throw new Error('no')
            if (at % 3 === 1) await tx.run(sql`insert into thing (id) values (${id})`)
          }),
        ),
      )

      const kept = ids.filter((_, at) => at % 3 === 2)
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(kept.length)
      expect(await things(db)).toEqual(kept.sort())
    })

    test('refuses at once to be used inside a transaction, where it would wait for ever', async () => {
      const { db } = await opened()

      const mistaken = db.transaction(async () => things(db))
      const written = db.transaction(() => db.write(tx => tx.send(sql`insert into thing (id) values ('a')`)))
      const nested = db.transaction(() => db.transaction(async () => {}))

      const said = expect.objectContaining({ message: expect.stringContaining('inside one of its transactions') })
      expect(await Promise.allSettled([mistaken, written, nested])).toEqual(
        Array.from({ length: 3 }, () => ({ status: 'rejected', reason: said })),
      )
    })

    test('refuses a statement of a transaction that has ended', async () => {
      const { db } = await opened()

      const late = await db.transaction(async tx => () => tx.run(sql`insert into thing (id) values (${'late'})`))

      await expect(late()).rejects.toThrow('after it ended')
    })

    test('refuses to be used after it was closed, and calls that no outage', async () => {
      const { db } = await opened()
      await db.close()

      const errors = await Promise.all(
        [things(db), db.transaction(async () => {})].map(late => late.catch(error => error)),
      )

      expect(errors.map(error => error instanceof Error && !isUnavailable(error))).toEqual([true, true])
    })

    test('undoes a transaction that waits for something else, and serves those behind it', async () => {
      const { db } = await opened({ patienceMs: 5_000, transactionMs: 2_000 })

      const stuck = db.transaction(async tx => {
        await tx.run(sql`insert into thing (id) values (${'stuck'})`)
        await new Promise(() => {})
      })
      const behind = db.run(sql`insert into thing (id) values (${'behind'})`)

      await expect(stuck).rejects.toThrow('still open after 2 seconds')
      await behind
      expect(await things(db)).toEqual(['behind'])
    })

    test('gives back text, numbers and bytes exactly as they were given', async () => {
      const { db } = await opened()
      const text = `it's "so" \\ 🦊 שלום \u202e ${'x'.repeat(10_000)}\r\n'; drop table thing; --`
      const bytes = Uint8Array.from({ length: 256 }, (_, at) => at)

      await db.run(sql`insert into thing (id, n, body) values (${text}, ${1_795_000_000_123}, ${bytes})`)
      const row = await db.row<{ id: string; n: number; body: Uint8Array }>(sql`select * from thing`)

      expect(row?.id).toBe(text)
      expect(row?.n).toBe(1_795_000_000_123)
      expect(row && Buffer.from(row.body).equals(bytes)).toBe(true)
    })

    test('refuses text where a number belongs', async () => {
      const { db } = await opened()

      const wrong = db.run(sql`insert into thing (id, n) values (${'a'}, ${'many'})`)

      await expect(wrong).rejects.toThrow()
    })

    test('puts statements together from pieces without ever putting a value into the text', async () => {
      const { db } = await opened()
      await db.run(sql`insert into thing (id, n) values ${listed(['a', 'b', 'c'].map((id, n) => sql`(${id}, ${n})`))}`)
      const wanted = sql`id in (${listed(['a', "c') or ('1' = '1"])})`

      const found = await db.rows(sql`select id from thing where ${wanted} and n < ${5} order by id`)

      expect(found).toEqual([{ id: 'a' }])
    })

    test('says how many rows it changed, and gives those it was asked to return', async () => {
      const { db } = await opened()
      await db.run(sql`insert into thing (id, n) values ('a', 1), ('b', 1), ('c', 2)`)

      const changed = await db.run(sql`update thing set n = 3 where n = 1`)
      const again = await db.rows(sql`insert into thing (id) values ('a') on conflict do nothing returning id`)

      expect(changed).toBe(2)
      expect(again).toEqual([])
    })

    test('loses no change when many change the same row', async () => {
      const { db } = await opened()
      await db.run(sql`insert into thing (id, n) values ('counter', 0)`)

      await Promise.all(
        Array.from({ length: 40 }, () =>
          db.transaction(async tx => {
            const row = await tx.row<{ n: number }>(sql`select n from thing where id = 'counter' ${tx.forUpdate}`)
            await tx.run(sql`update thing set n = ${(row?.n ?? 0) + 1} where id = 'counter'`)
          }),
        ),
      )

      expect(await db.row(sql`select n from thing`)).toEqual({ n: 40 })
    })

    test('loses no change when several processes change the same row', async () => {
      const { db, url } = await opened()
      await db.run(sql`insert into thing (id, n) values ('counter', 0)`)

      const children = [1, 2].map(() => child('db-child.ts', ['count', url, '60']).ended)
      const ends = await Promise.all(children)

      expect(ends.map(({ out, errors }) => out + errors)).toEqual(['', ''])
      expect(await db.row(sql`select n from thing`)).toEqual({ n: 120 })
    })

    test('reads one moment in a snapshot, row after row, while others write', async () => {
      const { db } = await opened()
      const many = Array.from({ length: 1_200 }, (_, at) => sql`(${`id${at}`}, ${at})`)
      await db.run(sql`insert into thing (id, n) values ${listed(many)}`)

      const seen = await db.snapshot(async view => {
        await db.run(sql`insert into thing (id, n) values ('later', 0)`)
        let sum = 0
        for await (const { n } of view.each<{ n: number }>(sql`select n from thing where n >= ${1} order by n`))
          sum += n
        return { sum, count: await view.row(sql`select count(*) as count from thing`) }
      })

      expect(seen).toEqual({ sum: (1_199 * 1_200) / 2, count: { count: 1_200 } })
    })

    test('is brought to its shape once by processes that start together', async () => {
      const url = await freshUrl()

      const others = [1, 2].map(() => child('db-child.ts', ['open', url]).ended)
      const [db] = await Promise.all(Array.from({ length: 8 }, () => open(url)))
      const ends = await Promise.all(others)

      expect(ends.map(({ out, errors }) => out + errors)).toEqual(ends.map(() => 'opened\n'))
      expect(await db?.rows(sql`select number from migration order by number`)).toEqual(
        migrations.map(({ number }) => ({ number })),
      )
    })

    test('is at the old shape or at the new one, also where a step of the way fails', async () => {
      const { db } = await opened()
      const next = migrations.length + 1
      const statements = () => ['create table half (id text)', 'create table thing (id text)']

      await expect(migrate(db, [...migrations, { number: next, name: 'wrong', statements }])).rejects.toThrow()
      await migrate(db, [...migrations, { number: next, name: 'right', statements: () => statements().slice(0, 1) }])

      expect(await db.rows(sql`select id from half`)).toEqual([])
    })

    test('refuses a database that a newer program has used, and names both shapes', async () => {
      const { db, url } = await opened()
      await db.run(sql`insert into migration (number, name) values (${4_711}, 'from the future')`)
      await db.close()

      const opening = open(url)

      await expect(opening).rejects.toThrow(
        `its shape is number 4711, and this program knows those up to ${migrations.length}`,
      )
    })
  })

  async function open(url: string, limits?: Limits): Promise<Database> {
    const db = await openDatabase(url, limits)
    onTestFinished(() => db.close().catch(() => {}))
    return db
  }

  async function opened(limits?: Limits): Promise<{ db: Database; url: string }> {
    const url = await freshUrl()
    const db = await open(url, limits)
    const { bytes, number, strict } = wordsOf(db.engine)
    await db.run(raw(`create table thing (id text primary key, n ${number}, body ${bytes}) ${strict}`))
    return { db, url }
  }
}

async function things(db: Database): Promise<string[]> {
  return (await db.rows<{ id: string }>(sql`select id from thing order by id`)).map(({ id }) => id)
}

function signal(): { give(): void; given: Promise<void> } {
  let give = () => {}
  const given = new Promise<void>(resolve => {
    give = resolve
  })
  return { give, given }
}
