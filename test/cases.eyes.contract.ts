import { describe, expect, test } from 'vitest'
import type { Authority } from '../src/authorities/authority.ts'
import { placesOf } from '../src/cases/deliveries.ts'
import { returnLeavers } from '../src/cases/leavers.ts'
import type { By } from '../src/cases/parts.ts'
import { sql } from '../src/db/sql.ts'
import { authorities, casework, desksOf } from './support/casework.ts'
import { letterbox, webOf } from './support/letterbox.ts'

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
      expect(counts).toMatchObject({ own: [{ desk: 'press', received: 1 }], others: { months: [] } })
    })

    test('M10: whom a report is about stays out of it when they are given the posts that were told, and the officer’s', async () => {
      const work = await casework(await freshUrl())
      const { as, reported, cases, parts, clock } = work
      const box = letterbox(work)
      const about = await reported(as('sam', small), 'press', { about: [clerk], what: 'The clerk is in it' })
      const other = await reported(as('sam', small), 'press', { what: 'The clerk is not in it' })
      const posts = ['chair', 'records-officer', 'administrator']
      parts.authorities = authorities.map(one => (one.id === small ? alsoHeld(one, clerk, posts) : one))
      const by = as(clerk, small)
      const request = { under: 'subject-access', reason: 'Somebody asked' } as const

      const seen = [
        (await cases.inbox(by)).cases.map(({ reference }) => reference),
        await cases.show(by, about),
        await cases.move(by, about, { move: 'acknowledge', version: 1 }),
        await cases.searchRecords(by, 'the clerk', request),
        await cases.exportRecords(by, [about], request),
        await cases.numbers(by, everything),
      ]
      for (let hours = 0; hours < 48; hours += 4) {
        await box.deliver()
        clock.forward({ hours: 4 })
        await cases.round(clock.now())
      }

      expect(seen).toMatchObject([
        [other],
        { outcome: 'not-found' },
        { outcome: 'not-found' },
        { outcome: 'searched', found: [{ reference: other }] },
        { outcome: 'exported', cases: [] },
        { own: [{ desk: 'press', received: 1 }], others: { months: [] } },
      ])
      const told = box.arrived.filter(({ reference }) => reference === about).map(({ address }) => address)
      expect(told).toContain(webOf(chair, small))
      expect(told).not.toContain(webOf(clerk, small))
      expect((await cases.inbox(as(chair, small))).cases.map(({ reference }) => reference)).toContain(about)
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

    test.each([
      ['on which safety hangs', { safety: true }],
      [
        'whose notices show no more than a reference',
        { confidentiality: { 'notices show': 'reference', says: 'x' } as const },
      ],
    ])('a desk %s tells nobody that a link was reported before', async (_, other) => {
      const closed = ({ id }: { id: string }) =>
        desksOf(id).map(desk => (desk.id === 'content' ? { ...desk, ...other } : desk))
      const { as, open } = await casework(await freshUrl(), { desksOf: closed })
      const same = { link: 'https://x.com/a/status/1', 'sub-type': 'threat' }
      await open(as('sam'), 'content', same)

      const second = await open(as('kim'), 'content', same)

      expect(second).toMatchObject({ outcome: 'opened', receipt: { alreadyKnown: false } })
    })

    test('a file that the desk keeps for itself is not opened for whoever reported, who knows its id', async () => {
      const { as, reported, cases, db } = await casework(await freshUrl())
      const content = Buffer.from('x')
      const given = { 'sub-type': 'threat', files: [{ id: 'F1', name: 'a.txt', bytes: 1 }] }
      const reference = await reported(as('sam'), 'content', given, { files: { F1: { name: 'a.txt', content } } })
      const { id = '' } = (await db.row<{ id: string }>(sql`select id from file`)) ?? {}
      await db.run(sql`update file set side = 'desk'`)

      expect(await cases.openFile(as('sam'), reference, id, 'reporter')).toEqual({ outcome: 'not-found' })
      expect(await cases.showOwn(as('sam'), reference)).toMatchObject({ files: [] })
      expect(await cases.openFile(as(lead), reference, id)).toMatchObject({ outcome: 'opened' })
    })

    test('no notice is written down for somebody who is left out, nor for a room in which they read, whoever names them', () => {
      const council = authorities.find(({ id }) => id === 'lewes-eastbourne')
      const all = { people: [lead, deputy], rooms: ['bsp-room'] }

      const places = council && placesOf(council, [all], [lead, 'pretend-bsp-officer'])

      expect(places).toEqual([`person:${deputy}`])
    })

    test('where a report is about somebody on its ladder, who stands in for them is told at that step', async () => {
      const work = await casework(await freshUrl())
      const box = letterbox(work)
      await work.reported(work.as('sam'), 'safeguarding', { about: ['pretend-chief-executive'] })

      await box.pass(75)

      const told = new Set(box.arrived.map(({ address }) => address))
      expect(told).toContain(webOf('pretend-monitoring-officer'))
      expect(told).not.toContain(webOf('pretend-chief-executive'))
      expect(told).not.toContain(webOf('pretend-deputy-chief-executive'))
    })

    test('a notice that was owed before reaches nobody who has stepped back, and no room in which a subject has come to read', async () => {
      const work = await casework(await freshUrl())
      const { as, reported, cases, parts } = work
      const box = letterbox(work)
      const responder = 'pretend-responder'
      const room = webOf('bsp-room')
      const about = await reported(as('sam'), 'emergency', { about: [responder] })
      const stepped = await reported(as('sam'), 'content', { 'sub-type': 'threat' })

      await cases.stepBack(as(lead), stepped, 'I know them.')
      parts.authorities = authorities.map(one => (one.id === 'lewes-eastbourne' ? alsoReads(one, responder) : one))
      await box.deliver()
      const meanwhile = box.arrived.map(({ address, reference }) => [address, reference])
      parts.authorities = authorities
      await reported(as('sam'), 'emergency', { about: [responder] })
      await box.deliver()

      expect(meanwhile).toContainEqual([webOf('pretend-bsp-officer'), about])
      expect(meanwhile).not.toContainEqual([room, about])
      expect(meanwhile).not.toContainEqual([webOf(lead), stepped])
      expect(box.to(room)).toEqual(['opened'])
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
      expect(await cases.inbox(as(lead), { closed: true })).toEqual({ cases: [], more: 0 })
      expect(await cases.numbers(as(lead), everything)).toMatchObject({ own: [] })
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
      const given = await cases.exportRecords(as(officer), [mine.toLowerCase().replaceAll('-', ' ')], request, ['doe'])

      expect(JSON.stringify(given)).toContain('Jane [taken out] wrote to us')
      expect(JSON.stringify(given)).not.toMatch(/Name of sam|Doe/)
      const onRecord = sql`select act, who, why from audit where what = ${mine} and why is not null`
      expect(await db.rows(onRecord)).toEqual(
        ['searched', 'exported'].map(act => ({ act, who: `lewes-eastbourne:${officer}`, why: 'subject-access' })),
      )
      expect(
        await db.rows(sql`select about, destination from delivery where about in ('searched', 'exported')`),
      ).toEqual(
        ['searched', 'exported'].map(about => ({
          about,
          destination: 'person:pretend-head-of-neighbourhood-services',
        })),
      )
      for (const who of ['sam', lead, 'pretend-administrator'])
        expect(await cases.searchRecords(as(who), 'jane', request)).toEqual({ outcome: 'not-found' })
    })

    test('a search for a person finds every place where somebody wrote their name, and nothing else', async () => {
      const { as, reported, cases } = await casework(await freshUrl())
      const request = { under: 'subject-access', reason: 'Zoë O’Neill asked' } as const
      const profile = 'https://x.com/zoe'
      const persistent = { 'sub-type': 'persistent-user', profile, link: profile }
      const [answer, addition, question, note, move, words, warning, file, by] = (await Promise.all(
        Array.from({ length: 9 }, (_, at) =>
          reported(as(at === 8 ? 'Zoë O’Neill' : 'kim'), 'content', {
            ...persistent,
            ...(at === 0 ? { what: "Zoe\u0308 O'Neill again" } : {}),
          }),
        ),
      )) as [string, string, string, string, string, string, string, string, string]
      const said = 'about zoë o’neill'
      await cases.add(as('kim'), addition, { text: said, submission: '1' })
      await cases.ask(as(lead), question, { text: said, submission: '2' })
      await cases.note(as(lead), note, { text: said, submission: 'note-5' })
      await cases.move(as(lead), move, { move: 'acknowledge', version: 1, note: said })
      await cases.move(as(lead), words, { move: 'acknowledge', version: 1, words: said })
      await cases.warn(as(lead), warning, { kind: 'warning', text: said, submission: 'warning-6' })
      const files = [{ name: 'zoë o’neill.txt', content: Buffer.from('x') }]
      await cases.add(as('kim'), file, { text: 'here', submission: '3', files })
      await reported(as('kim'), 'content', { ...persistent, what: 'Zoë Smith' })

      const searched = await cases.searchRecords(as(officer), "O'NEILL Zoë", request)
      const given = await cases.exportRecords(as(officer), [warning, file], request, ["Zoë O'Neill"])

      const found = searched.outcome === 'searched' ? searched.found.map(({ reference }) => reference) : []
      expect(found.sort()).toEqual([answer, addition, question, note, move, words, warning, file, by].sort())
      expect(given).toMatchObject({
        cases: expect.arrayContaining([
          expect.objectContaining({ warnings: [{ at: expect.anything(), profile, text: 'about [taken out]' }] }),
          expect.objectContaining({ files: [{ at: expect.anything(), name: '[taken out].txt' }] }),
        ]),
      })
    })

    test.each([
      ['in capitals', 'JANE DOE rang'],
      ['over the end of a line', 'Jane\n  Doe rang'],
      ['with a space that does not break', 'Jane\u00a0Doe rang'],
      ['with an invisible sign in it', 'Jane Do\u200be rang'],
      ['where the first name is taken out as well', 'Jane Doe rang'],
      ['with another apostrophe', 'O’Neill rang'],
      ['with an accent written as a sign of its own', 'Zoe\u0308 rang'],
      ['with another hyphen', 'Smith‑Jones rang'],
      ['with signs that mean something to a program', '(J. Doe?) [x] rang'],
    ])('a name that is taken out of an export is not there %s', async (_, what) => {
      const { as, reported, cases } = await casework(await freshUrl())
      const reference = await reported(as('sam'), 'content', { what, 'sub-type': 'threat' })
      const request = { under: 'subject-access', reason: 'x' } as const

      const names = ['Jane', 'Jane Doe', "O'Neill", 'Zoë', 'Smith-Jones', '(J. Doe?) [x]']
      const given = await cases.exportRecords(as(officer), [reference], request, names)

      expect(given.outcome === 'exported' && given.cases[0]?.answered).toContainEqual(
        expect.objectContaining({ answer: '[taken out] rang' }),
      )
    })

    test('numbers of cases that one may not see hide counts below five, and what would give them away', async () => {
      const { as, reported, cases, clock } = await casework(await freshUrl())
      for (let n = 0; n < 3; n++) await reported(as('sam'), 'safeguarding')
      for (let n = 0; n < 6; n++) await reported(as(`p${n}`), 'press')
      const whileItLasts = await cases.numbers(as('pretend-administrator'), everything)

      clock.forward({ days: 30 })
      const beyond = await cases.numbers(as('pretend-administrator'), everything)
      const own = await cases.numbers(as(pressOwner), everything)

      const received = (of: Awaited<ReturnType<typeof cases.numbers>>) =>
        of.outcome === 'counted' &&
        [...of.others.desks, 'total'].map((desk, at) => [desk, ...(of.others.received[at] ?? [])])
      expect(whileItLasts).toMatchObject({ own: [], others: { months: [] } })
      expect(beyond).toMatchObject({ own: [], others: { months: ['2026-11'] } })
      expect(received(beyond)).toEqual(
        expect.arrayContaining([
          ['press', 6],
          ['safeguarding', '<5'],
          ['conduct', '<5'],
          ['total', 'hidden'],
        ]),
      )
      expect(own).toMatchObject({ own: [{ desk: 'press', received: 6, missed: 6, unansweredNow: 6 }] })
      expect(received(own)).toContainEqual(['press', '<5'])
      expect(await cases.numbers(as('sam'), everything)).toEqual({ outcome: 'not-found' })
    })

    test('whoever counts again for other days, or every day, is told the same of a month and learns no small count', async () => {
      const { as, reported, cases, clock } = await casework(await freshUrl(), { limits: { more: () => undefined } })
      const seen = new Map<string, Set<string>>()
      const days = [1, 3, 9, 14, 20, 28, 33, 40, 61, 62, 75]

      for (const [at, day] of days.entries()) {
        clock.set(new Date(Date.UTC(2026, 8, day, 10)).toISOString())
        for (let n = 0; n <= at % 4; n++) await reported(as('sam'), n === 3 ? 'safeguarding' : 'press')
        for (const [from, to] of days.flatMap((from, at) => days.slice(at).map(to => [from, to + 1] as const))) {
          const range = { from: new Date(Date.UTC(2026, 8, from)), to: new Date(Date.UTC(2026, 8, to)) }
          const counted = await cases.numbers(as('pretend-administrator'), range)
          if (counted.outcome !== 'counted') throw new Error('not counted')
          for (const [column, month] of counted.others.months.entries()) {
            const told = seen.get(month) ?? new Set()
            seen.set(month, told.add(JSON.stringify(counted.others.received.map(row => row[column]))))
          }
        }
      }

      expect([...seen].map(([month, told]) => [month, told.size])).toEqual([
        ['2026-09', 1],
        ['2026-10', 1],
      ])
    })

    test('numbers hold no drill, no practice, and for somebody whom cases are about none of these', async () => {
      const { as, reported, cases, parts, clock } = await casework(await freshUrl())
      for (let n = 0; n < 6; n++) await reported(as(`p${n}`, small), 'press', { about: [clerk] })
      await reported(as('sam', small), 'press', {}, { drill: asIfByDay })
      parts.mode = 'practice'
      await reported(as('sam', small), 'press')
      parts.mode = 'live'

      clock.forward({ days: 30 })
      const press = async (id: string) => {
        const counted = await cases.numbers(as(id, small), everything)
        if (counted.outcome !== 'counted') throw new Error('not counted')
        const row = counted.others.desks.indexOf('press')
        return [counted.own.map(({ received }) => received), counted.others.received[row]]
      }

      expect(await press(chair)).toEqual([[6], ['<5']])
      expect(await press('pretend-administrator')).toEqual([[], [6]])
      expect(await press(clerk)).toEqual([[], []])
    })

    test('a case is not given to somebody who is left out of it, and a log shows them nothing from it', async () => {
      const { as, reported, cases } = await casework(await freshUrl())
      const head = 'pretend-head-of-neighbourhood-services'
      const given = { 'sub-type': 'persistent-user', profile: 'https://x.com/rude' }
      const about = await reported(as('sam'), 'content', { ...given, about: [lead] })
      await cases.warn(as(head), about, { kind: 'warning', text: 'Asked to stop.', submission: 'warning-7' })
      const other = await reported(as('sam'), 'content', given)
      await cases.move(as(lead), other, { move: 'acknowledge', version: 1 })
      await cases.stepBack(as(deputy), other, 'I know them.')

      const assigned = await cases.move(as(lead), other, { move: 'assign', version: 3, to: deputy })

      expect(assigned).toMatchObject({ outcome: 'incomplete', mistakes: [{ field: 'to' }] })
      expect(await cases.show(as(lead), other)).toMatchObject({ warnings: { given: 0, entries: [] } })
      expect(await cases.exportWarnings(as(lead), 'content')).toMatchObject({ entries: [] })
    })

    test('the deputy of somebody whom a report is about is not told by a count that there is one', async () => {
      const { as, reported, cases } = await casework(await freshUrl())
      const counted = () => cases.numbers(as('pretend-deputy-monitoring-officer'), everything)

      const before = await counted()
      await reported(as('sam'), 'whistleblowing', { about: ['pretend-monitoring-officer'] })

      expect(await counted()).toEqual(before)
    })
  })
}

const asIfByDay = { urgent: false, moment: { day: '2026-11-20', time: 'in hours' } } as const
const everything = { from: new Date(0), to: new Date('2030-01-01') }

function withoutDeputies<T extends { deputies: string[] }>(role: T | undefined) {
  return role ? { 'engagement-lead': { ...role, deputies: [] } } : {}
}

function alsoHeld(authority: Authority, person: string, posts: readonly string[]): Authority {
  const roles = Object.entries(authority.roles).map(
    ([id, role]) => [id, posts.includes(id) ? { ...role, people: [...role.people, person] } : role] as const,
  )
  return { ...authority, roles: Object.fromEntries(roles) }
}

function alsoReads(authority: Authority, person: string): Authority {
  const rooms = Object.entries(authority.rooms).map(
    ([id, room]) => [id, { ...room, 'read by': room['read by'].concat(person) }] as const,
  )
  return { ...authority, rooms: Object.fromEntries(rooms) }
}
