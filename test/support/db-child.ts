import { record } from '../../src/db/audit.ts'
import { openDatabase } from '../../src/db/open.ts'
import { sql } from '../../src/db/sql.ts'

const [act = '', url = '', times = '1'] = process.argv.slice(2)

/** What another process does to a database. */
const acts: Record<string, () => Promise<void>> = {
  async open() {
    const db = await openDatabase(url)
    console.log('opened')
    await db.close()
  },
  async count() {
    const db = await openDatabase(url)
    for (let n = 0; n < Number(times); n++)
      await db.transaction(async tx => {
        const row = await tx.row<{ n: number }>(sql`select n from thing where id = ${'counter'} ${tx.forUpdate}`)
        await tx.run(sql`update thing set n = ${(row?.n ?? 0) + 1} where id = ${'counter'}`)
      })
    await db.close()
  },
  /** Adds rows for ever, and says of each when it is saved. */
  async add() {
    const db = await openDatabase(url)
    const caller = async (name: string) => {
      for (let n = 0; ; n++) {
        const row = sql`insert into thing (id) values (${`${name}${n}`})`
        await (times === 'write' ? db.write(tx => tx.send(row)) : db.transaction(tx => tx.run(row)))
        console.log(`saved ${name}${n}`)
      }
    }
    await Promise.all(['a', 'b', 'c'].map(caller))
  },
  async audit() {
    const db = await openDatabase(url)
    const entry = { who: 'other', act: 'move', what: 'case' }
    const add = (n: number) =>
      n % 2 === 0
        ? db.transaction(tx => record(tx, entry, new Date(0)))
        : db.write(tx => record(tx, entry, new Date(0)))
    await Promise.all(Array.from({ length: Number(times) }, (_, n) => add(n)))
    await db.close()
  },
  /** Holds the writer's place, says so, and lets go when its input ends. */
  async hold() {
    const db = await openDatabase(url, { patienceMs: 5_000, transactionMs: 60_000 })
    await db.transaction(async tx => {
      await tx.run(sql`update thing set n = 0 where id = ${'nothing'}`)
      console.log('holding')
      for await (const _ of process.stdin);
    })
    await db.close()
  },
}

try {
  await acts[act]?.()
} catch (error) {
  console.log(error instanceof Error ? `${error.name}: ${error.message}` : error)
}
