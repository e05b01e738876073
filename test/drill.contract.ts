import { describe, expect, test } from 'vitest'
import { isWell } from '../src/cases/clock/heartbeat.ts'
import type { DrillReport } from '../src/cases/drill/report.ts'
import { health } from '../src/cases/health.ts'
import { limits } from '../src/cases/limits.ts'
import { drillPage } from '../src/chat/pages/drill.ts'
import { noticePage } from '../src/chat/pages/notice.ts'
import { plainText } from '../src/chat/plain.ts'
import { sql } from '../src/db/sql.ts'
import { authorities, casework } from './support/casework.ts'
import { letterbox, webOf } from './support/letterbox.ts'
import { mailroom } from './support/mailroom.ts'

const joint = 'lewes-eastbourne'
const responder = 'pretend-responder'
const commander = 'pretend-silver-commander'
const officer = 'pretend-senior-safeguarding-officer'
const chief = 'pretend-chief-executive'
const administrator = 'pretend-administrator'

/** That a drill finds out who can be reached and who answers, and does nothing else. */
export function drillContract(engine: string, freshUrl: () => Promise<string>): void {
  const started = async () => {
    const work = await casework(await freshUrl())
    const box = letterbox(work)
    const report = async () => {
      const found = await work.cases.drillReport(joint)
      if (!found) throw new Error('no drill')
      return found
    }
    const drill = async () => {
      const filed = await work.cases.startDrill(joint, work.clock.now())
      await box.deliver()
      return (desk: string) => filed.find(one => one.desk === desk)?.reference ?? ''
    }
    return { ...work, box, report, drill }
  }

  describe(`a drill on ${engine}`, () => {
    test('asks everybody who would be told of some report, and hardly anybody twice', async () => {
      const { drill, box, report } = await started()

      await drill()

      const told = new Set((await report()).routes.flatMap(({ told }) => told.map(({ name }) => name)))
      expect(told.size).toBe(16)
      expect(box.arrived).toHaveLength(16)
      expect((await report()).routes.every(({ told }) => told.every(({ reached }) => reached))).toBe(true)
    })

    test('goes out at night as well, to as many as there are', async () => {
      const work = await casework(await freshUrl(), { limits: limits({ most: 1, withinMs: 60_000 }) })
      const box = letterbox(work)
      work.clock.set('2026-11-20T02:00:00Z')

      await work.cases.startDrill(joint, work.clock.now())
      await box.deliver()

      expect(box.arrived).toHaveLength(16)
    })

    test('counts whoever opens it or presses, each for themselves, also after another was first', async () => {
      const { drill, cases, as, clock, report } = await started()
      const reference = (await drill())('Emergency')

      clock.forward({ minutes: 4 })
      const first = await cases.move(as(responder), reference, { move: 'acknowledge', version: 1 })
      clock.forward({ minutes: 1 })
      const second = await cases.move(as(commander), reference, { move: 'acknowledge', version: 1 })
      await cases.show(as('pretend-duty-officer'), reference)

      expect([first.outcome, second.outcome]).toEqual(['moved', 'moved'])
      expect(answers(await report())).toMatchObject({
        'Pretend Designated Responder': new Date('2026-11-20T10:04:00Z'),
        'Pretend Silver Commander': new Date('2026-11-20T10:05:00Z'),
        'Pretend Duty Officer': new Date('2026-11-20T10:05:00Z'),
        'Business Strategy and Performance (pretend)': undefined,
      })
    })

    test('counts a room once one of those who read it has answered, and is passed when everybody has', async () => {
      const { drill, cases, as, db, report } = await started()
      const reference = (await drill())('Emergency')

      await cases.show(as('pretend-deputy-bsp-officer'), reference)
      const half = await report()
      const rows = await db.rows<{ reference: string; destination: string }>(sql`
        select reference, destination from delivery join cases on cases.id = delivery.case_id`)
      for (const { reference, destination } of rows)
        if (destination.startsWith('person:')) await cases.show(as(destination.slice('person:'.length)), reference)

      expect(answers(half)).toMatchObject({
        'Business Strategy and Performance (pretend)': new Date('2026-11-20T10:00:00Z'),
        'Pretend Business Strategy and Performance Officer': undefined,
      })
      expect([half.allAnswered, (await report()).allAnswered]).toEqual([false, true])
    })

    test('climbs no ladder, wakes nobody above, and ends by itself within two days; nothing is overdue meanwhile', async () => {
      const { drill, box, cases, as, db, clock } = await started()
      const reference = (await drill())('Emergency')
      await cases.move(as(responder), reference, { move: 'acknowledge', version: 1 })
      await box.deliver()
      const before = box.arrived.length
      const well: boolean[] = []

      for (let hour = 0; hour < 48; hour++) {
        await box.pass(60, 30)
        well.push(isWell(await cases.heartbeat(clock.now())))
      }

      expect(box.arrived.slice(before)).toEqual([])
      expect(box.to(webOf(chief))).toEqual([])
      expect(well).not.toContain(false)
      expect(await db.rows(sql`select distinct state, outcome, is_open from cases`)).toEqual([
        { state: 'resolved', outcome: 'drill', is_open: 0 },
      ])
      expect(await db.rows(sql`select * from timer`)).toEqual([])
      expect(await db.rows(sql`select * from audit where act = 'repaired'`)).toEqual([])
    })

    test('does not come to the fallback where a post is taken out of the settings meanwhile', async () => {
      const { drill, box, parts, db } = await started()
      await drill()
      const without = ({ 'complaints-officer': _, ...roles }: (typeof authorities)[number]['roles']) => roles
      parts.authorities = parts.authorities.map(one => ({ ...one, roles: without(one.roles) }))

      await box.pass(60, 6)

      expect(box.to(webOf(chief))).toEqual([])
      expect(await db.rows(sql`select * from audit where act = 'repaired'`)).toEqual([])
    })

    test('is told to the administrator at once where somebody cannot be reached, and to no fallback', async () => {
      const { drill, box, report } = await started()
      box.answers(address =>
        /:silver-commander[.@]/.test(address) ? { outcome: 'never', problem: 'deactivated' } : undefined,
      )

      await drill()

      expect(box.to(webOf(administrator))).toContain('cannot-deliver')
      expect(box.arrived.filter(({ about }) => about === 'undelivered')).toEqual([])
      expect(box.to(webOf(chief))).toEqual([])
      expect(plainText(drillPage(await report(), council(), new Date('2026-11-20T10:00:00Z')))).toContain(
        'Pretend Silver Commander: not reached: their account was switched off; has not answered',
      )
    })

    test('finds a channel that does not answer: the administrator hears of it about an hour later', async () => {
      const { drill, box } = await started()
      box.answers(address =>
        /:silver-commander[.@]/.test(address) ? { outcome: 'later', problem: 'down' } : undefined,
      )
      await drill()

      await box.pass(62)

      expect(box.to(webOf(administrator))).toEqual(['stuck'])
    })

    test('says where the first way to somebody is dead, though the second works', async () => {
      const { drill, box, report } = await started()
      box.answers(address =>
        address.startsWith('web:silver-commander') ? { outcome: 'never', problem: 'archived' } : undefined,
      )

      await drill()

      const told = (await report()).routes.flatMap(({ told }) => told).find(({ name }) => /Silver/.test(name))
      expect(told).toMatchObject({ reached: new Date('2026-11-20T10:00:00Z'), deadWay: true })
    })

    test('goes by mail like any notice, says what it is, and a mailbox that is gone is found by it', async () => {
      const work = await started()
      const room = await mailroom(work)
      room.manners.recipient = address => (address.startsWith('silver-commander@') ? [550, '5.1.1 gone'] : undefined)

      await work.cases.startDrill(joint, work.clock.now())
      await room.deliver()

      expect(room.to(responder)[0]?.headers.get('subject')).toMatch(/^New report drill EME-/)
      expect(room.to(responder)[0]?.text).toContain('This is a drill. Nobody is in danger.')
      expect(room.to(administrator).map(({ text }) => text)).toContainEqual(
        expect.stringContaining('to Pretend Silver Commander: There is no such address.'),
      )
    })

    test('is counted apart by whoever asks how the store is, as is what was sent for practice', async () => {
      const { drill, reported, as, db, place, parts, clock } = await started()
      const counted = async () => Object.fromEntries(await health(db, place, clock.now()))
      await reported(as('sam'), 'safeguarding')
      parts.mode = 'practice'
      await reported(as('sam'), 'safeguarding')
      await reported(as('sam'), 'press')
      parts.mode = 'live'
      const before = await counted()

      await drill()

      const { n } = (await db.row<{ n: number }>(sql`select count(*) as n from cases where drill = 1`)) ?? { n: 0 }
      expect(n).toBeGreaterThan(1)
      expect(before).toMatchObject({ 'open cases': '1', 'open for practice': '2', 'open drills': '0' })
      expect(await counted()).toMatchObject({ 'open cases': '1', 'open for practice': '2', 'open drills': String(n) })
    })

    test('is in no statistics and starts no clock of the law, also where it is passed to another desk', async () => {
      const { drill, cases, as, db, clock, box } = await started()
      const reference = (await drill())('Emergency')

      const moved = await cases.move(as(responder), reference, {
        ...{ move: 'transfer', version: 1, desk: 'data-breach', note: 'to see what happens' },
      })
      await box.pass(20 * 60, 30)
      const open = await db.row(sql`select is_open from cases where reference = ${reference}`)
      await box.pass(10 * 60, 30)

      const all = { from: new Date(0), to: clock.now() }
      expect([moved.outcome, open]).toEqual(['moved', { is_open: 1 }])
      expect(await cases.numbers(as(responder), all)).toMatchObject({ own: [], others: { months: [] } })
      expect(await db.rows(sql`select * from side_clock`)).toEqual([])
      expect(box.arrived.filter(({ about }) => about === 'reminder')).toEqual([])
    })

    test('is called a drill on the notice, the case and the list, and was reported by nobody', async () => {
      const { drill, cases, as, db } = await started()
      const reference = (await drill())('Safeguarding')

      const page = await cases.show(as(officer), reference)
      const brief = {
        reference,
        urgent: false,
        drill: true,
        state: 'received',
        opened: new Date(),
        promised: new Date(),
      }
      const notice = noticePage(
        {
          about: 'opened',
          authority: joint,
          to: 'desk',
          troubles: [],
          cases: [{ ...brief, state: 'received', version: 1 }],
        },
        council(),
        new Date(),
      )

      expect(page).toMatchObject({ case: { drill: true }, banner: expect.stringContaining('This is a drill.') })
      expect(page).not.toHaveProperty('reporter')
      expect((await cases.inbox(as(officer))).cases).toMatchObject([{ reference, drill: true }])
      expect(plainText(notice)).toContain('This is a drill.')
      expect(await db.rows(sql`select * from reporter`)).toEqual([])
    })

    test('is deleted three months after it has ended, also at a desk that keeps everything', async () => {
      const { drill, cases, clock, db, box } = await started()
      await drill()
      await box.pass(26 * 60, 60)

      clock.forward({ days: 95 })
      await cases.round(clock.now())

      expect(await db.rows(sql`select * from cases`)).toEqual([])
    })

    test('is not begun twice in a few minutes, and a later one is reported by itself', async () => {
      const { drill, cases, as, clock, report } = await started()
      const reference = (await drill())('Emergency')
      await cases.show(as(responder), reference)
      clock.forward({ minutes: 9 })
      await expect(drill()).rejects.toThrow('began in the last ten minutes')

      clock.forward({ minutes: 2 })
      await drill()

      expect((await report()).began).toEqual(clock.now())
      expect(answers(await report())['Pretend Designated Responder']).toBeUndefined()
    })

    test('asks the deputy of somebody who is away, and leaves them in peace', async () => {
      const { drill, parts, box } = await started()
      parts.authorities = parts.authorities.map(one => {
        const person = one.people['pretend-press-owner']
        const away = [{ from: '2026-11-20', to: '2026-11-20' }]
        return person ? { ...one, people: { ...one.people, 'pretend-press-owner': { ...person, away } } } : one
      })

      await drill()

      expect(box.to(webOf('pretend-press-owner'))).toEqual([])
      expect(box.to(webOf('pretend-deputy-engagement-lead'))).toEqual(['opened'])
    })
  })
}

function answers({ routes }: DrillReport): Record<string, Date | undefined> {
  return Object.fromEntries(routes.flatMap(({ told }) => told.map(({ name, answered }) => [name, answered])))
}

function council() {
  const found = authorities.find(({ id }) => id === joint)
  if (!found) throw new Error('no council')
  return found
}
