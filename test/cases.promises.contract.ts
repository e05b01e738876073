import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { sweepFiles } from '../src/cases/files.ts'
import { limits } from '../src/cases/limits.ts'
import { scanFiles } from '../src/cases/scan.ts'
import { raw, sql } from '../src/db/sql.ts'
import { tablesOf } from '../src/db/tables.ts'
import { authorities, casework, desksOf } from './support/casework.ts'

const lead = 'pretend-engagement-lead'
const safeguarding = 'pretend-senior-safeguarding-officer'
const year = 365

/** Where other systems lost a report, or told somebody that it was safe when it was not: what may be relied on here. */
export function promisesContract(engine: string, freshUrl: () => Promise<string>): void {
  describe(`what may be relied on, on ${engine}`, () => {
    test('M1: nobody is given a receipt before their report is on the disk, whatever fails on the way', async () => {
      const points = ['open: begun', 'open: files written', 'open: written', 'open: committed'] as const
      for (const failing of points) {
        const at = (point: string) => {
          if (point === failing) throw new Error('the lights went out')
        }
        const { as, open, db, parts } = await casework(await freshUrl(), { at })
        const report = () => open(as('sam'), 'content', withFile[0], { ...withFile[1], submission: 'form-1' })

        const first = await report().then(
          opened => opened.outcome,
          error => error.message,
        )
        const saved = await db.rows(sql`select id from cases`)
        delete parts.at
        const again = await report()

        expect([failing, first, saved.length]).toEqual([
          failing,
          'the lights went out',
          failing === 'open: committed' ? 1 : 0,
        ])
        expect(again).toMatchObject({ outcome: 'opened' })
        expect(await db.rows(sql`select id from cases`)).toHaveLength(1)
      }
    })

    test('M2: whatever of a report cannot be written, none of it is, and nobody counts as told', async () => {
      const url = await freshUrl()
      const { as, open, db, place } = await casework(url)
      const tables = [
        'report',
        'reporter',
        'history',
        'reader',
        'left_out',
        'delivery',
        'timer',
        'link',
        'file',
        'audit',
      ]
      const given = { about: [lead], link: 'https://x.com/a/status/1' }

      for (const table of tables) {
        await db.run(raw(`alter table ${table} rename to away`))
        const opened = await open(as('sam'), 'content', { ...withFile[0], ...given }, withFile[1]).catch(() => 'failed')
        await db.run(raw(`alter table away rename to ${table}`))

        expect(opened, table).toBe('failed')
        for (const one of ['cases', ...tables])
          expect(await db.rows(raw(`select * from ${one}`)), `${table}: ${one}`).toEqual([])
        expect(filesUnder(join(place, 'files')), table).toEqual([])
      }
      expect(await open(as('sam'), 'content', { ...withFile[0], ...given }, withFile[1])).toMatchObject({
        outcome: 'opened',
      })
    })

    test('M3: a notice that is owed is deleted by nothing, however old it gets', async () => {
      const { as, reported, cases, db, clock } = await casework(await freshUrl())
      await reported(as('sam'), 'content', { 'sub-type': 'threat' })
      const owed = sql`select id, state from delivery where about = 'opened'`
      const before = await db.rows(owed)

      for (let at = 0; at < 12; at++) {
        clock.forward({ days: year })
        await cases.round(clock.now())
      }

      expect(before).toMatchObject([{ state: 'waiting' }])
      expect(await db.rows(owed)).toEqual(before)
    })

    test('M7: there is never a case of which nobody is to hear, on any desk of any council', async () => {
      const { as, reported, db } = await casework(await freshUrl(), { limits: { more: () => undefined } })
      for (const authority of authorities)
        for (const { id } of desksOf(authority.id)) await reported(as('sam', authority.id), id)

      const orphans = sql`
        select cases.reference from cases
        where not exists (select 1 from delivery where delivery.case_id = cases.id and destination <> 'reporter')
          or not exists (select 1 from timer where timer.case_id = cases.id)
          or not exists (select 1 from reader where reader.case_id = cases.id)
          or not exists (select 1 from history where history.case_id = cases.id)`
      expect((await db.rows(sql`select id from cases`)).length).toBeGreaterThan(20)
      expect(await db.rows(orphans)).toEqual([])
    })

    test('M9: each of several who are to be told has a row of their own, so that one who has it does not speak for another', async () => {
      const { as, reported, db } = await casework(await freshUrl())

      await reported(as('sam'), 'emergency')

      const rows = await db.rows<{ destination: string }>(
        sql`select destination, state from delivery order by destination`,
      )
      expect(rows).toEqual(
        ['pretend-bsp-officer', 'pretend-responder', 'pretend-silver-commander', 'pretend-duty-officer']
          .map(id => ({ destination: `person:${id}`, state: 'waiting' }))
          .concat({ destination: 'room:bsp-room', state: 'waiting' })
          .sort((a, b) => (a.destination < b.destination ? -1 : 1)),
      )
    })

    test('M11: opening a case only shows that it was seen: its clock runs on and nobody counts as dealing with it', async () => {
      const { as, reported, cases, db, clock } = await casework(await freshUrl())
      const reference = await reported(as('sam'), 'safeguarding')
      const timers = sql`select name, due, step from timer`
      const before = await db.rows(timers)

      for (let at = 0; at < 3; at++) await cases.show(as(safeguarding), reference)

      const page = await cases.show(as(safeguarding), reference)
      expect(page).toMatchObject({
        case: { state: 'received', version: 1 },
        history: [{ move: 'open' }],
        seenBy: [{ name: nameOf(safeguarding), first: clock.now() }],
      })
      expect(page).not.toHaveProperty('ownerName')
      expect(await db.rows(timers)).toEqual(before)
      expect(await db.rows(sql`select distinct act from audit where what = ${reference} and act <> 'opened'`)).toEqual([
        { act: 'viewed' },
      ])
      clock.forward({ minutes: 16 })
      expect(await cases.showOwn(as('sam'), reference)).toMatchObject({ state: 'received', mayPress: true })
    })

    test('M12: no word is ever cut: what fits comes back whole, and what does not is said before anything is lost', async () => {
      const { as, open, reported, cases } = await casework(await freshUrl())
      const long = '🦊'.repeat(10_000)
      const reference = await reported(as('sam'), 'safeguarding', { what: long, 'own-view': long })

      const added = await cases.add(as('sam'), reference, { text: long, submission: 'a' })
      const noted = await cases.note(as(safeguarding), reference, { text: long, submission: 'note-15' })
      const moved = await cases.move(as(safeguarding), reference, {
        move: 'acknowledge',
        version: 1,
        note: long,
        words: long,
      })
      const tooLong = [
        await open(as('sam'), 'safeguarding', { what: `${long}.` }),
        await cases.add(as('sam'), reference, { text: `${long}.`, submission: 'b' }),
        await cases.note(as(safeguarding), reference, { text: `${long}.`, submission: 'note-16' }),
        await cases.ask(as(safeguarding), reference, { text: `${long}.`, submission: 'c' }),
        await cases.move(as(safeguarding), reference, { move: 'return', version: 2, note: `${long}.` }),
      ]

      expect([added.outcome, noted.outcome, moved.outcome]).toEqual(['written', 'written', 'moved'])
      const page = await cases.show(as(safeguarding), reference)
      expect(page).toMatchObject({
        messages: [{ text: long }],
        notes: [{ text: long }],
        history: [{}, { note: long, words: long }],
      })
      expect(page.outcome === 'shown' && page.report.answered.filter(({ answer }) => answer === long)).toHaveLength(2)
      for (const refused of tooLong) expect(JSON.stringify(refused)).toMatch(/10,001 characters, and 10,000 fit/)
    })

    test('M13: what happened stays on record when the case itself is long deleted', async () => {
      const { as, reported, cases, db, clock } = await casework(await freshUrl())
      const reference = await reported(as('sam'), 'content', { 'sub-type': 'threat' })
      await cases.move(as(lead), reference, { move: 'acknowledge', version: 1 })
      await cases.move(as(lead), reference, { move: 'resolve', version: 2, outcome: 'dealt-with' })
      const before = await db.rows(sql`select * from audit order by number`)

      for (let at = 0; at < 30; at++) {
        clock.forward({ days: year })
        await cases.round(clock.now())
      }

      expect(await db.rows(sql`select id from cases`)).toEqual([])
      const after = await db.rows(sql`select * from audit order by number`)
      expect(after.slice(0, before.length)).toEqual(before)
      expect(after.at(-1)).toMatchObject({ act: 'purged', what: reference })
    })

    test('a case that is deleted leaves no row that speaks of it, in whatever table', async () => {
      const { as, reported, cases, db, clock, place } = await casework(await freshUrl())
      const profile = { 'sub-type': 'persistent-user', profile: 'https://x.com/rude', about: ['pretend-press-owner'] }
      const reference = await reported(as('sam'), 'content', { ...withFile[0], ...profile }, withFile[1])
      const { id = '' } = (await db.row<{ id: string }>(sql`select id from cases`)) ?? {}
      await cases.show(as(lead), reference)
      await cases.warn(as(lead), reference, { kind: 'warning', text: 'Asked to stop.', submission: 'warning-18' })
      await cases.ask(as(lead), reference, { text: 'When?', submission: 'q' })
      await cases.note(as(lead), reference, { text: 'x', submission: 'note-17' })
      await cases.move(as(lead), reference, { move: 'acknowledge', version: 1 })
      await cases.move(as(lead), reference, { move: 'resolve', version: 2, outcome: 'dealt-with' })

      for (let at = 0; at < 30; at++) {
        clock.forward({ days: year })
        await cases.round(clock.now())
      }

      const left = (await tablesOf(db.engine, db)).filter(({ name }) => name !== 'audit')
      for (const { name } of left)
        expect(JSON.stringify(await db.rows(raw(`select * from ${name}`))), name).not.toContain(id)
      expect(filesUnder(join(place, 'files'))).toEqual([])
    })

    test('a limit stops a flood of one person, never a worry about somebody’s safety, nor a try of what was sent before', async () => {
      const { as, open, db } = await casework(await freshUrl())
      const flood = async (desk: string, given: object, submission?: string) => {
        const opened = await open(as('sam'), desk, { ...given }, submission ? { submission } : {})
        return opened.outcome
      }
      const first = await flood('press', {}, 'form-1')
      const tries = await Promise.all(Array.from({ length: 60 }, () => flood('press', {}, 'form-1')))
      for (let at = 0; at < 19; at++) await flood('press', {})

      const outcomes = {
        more: await flood('press', {}),
        again: await flood('press', {}, 'form-1'),
        safeguarding: await flood('safeguarding', {}),
        emergency: await flood('emergency', {}),
        danger: await flood('content', { danger: 'yes', 'report-too': 'yes', 'sub-type': 'threat' }),
        child: await flood('content', { 'sub-type': 'obscene', 'shows-a-child': 'unsure' }),
      }
      const other = await open(as('kim'), 'press')

      expect(first).toBe('opened')
      expect(new Set(tries)).toEqual(new Set(['opened']))
      expect(outcomes).toEqual({
        ...{ more: 'too-many', again: 'opened', safeguarding: 'opened' },
        ...{ emergency: 'opened', danger: 'opened', child: 'opened' },
      })
      expect(other.outcome).toBe('opened')
      expect(await db.row(sql`select count(*) as n from cases where desk = 'press'`)).toEqual({ n: 21 })
    })

    test('a limit is forgotten with its time and with the process, and stands in no table', async () => {
      const { as, open, parts, db, clock } = await casework(await freshUrl())
      const until = async () => {
        for (let at = 0; at < 21; at++) {
          const opened = await open(as('sam'), 'press')
          if (opened.outcome === 'too-many') return opened.until
        }
        return undefined
      }

      const limited = await until()
      clock.forward({ minutes: 11 })
      const later = await open(as('sam'), 'press')
      await until()
      parts.limits = limits()
      const restarted = await open(as('sam'), 'press')

      expect(limited).toEqual(new Date('2026-11-20T10:10:00Z'))
      expect([later.outcome, restarted.outcome]).toEqual(['opened', 'opened'])
      const known = (await tablesOf(db.engine, db)).map(({ name }) => name)
      expect(known.filter(name => /limit|rate/.test(name))).toEqual([])
    })
  })

  describe(`files and scanners that fail, on ${engine}`, () => {
    test('a folder for files that cannot be written is "not saved" for the person, and the report goes through once it can', async () => {
      const { as, open, place, db } = await casework(await freshUrl())
      writeFileSync(join(place, 'files'), 'a file where the folder should be')
      const report = () => open(as('sam'), 'content', withFile[0], { ...withFile[1], submission: 'form-1' })

      const refused = await report()
      rmSync(join(place, 'files'))
      const again = await report()

      expect(refused).toMatchObject({
        outcome: 'not-saved',
        says: expect.arrayContaining([expect.stringContaining('Not saved')]),
      })
      expect(again).toMatchObject({ outcome: 'opened' })
      expect(await db.rows(sql`select id from cases`)).toHaveLength(1)
    })

    test('one file that is gone, and a hundred that the scanner cannot read, keep no other from being scanned', async () => {
      const scan = [
        process.execPath,
        '-e',
        'process.stdin.on("data", d => String(d).includes("CRASH") && process.exit(9))',
      ]
      const { as, reported, parts, place, db, clock } = await casework(await freshUrl(), {
        scan,
        limits: { more: () => undefined },
      })
      const sent = (text: string) => withText(text)
      await reported(as('sam'), 'content', ...sent('gone'))
      for (const folder of readdirSync(join(place, 'files'))) rmSync(join(place, 'files', folder), { recursive: true })
      for (let at = 0; at < 3; at++) await reported(as('sam'), 'content', ...sent('CRASH'))
      await reported(as('sam'), 'content', ...sent('fine'))

      const first = await scanFiles(parts, clock.now(), { atOnce: 2 })
      clock.forward({ minutes: 1 })
      const second = await scanFiles(parts, clock.now(), { atOnce: 2 })
      clock.forward({ minutes: 1 })
      const third = await scanFiles(parts, clock.now(), { atOnce: 2 })

      expect([first, second, third].map(({ clean }) => clean)).toEqual([0, 0, 1])
      expect(await db.rows(sql`select scan from file where scan = 'clean'`)).toHaveLength(1)
      expect(await db.rows(sql`select scan from file where scan = 'not-scanned'`)).toHaveLength(4)
    })

    test('what lies in the folder of files by mistake keeps nobody from tidying it, and empty folders go', async () => {
      const { as, reported, parts, place } = await casework(await freshUrl())
      await reported(as('sam'), 'content', ...withFile)
      writeFileSync(join(place, 'files', 'desktop.ini'), 'x')
      mkdirSync(join(place, 'files', 'empty'))
      mkdirSync(join(place, 'files', 'left'))
      writeFileSync(join(place, 'files', 'left', 'over'), 'x')

      const swept = await sweepFiles(parts, new Date(Date.now() + 7_200_000))

      expect(swept).toBe(1)
      expect(readdirSync(join(place, 'files'))).toHaveLength(2)
      expect(existsSync(join(place, 'files', 'desktop.ini'))).toBe(true)
    })
  })
}

const withFile = withText('What was said')

function withText(
  text: string,
): [Record<string, unknown>, { files: Record<string, { name: string; content: Buffer }> }] {
  const content = Buffer.from(text)
  const given = { 'sub-type': 'threat', files: [{ id: 'F1', name: 'a.txt', bytes: content.length }] }
  return [given, { files: { F1: { name: 'a.txt', content } } }]
}

function nameOf(id: string): string | undefined {
  return authorities.find(one => one.id === 'lewes-eastbourne')?.people[id]?.name
}

function filesUnder(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(({ name }) => name)
}
