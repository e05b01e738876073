import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { By } from '../src/cases/parts.ts'
import { raw, sql } from '../src/db/sql.ts'
import { type Casework, casework } from './support/casework.ts'
import { letterbox } from './support/letterbox.ts'
import { databaseSink, folderSink, linesSink, type Sink, scan } from './support/scan.ts'
import { unsealed } from './support/unsealed.ts'

const head = 'pretend-monitoring-officer'
const officer = 'pretend-records-officer'
const everything = { from: new Date(0), to: new Date('2030-01-01') }

/** Two people who have nothing in common, not even where they write from. */
const one: By = by('quilla-zanzibar', 'Quilla Zanzibar', 'zanzibarbird:quilla-1', 'zanzibarbird')
const other: By = by('wombat-jotunheim', 'Wilma Jotunheim', 'smokesignal:wombat-address-2', 'smokesignal')

/** What is promised to people who report without their name. */
export function namelessContract(
  engine: string,
  freshUrl: () => Promise<string>,
  folderOf: (url: string) => string,
): void {
  describe(`somebody who reports without a name and wants no reply, on ${engine}`, () => {
    test('leaves nothing of themselves in any table, file or record, also to those who hold all keys', async () => {
      const url = await freshUrl()
      const work = await casework(url)
      await lifeWithout(work, one)

      const found = await foundOf(work, url, folderOf, one)

      expect(found).toEqual([])
    })

    test('leaves a database that would be the same if it had been anybody else', async () => {
      const worlds = await Promise.all(
        [one, other].map(async who => {
          const work = await casework(await freshUrl())
          await lifeWithout(work, who)
          return canonical(await unsealed(work.db, work.keys, join(work.place, 'files')))
        }),
      )

      expect(worlds[0]).toEqual(worlds[1])
    })

    test('is not tied to the case by looking for it later, as themselves', async () => {
      const url = await freshUrl()
      const work = await casework(url)
      const reference = await reportOf(work, one, 'anonymous')

      const told = await Promise.all([
        work.cases.showOwn(one, reference),
        work.cases.add(one, reference, { text: 'And more', submission: 'a' }),
        work.cases.withdraw(one, reference, 1),
        work.cases.nobodyAnswered(one, reference),
        work.cases.ownCases(one),
      ])

      expect(told).toEqual([...Array.from({ length: 4 }, () => ({ outcome: 'not-found' })), []])
      expect(await foundOf(work, url, folderOf, one)).toEqual([])
      expect(await work.db.rows(sql`select who, act, what from audit where number > 1 order by act desc`)).toEqual([
        ...Array.from({ length: 4 }, () => ({ who: 'somebody', act: 'refused', what: reference })),
        { who: 'reporter', act: 'listed', what: 'own-cases' },
      ])
    })
  })

  describe(`somebody who reports without a name and can be written back to, on ${engine}`, () => {
    test('is shown on no page, list, search, export, count or record of anybody', async () => {
      const work = await casework(await freshUrl())
      const reference = await conversation(work, one)

      const shown = await everythingShown(work, reference)

      expect(await scan([linesSink('what is shown', shown)], tracesOf(work, one))).toEqual([])
      expect(await work.cases.ownCases(one)).toMatchObject([{ reference }])
    })

    test('is known from one sealed row alone, and from nothing that is not sealed', async () => {
      const url = await freshUrl()
      const work = await casework(url)
      const reference = await conversation(work, one)

      const sinks = [databaseSink(work.db, folderOf(url)), folderSink('the files', join(work.place, 'files'))]
      const open = await unsealed(work.db, work.keys, join(work.place, 'files'))

      expect(await scan(sinks, stemsOf(work, one))).toEqual([])
      const { id } = await caseOf(work, reference)
      expect(open['reporter']).toEqual([
        { case_id: id, person: null, body: JSON.stringify({ id: one.who.id, address: one.who.address }) },
      ])
      const rest = linesOf({ ...open, reporter: [] })
      expect(await scan([linesSink('all but that row, unsealed', rest)], tracesOf(work, one))).toEqual([])
    })

    test.each(['resolve', 'withdraw'] as const)(
      'is forgotten when the case is closed (%s), and reads it no more',
      async end => {
        const url = await freshUrl()
        const work = await casework(url)
        const reference = await conversation(work, one)
        const { id } = await caseOf(work, reference)
        const [before] = await work.db.rows<{ body: Uint8Array }>(sql`select body from reporter where case_id = ${id}`)

        await close(work, reference, end)

        expect(await work.cases.showOwn(one, reference)).toEqual({ outcome: 'not-found' })
        expect(await work.cases.ownCases(one)).toEqual([])
        expect(await work.cases.show(as(work, head), reference)).toMatchObject({ outcome: 'shown' })
        // The last notice takes the address along, sealed, and lets go of it when it has arrived.
        const holding = sql`select id, case_id, address from delivery where address is not null`
        const [last] = await work.db.rows<{ address: Uint8Array }>(holding)
        const all = async () => unsealed(work.db, work.keys, join(work.place, 'files'))
        const without = async () => linesOf({ ...(await all()), delivery: [] })
        expect(await scan([linesSink('all but the notices', await without())], tracesOf(work, one))).toEqual([])
        await delivered(work)
        expect(await work.db.rows(holding)).toEqual([])
        expect(await scan([linesSink('everything', linesOf(await all()))], tracesOf(work, one))).toEqual([])

        // PostgreSQL writes old pages over in its own time, and the README says so.
        if (work.db.engine === 'postgres') return
        const sealed = [before?.body, last?.address].map(bytes => Buffer.from(bytes ?? []))
        const there = () => sealed.map(bytes => isIn(databaseSink(work.db, folderOf(url)), bytes))
        expect(there()).toEqual([true, true])
        await work.db.rows(raw('pragma wal_checkpoint(truncate)'))
        expect(there()).toEqual([false, false])
      },
    )

    test('and whose words can no longer reach them is not written to by mistake', async () => {
      const work = await casework(await freshUrl())
      const reference = await conversation(work, one)
      const without = await reportOf(work, one, 'anonymous', 'another form')
      const press = (of: string, move: object) => work.cases.move(as(work, head), of, move as never)

      const closing = await press(reference, {
        move: 'resolve',
        version: 5,
        outcome: 'dealt-with',
        words: 'Thank you.',
      })
      const never = await press(without, { move: 'acknowledge', version: 1, words: 'I have it.' })

      expect(closing).toMatchObject({ outcome: 'incomplete', mistakes: [{ field: 'words' }] })
      expect(never).toMatchObject({ outcome: 'incomplete', mistakes: [{ field: 'words' }] })
    })
  })
}

