import { describe, expect, test } from 'vitest'
import { returnLeavers } from '../src/cases/leavers.ts'
import type { By } from '../src/cases/parts.ts'
import { sql } from '../src/db/sql.ts'
import { authorities, casework } from './support/casework.ts'

const clerk = 'pretend-town-clerk'
const deputyClerk = 'pretend-deputy-town-clerk'
const chair = 'pretend-chair'
const small = 'emersons-green'
const lead = 'pretend-engagement-lead'
const deputy = 'pretend-deputy-engagement-lead'
const pressOwner = 'pretend-press-owner'
const officer = 'pretend-records-officer'

/** Whose eyes see a case, and whose never do. */
export function eyesContract(engine: string, freshUrl: () => Promise<string>): void {
  describe(`who sees a case on ${engine}`, () => {
    test('M10: whom a report is about sees nothing of it in any list, count, search, export or notice; the alternate is told', async () => {
      const { as, reported, cases, db } = await casework(await freshUrl())
      const about = await reported(as('sam', small), 'press', { about: [clerk], what: 'The clerk is in it' })
      const other = await reported(as('sam', small), 'press', { what: 'Something else' })

      const of = (id: string): By => as(id, small)
      expect((await cases.inbox(of(clerk))).cases.map(({ reference }) => reference)).toEqual([other])
      expect((await cases.inbox(of(chair))).cases.map(({ reference }) => reference)).toEqual([about])
      expect(await cases.show(of(clerk), about)).toEqual({ outcome: 'not-found' })
      expect(await cases.move(of(clerk), about, { move: 'acknowledge', version: 1 })).toEqual({ outcome: 'not-found' })
      // A deputy works for the person whom it is about.
      expect((await cases.inbox(of(deputyClerk))).cases.map(({ reference }) => reference)).toEqual([other])
      const told = await db.rows<{ destination: string }>(sql`
        select destination from delivery join cases on cases.id = delivery.case_id where reference = ${about}`)
      expect(told).toEqual([{ destination: `person:${chair}` }])
      const counts = await cases.numbers(of(clerk), everything)
      expect(counts).toMatchObject({ own: [{ desk: 'press', received: 1 }], others: { desks: [] } })
    })

    test('a link that a subject sends does not tell them that somebody has reported it before', async () => {
      const { as, open, reported } = await casework(await freshUrl())
      const link = 'https://www.facebook.com/some.page/posts/12?fbclid=abc'
      await reported(as('sam'), 'content', { link, 'sub-type': 'threat', about: [lead] })

      const same = { link: 'http://m.facebook.com/some.page/posts/12/', 'sub-type': 'threat' }
      const theirs = await open(as(lead), 'content', same)
      const others = await open(as('kim'), 'content', same)

      expect([theirs, others].map(opened => opened.outcome === 'opened' && opened.receipt.alreadyKnown)).toEqual([
        false,
        true,
      ])
    })

    test('reports of the same link are shown to the desk as related, and no case that they may not see', async () => {
      const { as, reported, cases } = await casework(await freshUrl())
      const first = await reported(as('sam'), 'content', { link: 'https://x.com/a/status/1', 'sub-type': 'threat' })
      await reported(as('sam'), 'press', { link: 'https://x.com/a/status/1', 'sub-type': 'story' })
      const third = await reported(as('kim'), 'content', { link: 'twitter.com/a/status/1?s=20', 'sub-type': 'threat' })

      expect(await cases.show(as(lead), third)).toMatchObject({ related: [first] })
    })

    test('the desk that a case went from loses it, and the desk that has it now reads all that was written', async () => {
      const { as, reported, cases } = await casework(await freshUrl())
      const reference = await reported(as('sam'), 'content', { what: 'A journalist, I think', 'sub-type': 'other' })
      await cases.move(as(lead), reference, { move: 'acknowledge', version: 1 })
      await cases.ask(as(lead), reference, { text: 'Which paper?', submission: 'q' })
      await cases.add(as('sam'), reference, { text: 'The Gazette', submission: 'a' })
      await cases.note(as(lead), reference, { text: 'Sounds like the press.', submission: 'n' })

      const to = {
        move: 'transfer',
        desk: 'press',
        note: 'It is the press.',
        words: 'The press desk has it now.',
      } as const
      await cases.move(as(lead), reference, { ...to, version: 2 })

      expect(await cases.show(as(lead), reference)).toEqual({ outcome: 'not-found' })
      expect((await cases.inbox(as(deputy))).cases).toMatchObject([{ desk: 'press' }])
      expect((await cases.inbox(as(lead))).cases).toEqual([])
      expect(await cases.show(as(pressOwner), reference)).toMatchObject({
        case: { state: 'transferred', desk: 'press' },
        messages: [{ text: 'Which paper?' }, { text: 'The Gazette' }],
        notes: [{ text: 'Sounds like the press.' }],
        history: [{}, { move: 'acknowledge' }, { move: 'transfer', detail: 'press', note: 'It is the press.' }],
      })
      expect(await cases.showOwn(as('sam'), reference)).toMatchObject({
        desk: 'Press',
        history: [{}, {}, { words: 'The press desk has it now.' }],
      })
    })

    test('the cases of somebody who has left go back to the desk, and the desk is told', async () => {
      const { as, reported, cases, parts, db } = await casework(await freshUrl())
      const reference = await reported(as('sam'), 'content', { 'sub-type': 'threat' })
      await cases.move(as(lead), reference, { move: 'acknowledge', version: 1 })
      await cases.move(as(lead), reference, { move: 'assign', version: 2, to: deputy })

      parts.authorities = authorities.map(one => ({
        ...one,
        roles: { ...one.roles, ...withoutDeputies(one.roles['engagement-lead']) },
      }))
      const returned = await returnLeavers(parts, as('anybody').now)

      expect(returned).toEqual([reference])
      expect(await cases.show(as(deputy), reference)).toEqual({ outcome: 'not-found' })
      expect(await cases.show(as(lead), reference)).toMatchObject({
        case: { state: 'received' },
        history: [{}, {}, {}, {}],
      })
      expect(await db.rows(sql`select destination from delivery where about = 'returned'`)).toEqual([
        { destination: `person:${lead}` },
      ])
    })

    test('a case that is resolved while it is looked for among those of a leaver stays resolved', async () => {
      const { as, reported, cases, parts, db } = await casework(await freshUrl())
      const reference = await reported(as('sam'), 'content', { 'sub-type': 'threat' })
      await cases.move(as(lead), reference, { move: 'acknowledge', version: 1 })
      await cases.move(as(lead), reference, { move: 'assign', version: 2, to: deputy })
      parts.authorities = authorities.map(one => ({
        ...one,
        roles: { ...one.roles, ...withoutDeputies(one.roles['engagement-lead']) },
      }))

      parts.db = {
        ...db,
        async rows<Row>(query: Parameters<typeof db.rows>[0]) {
          const found = await db.rows<Row>(query)
          if (!query.parts[0]?.includes('select id')) return found
          parts.db = db
          await cases.move(as(lead), reference, { move: 'resolve', version: 3, outcome: 'dealt-with' })
          return found
        },
      }
      const returned = await returnLeavers(parts, as('anybody').now)

      expect(returned).toEqual([])
      expect(await cases.show(as(lead), reference)).toMatchObject({ case: { state: 'resolved', version: 4 } })
    })

    test('somebody of the desk who steps back sees it no more, and those who stand in are told', async () => {
      const { as, reported, cases, db } = await casework(await freshUrl())
      const reference = await reported(as('sam'), 'content', { 'sub-type': 'threat' })
      await cases.move(as(lead), reference, { move: 'acknowledge', version: 1 })

      await cases.stepBack(as(lead), reference, 'I know the person.')

      expect(await cases.show(as(lead), reference)).toEqual({ outcome: 'not-found' })
      const told = await db.rows<{ destination: string }>(
        sql`select destination from delivery where about = 'returned'`,
      )
      expect(told.map(({ destination }) => destination)).not.toContain(`person:${lead}`)
      expect(told.length).toBeGreaterThan(0)
      const inHand = (told[0]?.destination ?? '').slice('person:'.length)
      expect(await cases.show(as(inHand), reference)).toMatchObject({ case: { state: 'received' } })
      expect(await db.rows(sql`select became from audit where act = 'return'`)).toEqual([{ became: 'received' }])
    })

    test('the records officer searches and exports with a reason, on record, and the desk’s head is told', async () => {
      const { as, reported, cases, db } = await casework(await freshUrl())
      const mine = await reported(as('sam'), 'content', { what: 'Jane Doe wrote to us', 'sub-type': 'threat' })
      await reported(as('kim'), 'content', { what: 'Nothing to do with it', 'sub-type': 'threat' })
      const request = { under: 'subject-access', reason: 'Jane Doe asked on 3 November' } as const

      expect(await cases.searchRecords(as(officer), 'jane doe', { ...request, reason: '' })).toMatchObject({
        outcome: 'incomplete',
      })
      expect(await cases.searchRecords(as(officer), 'jane doe', request)).toMatchObject({
        found: [{ reference: mine }],
      })
      const given = await cases.exportRecords(as(officer), [mine], request, ['doe'])

      expect(JSON.stringify(given)).toContain('Jane [taken out] wrote to us')
      expect(JSON.stringify(given)).not.toMatch(/Name of sam|Doe/)
      expect(await db.rows(sql`select act, what, why from audit where act in ('searched', 'exported')`)).toEqual([
        { act: 'searched', what: 'cases', why: 'subject-access' },
        { act: 'exported', what: mine, why: 'subject-access' },
      ])
      expect(await db.rows(sql`select destination from delivery where about = 'exported'`)).toEqual([
        { destination: 'person:pretend-head-of-neighbourhood-services' },
      ])
      for (const who of ['sam', lead, 'pretend-administrator'])
        expect(await cases.searchRecords(as(who), 'jane', request)).toEqual({ outcome: 'not-found' })
    })

    test('numbers beyond one’s own desk hide counts below five, and what would give them away', async () => {
      const { as, reported, cases } = await casework(await freshUrl())
      for (let n = 0; n < 3; n++) await reported(as('sam'), 'safeguarding')
      for (let n = 0; n < 6; n++) await reported(as(`p${n}`), 'press')

      const beyond = await cases.numbers(as('pretend-administrator'), everything)
      const own = await cases.numbers(as(pressOwner), everything)

      expect(beyond).toMatchObject({
        own: [],
        others: {
          desks: ['press', 'safeguarding'],
          received: [
            [6, 6],
            ['<5', '<5'],
            ['hidden', 'hidden'],
          ],
        },
      })
      expect(own).toMatchObject({ own: [{ desk: 'press', received: 6, missed: 0, unansweredNow: 6 }] })
      expect(await cases.numbers(as('sam'), everything)).toEqual({ outcome: 'not-found' })
    })
  })
}

const everything = { from: new Date(0), to: new Date('2030-01-01') }

function withoutDeputies<T extends { deputies: string[] }>(role: T | undefined) {
  return role ? { 'engagement-lead': { ...role, deputies: [] } } : {}
}
