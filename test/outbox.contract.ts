import { describe, expect, test } from 'vitest'
import { deliver } from '../src/cases/outbox/deliver.ts'
import type { Post } from '../src/cases/outbox/sent.ts'
import { sql } from '../src/db/sql.ts'
import { type Casework, casework } from './support/casework.ts'
import { chance } from './support/chance.ts'
import { letterbox, webOf } from './support/letterbox.ts'

const lead = 'pretend-engagement-lead'
const many = 2_000

/** That what is owed is delivered, however its destination and those who work on it fail. */
export function outboxContract(engine: string, freshUrl: () => Promise<string>): void {
  describe(`what is owed on ${engine}`, () => {
    test('is delivered by eight workers who are killed at any moment: each notice, once where nobody died on it, none later than its pause', async () => {
      const work = await casework(await freshUrl())
      await owed(work)
      const { arrived, cutOff, killed, all } = workers(work)
      const late: unknown[] = []

      for (let looks = 0; looks < 500 && (await waiting(work)).length > 0; looks++) {
        await all()
        late.push(...(await waiting(work)).filter(row => isLate(row, work.clock.now(), killed)))
        work.clock.forward({ minutes: lookMs / 60_000 })
      }

      expect(await waiting(work)).toEqual([])
      expect(late).toEqual([])
      expect(arrived.size).toBe(many)
      expect(killed.size).toBeGreaterThan(20)
      expect([...arrived].filter(([id, times]) => times > 1 && !cutOff.has(id))).toEqual([])
    }, 120_000)

    test('that waited for the office goes to one person as one notice, however many workers look at once', async () => {
      const { as, reported, cases, clock } = await casework(await freshUrl())
      const nights: number[] = []
      for (let night = 0; night < 8; night++) {
        clock.set(`2026-11-${16 + (night % 4)}T0${night < 4 ? 2 : 5}:00:00Z`)
        for (const who of ['sam', 'kim', 'lou', 'max']) await reported({ ...as(who), now: clock.now() }, 'advice')
        let sent = 0
        const post: Post = async () => {
          sent++
          return { outcome: 'sent' }
        }
        clock.forward({ hours: 8 })
        await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map(n => cases.deliver({ post, worker: `w${n}`, now: clock.now })))
        nights.push(sent)
      }

      expect(nights).toEqual(nights.map(() => 1))
    })

    test('is not tried again before the time that its destination named', async () => {
      const work = await casework(await freshUrl())
      const box = letterbox(work)
      box.answers((_, tries) =>
        tries === 1 ? { outcome: 'later', problem: 'rate-limited', afterMs: 300_000 } : undefined,
      )
      await work.reported(work.as('sam'), 'content', { 'sub-type': 'threat' })
      await box.deliver()

      await box.pass(4)
      const meanwhile = box.tried.length
      await box.pass(1)

      expect(meanwhile).toBe(1)
      expect(box.to(webOf(lead))).toEqual(['opened'])
    })
  })
}

/** How often the running program looks at what is due. */
const lookMs = 5_000

/** Workers of whom now and then one is killed: after it took a notice, after it sent it, or after it said so. Another takes its place. */
function workers({ parts, clock }: Casework) {
  const random = chance(20261127)
  const arrived = new Map<string, number>()
  /** Sent, or tried, by a worker who was killed before it could say so: these may arrive twice. */
  const cutOff = new Set<string>()
  const killed = new Set<string>()
  let count = 0
  const one = async (): Promise<void> => {
    const worker = `worker-${++count}`
    let last = ''
    const post: Post = async ({ id }) => {
      last = id
      if (random() < 1 / 3) return { outcome: 'later', problem: 'down' }
      arrived.set(id, (arrived.get(id) ?? 0) + 1)
      return { outcome: 'sent' }
    }
    const at = (point: string) => {
      if (random() > 0.01) return
      if (point === 'delivery: sent') cutOff.add(last)
      killed.add(`${worker}.0`)
      throw new Error('killed')
    }
    await deliver({ ...parts, at }, { post, worker, now: clock.now, sideBySide: 1 }).catch(error => {
      if (!killed.has(`${worker}.0`)) throw error
      return one()
    })
  }
  return { arrived, cutOff, killed, all: () => Promise.all(Array.from({ length: 8 }, one)) }
}

interface Row {
  id: string
  attempts: number
  due: number
  claimed_until: number
  claimed_by: string | null
}

/** The pauses of an urgent notice, with what is left to chance; and how long a worker who was killed keeps what it took. */
const pausesMs = [5, 10, 20, 40, 60, 120].map(seconds => seconds * 1_100)
const leaseMs = 120_000

/** Of a row that waits after all workers found nothing more to do: it was overlooked, or waits longer than it may. */
function isLate({ attempts, due, claimed_until, claimed_by }: Row, now: Date, killed: ReadonlySet<string>): boolean {
  const at = now.getTime()
  if (claimed_until > at) return claimed_until > at + leaseMs || !killed.has(claimed_by ?? '')
  return due <= at || due > at + (pausesMs[Math.min(attempts, pausesMs.length) - 1] ?? 0)
}

function waiting({ db }: Casework): Promise<Row[]> {
  return db.rows<Row>(sql`
    select id, attempts, due, claimed_until, claimed_by from delivery where state = 'waiting'`)
}

/** Many notices owed to one person, of one urgent case. */
async function owed({ as, reported, db }: Casework): Promise<void> {
  const reference = await reported(as('sam'), 'content', { 'sub-type': 'threat' })
  await db.transaction(async tx => {
    await tx.run(sql`delete from delivery`)
    for (let n = 0; n < many; n++)
      await tx.run(sql`
        insert into delivery (id, case_id, authority, destination, about, created, state, due, attempts, claimed_until,
          place, dead, can_wait)
        select ${`d${n}`}, id, authority, ${`person:${lead}`}, 'added', opened, 'waiting', opened, 0, 0, 0, 0, 0
        from cases where reference = ${reference}`)
  })
}
