import { describe, expect, test } from 'vitest'
import { sql } from '../src/db/sql.ts'
import type { Pace } from '../src/desks/desk.ts'
import { casework } from './support/casework.ts'
import { letterbox, webOf } from './support/letterbox.ts'

const small = 'emersons-green'
const lead = 'pretend-engagement-lead'
const safeguarding = 'pretend-senior-safeguarding-officer'
const clerk = webOf('pretend-town-clerk', small)
const chief = webOf('pretend-chief-executive')

/** That somebody is told, and goes on being told until somebody acts, whichever engine keeps the outbox. */
export function tellingContract(engine: string, freshUrl: () => Promise<string>): void {
  const started = async () => {
    const work = await casework(await freshUrl())
    return { ...work, box: letterbox(work) }
  }

  describe(`who is told on ${engine}`, () => {
    test('a desk hears of a report once, and the reporter of each step once', async () => {
      const { as, reported, cases, box } = await started()

      const reference = await reported(as('sam'), 'content', { 'sub-type': 'threat' })
      await box.deliver()
      await cases.move(as(lead), reference, { move: 'acknowledge', version: 1 })
      await box.deliver()
      await box.deliver()

      expect(box.arrived).toMatchObject([
        { address: webOf(lead), about: 'opened', reference },
        { address: 'web:sam.test', about: 'acknowledged', reference },
      ])
    })

    test('M4: a safeguarding report that nobody takes up climbs its ladder step by step, and the last step never stops', async () => {
      const { as, reported, clock, box } = await started()
      clock.set('2026-11-20T22:00:00Z')
      await reported(as('sam'), 'safeguarding')

      await box.deliver()
      await box.pass(48 * 60, 5)

      const steps = box.arrived.map(({ address, at }) => `${minutesFrom('2026-11-20T22:00:00Z', at)} ${address}`)
      const onCall = [webOf('pretend-duty-officer'), webOf(safeguarding)]
      expect(steps.slice(0, 4).sort()).toEqual(onCall.flatMap(who => [`0 ${who}`, `15 ${who}`]).sort())
      expect(steps.slice(4, 7)).toEqual([`30 ${webOf('pretend-safeguarding-deputy')}`, `45 ${chief}`, `60 ${chief}`])
      const last = box.arrived.filter(({ address, at }) => address === chief && minutesFrom(start, at) >= 60)
      const gaps = last.slice(1).map(({ at }, n) => minutesFrom(last[n]?.at.toISOString() ?? '', at))
      expect(new Set(gaps)).toEqual(new Set([15]))
      expect(last).toHaveLength((48 * 60 - 60) / 15 + 1)
    })

    test('the ladder in force when a case was reported stays with it, whatever the desk says later', async () => {
      const { as, reported, parts, box } = await started()
      await reported(as('sam'), 'safeguarding')
      const { desksOf } = parts
      const slow = (pace: Pace): Pace => ({ ...pace, ladder: [{ after: { amount: 1, unit: 'day' }, tell: 'head' }] })
      parts.desksOf = authority =>
        desksOf(authority).map(desk => {
          const { usual, urgent } = desk['our targets']
          return { ...desk, 'our targets': { usual: slow(usual), urgent: slow(urgent) } }
        })

      await box.pass(15)
      await reported(as('kim'), 'safeguarding')
      await box.pass(15)

      expect(box.to(webOf(safeguarding))).toEqual(['opened', 'reminder', 'opened'])
      expect(box.to(webOf('pretend-safeguarding-deputy'))).toEqual(['reminder'])
    })

    test('M6: after hours in which the program was down, each case is caught up once and stands on the right step', async () => {
      const { as, reported, cases, clock, box } = await started()
      await reported(as('sam'), 'safeguarding')
      await box.deliver()

      clock.forward({ hours: 3 })
      await cases.round(clock.now())
      await cases.round(clock.now())
      await box.deliver()

      const caughtUp = box.arrived.filter(({ about }) => about === 'reminder')
      expect(caughtUp.map(({ address }) => address).sort()).toEqual(
        [chief, webOf('pretend-safeguarding-deputy'), webOf(safeguarding)].sort(),
      )
      await box.pass(15)
      expect(box.arrived.filter(({ about }) => about === 'reminder')).toHaveLength(caughtUp.length + 1)
    })

    test('no reminder reaches somebody who acknowledged before it was sent', async () => {
      const { as, reported, cases, clock, box } = await started()
      const reference = await reported(as('sam'), 'safeguarding')
      await box.deliver()
      clock.forward({ minutes: 16 })
      await cases.round(clock.now())

      await cases.move(as(safeguarding), reference, { move: 'acknowledge', version: 1 })
      await box.deliver()
      await box.pass(60)

      expect(box.to(webOf(safeguarding))).toEqual(['opened'])
      expect(box.to(chief)).toEqual([])
    })

    test('M8: what can never be delivered goes to the fallback and to the administrator at once, never to silence', async () => {
      const { as, reported, cases, db, box } = await started()
      box.answers(address =>
        /:engagement-lead[.@]/.test(address) ? { outcome: 'never', problem: 'deactivated' } : undefined,
      )

      const reference = await reported(as('sam'), 'content', { 'sub-type': 'threat' })
      await box.deliver()

      expect(box.arrived.map(({ address, about }) => `${address} ${about}`).sort()).toEqual([
        `${webOf('pretend-administrator')} cannot-deliver`,
        `${webOf('pretend-administrator')} cannot-deliver`,
        `${chief} undelivered`,
      ])
      expect((await cases.show(as('pretend-chief-executive'), reference)).outcome).toBe('shown')
      expect(await db.row(sql`select state, problem from delivery where about = 'opened'`)).toEqual({
        state: 'failed',
        problem: 'deactivated',
      })
      expect(await cases.showStuck(as('pretend-administrator'))).toMatchObject({
        stuck: [{ reference, state: 'failed', problem: 'deactivated' }],
      })
      expect(await cases.showStuck(as('sam'))).toEqual({ outcome: 'not-found' })
    })

    test('a second way to somebody is taken when the first is down for some minutes, and the first is not forgotten', async () => {
      const { as, reported, box } = await started()
      box.answers(address => (address.startsWith('web:') ? { outcome: 'later', problem: 'down' } : undefined))
      await reported(as('sam'), 'content', { 'sub-type': 'commercial' })

      await box.pass(4)
      expect(box.arrived).toEqual([])
      await box.pass(6)

      expect(box.arrived).toMatchObject([{ address: 'email:engagement-lead@lewes-eastbourne.test', about: 'opened' }])
    })

    test('M5: each try is counted when it is taken, so one that ends the process costs a try and is taken again later', async () => {
      const { as, reported, db, clock, box, parts, cases } = await started()
      await reported(as('sam'), 'content', { 'sub-type': 'threat' })
      const dying = { ...parts, at: (point: string) => point === 'delivery: claimed' && die() }
      const { deliver } = await import('../src/cases/outbox/deliver.ts')
      await expect(deliver(dying, { post: never, worker: 'dead', now: clock.now, sideBySide: 1 })).rejects.toThrow(
        'dead',
      )

      expect(await db.row(sql`select attempts, state from delivery`)).toEqual({ attempts: 1, state: 'waiting' })
      await box.deliver()
      expect(box.arrived).toEqual([])
      clock.forward({ minutes: 3 })
      await cases.round(clock.now())
      await box.deliver()

      expect(box.to(webOf(lead))).toEqual(['opened'])
    })

    test('M3: a notice that finds nobody home for days is still tried, and still on the stuck list each day', async () => {
      const { as, reported, cases, clock, box } = await started()
      box.answers(address => (address.includes('administrator') ? undefined : { outcome: 'later', problem: 'down' }))
      await reported(as('sam'), 'content', { 'sub-type': 'commercial' })

      for (let day = 0; day < 21; day++) {
        clock.forward({ days: 1 })
        await cases.round(clock.now())
        await box.deliver()
      }
      box.answers(() => undefined)
      clock.forward({ minutes: 11 })
      await box.deliver()

      expect(box.to(webOf('pretend-administrator')).filter(about => about === 'stuck')).toHaveLength(21)
      expect(box.to(webOf(lead)).includes('opened')).toBe(true)
    })

    test('M9: of two who are told each has a state of its own, and only the one who has not got it is tried again', async () => {
      const { as, reported, cases, clock, box } = await started()
      clock.set('2026-11-20T22:00:00Z')
      box.answers(address => (address.includes('duty-officer') ? { outcome: 'later', problem: 'down' } : undefined))
      const reference = await reported(as('sam'), 'safeguarding')

      await box.deliver()
      const half = await cases.show(as(safeguarding), reference)
      box.answers(() => undefined)
      await box.pass(2)
      const whole = await cases.show(as(safeguarding), reference)

      expect(half).toMatchObject({ told: { arrived: 1, of: 2 } })
      expect(whole).toMatchObject({ told: { arrived: 2, of: 2 } })
      expect(box.to(webOf(safeguarding))).toEqual(['opened'])
    })

    test('what can wait at night comes when the office opens, in one notice; what is urgent does not wait', async () => {
      const { as, reported, clock, box } = await started()
      clock.set('2026-11-20T02:00:00Z')
      await reported(as('sam', small), 'advice')
      await reported(as('kim', small), 'advice')
      await reported(as('kim', small), 'press', { 'deadline-given': 'now' })
      await box.deliver()

      expect(box.to(clerk)).toEqual(['opened'])
      clock.set('2026-11-20T09:30:00Z')
      await box.deliver()

      expect(box.tried.filter(({ address }) => address === clerk)).toHaveLength(3)
      expect(box.to(clerk)).toEqual(['opened', 'opened', 'opened'])
    })

    test('what was posted about a case is made true at each change, wherever it stands, and shows nothing to a desk that lost it', async () => {
      const { as, reported, cases, box } = await started()
      box.answers(address => ({ outcome: 'sent', posted: { at: address } }))
      const reference = await reported(as('sam'), 'content', { 'sub-type': 'other' })
      await box.deliver()

      await cases.move(as(lead), reference, { move: 'acknowledge', version: 1 })
      await box.deliver()
      const to = { move: 'transfer', desk: 'press', note: 'It is the press.' } as const
      await cases.move(as(lead), reference, { ...to, version: 2 })
      await box.deliver()

      const card = box.tried.filter(({ address }) => address === webOf(lead))
      expect(card.map(({ about, state, earlier }) => [about, state, earlier])).toEqual([
        ['opened', 'received', undefined],
        ['changed', 'acknowledged', { at: webOf(lead) }],
        ['changed', 'gone', { at: webOf(lead) }],
      ])
      expect(box.to(webOf('pretend-press-owner'))).toEqual(['transferred'])
    })

    test('a clock that the council’s own document sets counts from when it happened, not from when it was reported', async () => {
      const { as, reported, cases, clock, box } = await started()
      clock.set('2026-11-20T10:14:00Z')
      const reference = await reported(as('sam'), 'emergency', { began: '2026-11-20 10:00' })

      const page = await cases.show(as('pretend-responder'), reference)
      await box.pass(7)

      expect(page).toMatchObject({
        clocks: [{ due: new Date('2026-11-20T10:20:00Z'), began: new Date('2026-11-20T10:00:00Z') }],
      })
      expect(box.to(webOf('pretend-responder')).filter(about => about === 'clock')).toEqual(['clock', 'clock'])
    })

    test('a deadline in forty minutes makes the first step come within ten, and one that is over makes it urgent', async () => {
      const { as, reported, cases, clock, box } = await started()
      clock.set('2026-11-20T11:00:00Z')
      const soon = { 'deadline-given': 'time', deadline: '2026-11-20 11:40' }
      const over = { 'deadline-given': 'time', deadline: '2026-11-20 10:30' }

      const reference = await reported(as('sam', small), 'press', soon)
      const late = await reported(as('sam', small), 'press', over)
      await box.deliver()
      await box.pass(10)

      expect(box.arrived.filter(one => one.reference === reference).map(({ about }) => about)).toEqual([
        'opened',
        'reminder',
      ])
      expect(await cases.show(as('pretend-town-clerk', small), late)).toMatchObject({ case: { urgent: true } })
      expect(await cases.showOwn(as('sam', small), reference)).toMatchObject({
        promised: new Date('2026-11-20T11:10:00Z'),
      })
    })

    test('a case that was taken up and then lies goes back to the desk, whose owner is reminded before', async () => {
      const { as, reported, cases, box } = await started()
      const reference = await reported(as('sam'), 'safeguarding', { 'sub-type': 'self-harm' })
      await box.deliver()
      await cases.move(as(safeguarding), reference, { move: 'acknowledge', version: 1 })

      await box.pass(62)

      expect(box.to(webOf(safeguarding))).toEqual(['opened', 'unassigned', 'returned'])
      expect(await cases.show(as(safeguarding), reference)).toMatchObject({ case: { state: 'received' } })
      await box.pass(6)
      expect(box.to(webOf(safeguarding)).at(-1)).toBe('reminder')
    })

    test('a new owner has a time of their own to answer in, and while the reporter hears nothing they are reminded', async () => {
      const { as, reported, cases, box } = await started()
      const reference = await reported(as('sam'), 'safeguarding')
      await cases.move(as(safeguarding), reference, { move: 'acknowledge', version: 1 })
      const to = 'pretend-safeguarding-deputy'
      await cases.move(as(safeguarding), reference, { move: 'assign', version: 2, to })

      await box.pass(8 * 24 * 60, 240)

      expect(box.to(webOf(to))).toEqual(['assigned', 'silent'])
      await cases.ask(as(to), reference, { text: 'Any news?', submission: 'q' })
      await box.pass(4 * 24 * 60, 240)
      expect(box.to(webOf(to))).toEqual(['assigned', 'silent'])
    })

    test('a clock that the law sets is on the case with its law, reminds before it ends, and stops when it was kept', async () => {
      const { as, reported, cases, box } = await started()
      const reference = await reported(as('sam'), 'data-breach', { noticed: '2026-11-20 09:00', kinds: ['contact'] })
      const officer = as('pretend-data-protection-officer')
      const page = await cases.show(officer, reference)
      expect(page).toMatchObject({
        clocks: [{ law: expect.stringMatching(/Article 33/), due: new Date('2026-11-23T09:00:00Z') }],
      })
      await cases.move(officer, reference, { move: 'acknowledge', version: 1 })
      await cases.move(officer, reference, { move: 'assign', version: 2, to: 'pretend-data-protection-officer' })
      await box.deliver()

      await box.pass(54 * 60, 30)
      const before = box.to(webOf('pretend-data-protection-officer')).filter(about => about === 'clock')
      await cases.meet(officer, reference, 1)
      await box.pass(48 * 60, 30)

      expect(before).toEqual(['clock'])
      expect(box.to(webOf('pretend-data-protection-officer')).filter(about => about === 'clock')).toEqual(['clock'])
      expect(await cases.show(officer, reference)).toMatchObject({
        clocks: [{ met: { by: 'pretend-data-protection-officer' } }],
      })
    })

    test('M2: an open case that lost its timer is found, mended and told; so is one that nobody can see any more', async () => {
      const { as, reported, cases, parts, db, clock, box } = await started()
      const reference = await reported(as('sam'), 'content', { 'sub-type': 'threat' })
      await box.deliver()
      await db.run(sql`delete from timer`)

      clock.forward({ minutes: 6 })
      await cases.round(clock.now())
      await box.deliver()

      expect(await db.rows(sql`select name from timer`)).toEqual([{ name: 'ladder' }])
      expect(box.to(webOf('pretend-administrator'))).toEqual(['repaired'])
      parts.authorities = parts.authorities.map(one => ({
        ...one,
        roles: Object.fromEntries(Object.entries(one.roles).filter(([role]) => role !== 'engagement-lead')),
      }))
      clock.forward({ minutes: 6 })
      await cases.round(clock.now())
      await box.deliver()

      expect((await cases.show(as('pretend-chief-executive'), reference)).outcome).toBe('shown')
      expect(box.to(chief)).toContain('opened')
    })

    test('the heartbeat stops while a step or a notice is overdue', async () => {
      const { as, reported, cases, clock, box } = await started()
      const { isWell } = await import('../src/cases/clock/heartbeat.ts')
      await reported(as('sam'), 'safeguarding')
      await box.deliver()
      expect(isWell(await cases.heartbeat(clock.now()))).toBe(true)

      clock.forward({ minutes: 19 })
      const late = isWell(await cases.heartbeat(clock.now()))
      await cases.round(clock.now())
      const owed = isWell(await cases.heartbeat(clock.now()))
      clock.forward({ minutes: 4 })
      const unsent = isWell(await cases.heartbeat(clock.now()))

      expect([late, owed, unsent]).toEqual([false, true, false])
    })

    test('the address of somebody without a name is gone once the last notice to them was sent', async () => {
      const { as, reported, cases, db, box } = await started()
      const reference = await reported(as('sam'), 'safeguarding', { identity: 'anonymous-with-replies' })
      await cases.move(as(safeguarding), reference, { move: 'acknowledge', version: 1 })
      await cases.move(as(safeguarding), reference, { move: 'resolve', version: 2, outcome: 'not-referred', note: 'x' })
      await cases.move(as(safeguarding), reference, { move: 'resolve', version: 2, outcome: 'not-referred', note: 'x' })
      const kept = sql`select count(*) as count from delivery where address is not null`
      await box.deliver()

      expect(box.to('web:sam.test')).toContain('resolved')
      expect(await db.row(kept)).toEqual({ count: 0 })
      expect(await db.rows(sql`select * from reporter`)).toEqual([])
    })

    test('the press owner passes on to the agency what was seen, only what is shared, and nobody else can', async () => {
      const { as, reported, cases, db, box } = await started()
      const owner = as('pretend-press-owner')
      const given = { journalist: 'Jo Writer', what: 'Why is the pool shut?', 'said-already': 'SECRET' }
      const reference = await reported(as('sam'), 'press', given)
      const preview = await cases.previewAgency(owner, reference)
      const [passing] = preview.outcome === 'shown' ? preview.passings : []
      expect(passing?.answered.map(({ answer }) => answer)).toContain('Jo Writer')
      expect(JSON.stringify(passing)).not.toMatch(/SECRET|Name of sam/)

      expect(await cases.passOn(owner, reference, 'cobb-pr', 'another')).toEqual({ outcome: 'changed' })
      expect(await cases.passOn(as('pretend-chief-executive'), reference, 'cobb-pr', passing?.seen ?? '')).toEqual({
        outcome: 'not-found',
      })
      expect(await cases.passOn(owner, reference, 'cobb-pr', passing?.seen ?? '')).toEqual({ outcome: 'passed-on' })
      await box.deliver()

      expect(box.tried.map(({ address }) => address)).toContain('email:cobb-pr@cobb-pr.test')
      expect(await db.rows(sql`select became from audit where act = 'passed-on'`)).toEqual([{ became: 'cobb-pr' }])
    })
  })
}

const start = '2026-11-20T22:00:00Z'

function minutesFrom(start: string, at: Date): number {
  return (at.getTime() - Date.parse(start)) / 60_000
}

const never = () => new Promise<never>(() => {})

function die(): never {
  throw new Error('dead')
}
