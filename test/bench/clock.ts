import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readAuthorities } from '../../src/authorities/read.ts'
import { casesOver } from '../../src/cases/cases.ts'
import { clockPass } from '../../src/cases/clock/pass.ts'
import { selfCheck } from '../../src/cases/clock/self-check.ts'
import { limits } from '../../src/cases/limits.ts'
import type { Parts } from '../../src/cases/parts.ts'
import { openKeys } from '../../src/db/keys.ts'
import { openDatabase } from '../../src/db/open.ts'
import { sql } from '../../src/db/sql.ts'
import { openDesks } from '../../src/desks/open.ts'
import { noPostgres, startPostgres } from '../support/postgres.ts'

const many = 20_000
const start = new Date('2026-11-20T10:00:00Z')

/** How long one look at all timers takes with many open cases: when nothing is due, when some are, and when all are at once. */
export async function benchClock(policies: string): Promise<void> {
  const place = mkdtempSync(join(tmpdir(), 'signpost-bench-'))
  await measure('SQLite', join(place, 'signpost.db'), place, policies)
  if (noPostgres) console.log(noPostgres)
  else {
    const postgres = await startPostgres()
    await measure('PostgreSQL', await postgres.fresh(), place, policies).finally(() => postgres.end())
  }
  rmSync(place, { recursive: true, force: true })
}

async function measure(engine: string, url: string, place: string, policies: string): Promise<void> {
  const db = await openDatabase(url, { patienceMs: 5_000, transactionMs: 600_000 })
  const keys = await openKeys(db, { path: join(place, `${engine}.key`), make: true })
  const authorities = readAuthorities(policies)
  const parts: Parts = {
    ...{ db, keys, mode: 'live', authorities, desksOf: openDesks(policies).of },
    ...{ files: join(place, 'files'), limits: limits() },
  }
  await fill(parts)
  console.log(`\n${engine}: ${many.toLocaleString('en-GB')} open cases`)
  const timed = async (what: string, work: () => Promise<unknown>) => {
    const began = performance.now()
    const done = await work()
    console.log(`  ${what.padEnd(44)}${(performance.now() - began).toFixed(0).padStart(7)} ms  ${JSON.stringify(done)}`)
  }
  const pass = async (minutes: number) => (await clockPass(parts, new Date(start.getTime() + minutes * 60_000))).acted
  await timed('a look when nothing is due', () => pass(1))
  await timed('a look when 1 in 100 is due', async () => {
    await db.run(
      sql`update timer set due = ${start.getTime()} where case_id in (select id from cases order by id limit ${many / 100})`,
    )
    return pass(2)
  })
  await timed('the self-check', async () => (await selfCheck(parts, start)).withoutTimer.length)
  await timed('a look when every one is due', () => pass(16))
  await db.close()
}

/** Copies of one real case, each with a key of its own. */
async function fill(parts: Parts): Promise<void> {
  const who = { authority: 'chesterfield', id: 'sam', name: 'Sam', address: 'web:sam.test' }
  const given = { 'sub-type': 'other', what: 'x', identity: 'named' }
  const by = { who, from: 'bench', now: start }
  const opened = await casesOver(parts).open(by, { desk: 'advice', given, submission: randomUUID(), clauses: [] })
  if (opened.outcome !== 'opened') throw new Error(JSON.stringify(opened))
  const due = start.getTime() + 15 * 60_000
  await parts.db.transaction(async tx => {
    for (let n = 1; n < many; n++) {
      const id = randomBytes(16).toString('hex')
      await parts.keys.create(tx, `case:${id}`)
      tx.send(sql`
        insert into cases (id, reference, authority, desk, subtype, urgent, practice, drill, identity, no_pictures, state, version,
          is_open, opened, promised, first_promised, pace, on_hold)
        select ${id}, ${`SAF-${n}`}, authority, desk, subtype, urgent, practice, drill, identity, no_pictures, state, version,
          is_open, opened, promised, first_promised, pace, on_hold from cases where reference = ${opened.receipt.reference}`)
      tx.send(sql`
        insert into reader (case_id, role, since)
        select ${id}, role, since from reader join cases on cases.id = reader.case_id where reference = ${opened.receipt.reference}`)
      await tx.run(sql`
        insert into timer (case_id, name, began, due, step) values (${id}, 'ladder', ${start.getTime()}, ${due}, 0)`)
    }
  })
}