function by(id: string, name: string, address: string, from: string): By {
  return { who: { authority: 'lewes-eastbourne', id, name, address }, from, now: new Date('2026-11-20T10:00:00Z') }
}

function as({ as }: Casework, id: string): By {
  return as(id)
}

async function reportOf(
  { reported }: Casework,
  who: By,
  identity: 'anonymous' | 'anonymous-with-replies',
  form = `form of ${who.who.id}`,
) {
  const file = { name: 'figures.txt', content: Buffer.from('What was paid') }
  const given = {
    identity,
    what: 'They sell the fuel',
    files: [{ id: `F1 of ${who.who.id}`, name: file.name, bytes: 13 }],
  }
  return reported(who, 'whistleblowing', given, {
    files: { [`F1 of ${who.who.id}`]: file },
    submission: form,
  })
}

/** All that can happen to a case whose reporter nobody knows, with the reporter trying again after each try. */
async function lifeWithout(work: Casework, who: By): Promise<void> {
  const { cases } = work
  const reference = await reportOf(work, who, 'anonymous')
  await reportOf(work, who, 'anonymous')
  const desk = as(work, head)
  await cases.show(desk, reference)
  await cases.move(desk, reference, { move: 'acknowledge', version: 1 })
  await cases.note(desk, reference, { text: 'Asked for the books.', submission: 'note-4' })
  await cases.ask(desk, reference, { text: 'Who?', submission: 'q' })
  await cases.exportRecords(as(work, officer), [reference], { under: 'court-order', reason: 'A court asked' })
  await cases.move(desk, reference, { move: 'resolve', version: 2, outcome: 'dealt-with' })
  await cases.move(desk, reference, { move: 'reopen', version: 3 })
}

/** A case whose reporter answers without a name. It is at its fifth version then. */
async function conversation(work: Casework, who: By): Promise<string> {
  const { cases } = work
  const reference = await reportOf(work, who, 'anonymous-with-replies')
  const desk = as(work, head)
  await cases.move(desk, reference, { move: 'acknowledge', version: 1, words: 'I have it.' })
  await cases.ask(desk, reference, { text: 'Which depot?', submission: 'q' })
  const files = [{ name: 'depot.txt', content: Buffer.from('The one by the river') }]
  await cases.add(who, reference, { text: 'This one', submission: `answer of ${who.who.id}`, files })
  const late = { ...who, now: new Date('2026-12-20T10:00:00Z') }
  await cases.move(desk, reference, { move: 'return', version: 2, note: 'I am away.' })
  await cases.nobodyAnswered(late, reference)
  await cases.move(desk, reference, { move: 'acknowledge', version: 4 })
  await delivered(work)
  return reference
}

/** Sends all notices, by a channel that says of each what it calls what it posted: a name of the conversation with somebody. */
async function delivered(work: Casework): Promise<void> {
  const box = letterbox(work)
  box.answers(address => ({ outcome: 'sent', posted: { conversation: `with ${address}` } }))
  await box.deliver()
  expect(box.arrived.map(({ address }) => address)).toContain(one.who.address)
}

async function close(work: Casework, reference: string, end: 'resolve' | 'withdraw'): Promise<void> {
  const { version } = await caseOf(work, reference)
  const closed =
    end === 'withdraw'
      ? await work.cases.withdraw(one, reference, version, 'I was wrong.')
      : await work.cases.move(as(work, head), reference, { move: 'resolve', version, outcome: 'dealt-with' })
  expect(closed.outcome).toBe('moved')
}

async function caseOf({ db }: Casework, reference: string): Promise<{ id: string; version: number }> {
  const row = await db.row<{ id: string; version: number }>(
    sql`select id, version from cases where reference = ${reference}`,
  )
  if (!row) throw new Error('no such case')
  return row
}

/** All that anybody knows of somebody, and how they are called where their id must not stand. */
function plainOf({ keys }: Casework, { who, from }: By): string[] {
  const mark = keys.fingerprint('person', `${who.authority} ${who.id}`)
  return [who.id, who.name, who.address, from, `form of ${who.id}`, mark, mark.slice(0, 12)]
}

/** Every way in which anything that is derived from them could stand anywhere. */
function tracesOf(work: Casework, { who, from }: By): string[] {
  const form = `form of ${who.id}`
  const forms = [
    [who.authority, from, who.id, form],
    [who.authority, from, '', form],
    [who.authority, from, form],
  ]
  const spelt = [
    ...[who.id, who.name, who.address, from, form, `${who.authority} ${who.id}`, `${who.authority}:${who.id}`],
    ...[...forms, [who.authority, who.id], [who.id, form]].map(parts => JSON.stringify(parts)),
  ]
  const purposes = ['person', 'submission', 'content', 'kept', 'kept web', `link ${who.authority}`, 'reporter', from]
  const marks = spelt.flatMap(text => purposes.map(purpose => work.keys.fingerprint(purpose, text)))
  const hashes = spelt.flatMap(text => ['sha256', 'sha1', 'md5'].map(how => createHash(how).update(text).digest('hex')))
  return [...plainOf(work, { who, from, now: new Date(0) }), ...marks.map(mark => mark.slice(0, 12)), ...hashes]
}

/** Enough to find any of it by, where there is much to read: all that is known of the one person holds one of these. */
function stemsOf(work: Casework, who: By): string[] {
  return ['zanzibar', 'Zanzibar', 'quilla-', plainOf(work, who).at(-1) ?? '']
}

/** Everything that can be found, as it stands on the disk and as it reads unsealed. */
async function foundOf(work: Casework, url: string, folderOf: (url: string) => string, who: By): Promise<string[]> {
  const onDisk = [databaseSink(work.db, folderOf(url)), folderSink('the files', work.place)]
  const open = linesSink('everything, unsealed', linesOf(await unsealed(work.db, work.keys, join(work.place, 'files'))))
  return [...(await scan(onDisk, stemsOf(work, who))), ...(await scan([open], tracesOf(work, who)))]
}

function linesOf(all: Record<string, unknown[]>): string[] {
  return Object.entries(all).flatMap(([table, rows]) => rows.map(row => JSON.stringify({ table, row })))
}

/** What the desk, the records officer and those who look after the program can have shown to them. */
async function everythingShown(work: Casework, reference: string): Promise<string[]> {
  const { cases, db } = work
  const request = { under: 'subject-access', reason: 'Quilla asked' } as const
  const shown: unknown[] = [await cases.show(as(work, head), reference), await cases.inbox(as(work, head))]
  const found = await cases.searchRecords(as(work, officer), 'fuel', request)
  shown.push(found, await cases.exportRecords(as(work, officer), [reference], request))
  expect(found).toMatchObject({ found: [{ reference }] })
  expect(await cases.searchRecords(as(work, officer), 'quilla', request)).toMatchObject({ found: [] })
  shown.push(await cases.numbers(as(work, head), everything), await db.rows(sql`select * from audit`))
  shown.push(await db.rows(sql`select destination, about from delivery`))
  return shown.map(one => JSON.stringify(one))
}

/** Ids, keys' marks and what is drawn by lot, by the order in which they first appear: the rest must be the same. */
function canonical(all: Record<string, unknown[]>): string[] {
  const names = new Map<string, string>()
  const named = (drawn: string) => {
    if (!names.has(drawn)) names.set(drawn, `#${names.size}`)
    return names.get(drawn) ?? ''
  }
  const drawn = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}|[0-9a-f]{32,64}|[A-Z]{3}-[A-Z0-9]{4}-[A-Z0-9]{2}|"[\w-]{43}"/g
  const { data_key: _, master_key: __, audit_head: ___, ...tables } = all
  return Object.entries(tables).flatMap(([table, rows]) =>
    rows.map(row => `${table} ${JSON.stringify(row)}`.replace(drawn, named)),
  )
}

function isIn(sink: Sink, bytes: Buffer): boolean {
  for (const content of sink.read()) if (Buffer.from(content).includes(bytes)) return true
  return false
}
