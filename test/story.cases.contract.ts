import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openApp } from '../src/app.ts'
import { casesOver } from '../src/cases/cases.ts'
import { settingsFrom } from '../src/config.ts'
import { verify } from '../src/db/audit-verify.ts'
import { backup } from '../src/db/backup.ts'
import { openKeys } from '../src/db/keys.ts'
import { openDatabase } from '../src/db/open.ts'
import { restore } from '../src/db/restore.ts'
import { rotate } from '../src/db/rotate.ts'
import { sql } from '../src/db/sql.ts'
import { formOf } from '../src/desks/form.ts'
import { root } from './support/app.ts'
import { type Casework, casework } from './support/casework.ts'
import { filledIn } from './support/filled-in.ts'
import { folder } from './support/folder.ts'
import { letterbox, webOf } from './support/letterbox.ts'

const officer = 'pretend-senior-safeguarding-officer'
const deputy = 'pretend-safeguarding-deputy'
const file = { name: 'what he drew.txt', content: Buffer.from('A house with nobody in it') }
const withFile = { files: [{ id: 'F1', name: file.name, bytes: file.content.length }] }

/** A way in which a store can be away, and the way back. */
export interface Outage {
  name: string
  /** A place for the database in which this can happen; nothing where it cannot be made to happen here. */
  url(): Promise<string | undefined>
  /** Makes it happen, and gives what mends it: by itself, or with another start of the program. */
  happens(url: string, work: Casework): Promise<() => Promise<Pick<Casework, 'db' | 'cases'> | undefined>>
}

/** What somebody with a worry, and the desk that takes it, live through. */
export function storyOfCases(engine: string, freshUrl: () => Promise<string>, outages: Outage[]): void {
  describe(`a worry, from the first word to the last, on ${engine}`, () => {
    test('is receipted, taken up, asked about, answered, given to somebody and closed, and whoever told of it follows all of it', async () => {
      const work = await casework(await freshUrl())
      const { as, cases, clock, open } = work
      const box = letterbox(work)
      const sam = () => as('sam')
      const own = async () => {
        const page = await cases.showOwn(sam(), reference)
        return page.outcome === 'shown' && { state: page.state, said: page.history.at(-1)?.words }
      }
      const step = async (done: Promise<{ outcome: string }>) => {
        const { outcome } = await done
        clock.forward({ minutes: 2 })
        await box.deliver()
        return outcome
      }

      const opened = await open(
        sam(),
        'safeguarding',
        { what: 'He told me not to tell.', ...withFile },
        { files: { F1: file } },
      )
      const { receipt } = opened.outcome === 'opened' ? opened : { receipt: undefined }
      const reference = receipt?.reference ?? ''
      await box.deliver()

      expect(receipt).toMatchObject({
        desk: 'Safeguarding',
        told: ['Senior Officer for Safeguarding'],
        canFollow: true,
      })
      expect(reference).toMatch(/^SAF-[0-9A-Z]{4}-[0-9A-Z]{2}$/)
      expect(box.to(webOf(officer))).toEqual(['opened'])
      expect((await cases.inbox(as(officer))).cases).toMatchObject([{ reference, state: 'received' }])
      expect(await own()).toEqual({ state: 'received' })

      const desk = () => as(officer)
      expect(await step(cases.move(desk(), reference, { move: 'acknowledge', version: 1, words: 'I have it.' }))).toBe(
        'moved',
      )
      expect(await own()).toEqual({ state: 'acknowledged', said: 'I have it.' })
      expect(await step(cases.ask(desk(), reference, { text: 'Which school?', submission: 'q' }))).toBe('written')
      expect(await step(cases.add(sam(), reference, { text: 'The one by the river', submission: 'a' }))).toBe('written')
      expect(
        await step(cases.move(desk(), reference, { move: 'assign', version: 2, to: deputy, note: 'You know them.' })),
      ).toBe('moved')
      expect(await step(cases.note(as(deputy), reference, { text: 'Rang the school.', submission: 'note-3' }))).toBe(
        'written',
      )
      const end = {
        move: 'resolve',
        outcome: 'referred',
        note: 'To social care, at 10.12.',
        words: 'It is with the right people.',
      } as const
      expect(await step(cases.move(as(deputy), reference, { ...end, version: 3 }))).toBe('moved')
      expect(await own()).toEqual({ state: 'resolved', said: 'It is with the right people.' })

      expect(box.to('web:sam.test')).toEqual(['acknowledged', 'asked', 'assigned', 'resolved'])
      expect(box.to(webOf(officer))).toContain('answered')
      expect(box.to(webOf(deputy))).toContain('assigned')
      expect(await cases.showOwn(sam(), reference)).toMatchObject({
        answered: expect.arrayContaining([expect.objectContaining({ answer: 'He told me not to tell.' })]),
        messages: [
          { side: 'desk', text: 'Which school?' },
          { side: 'reporter', kind: 'answer', text: 'The one by the river' },
        ],
        files: [{ name: file.name }],
      })
      expect(JSON.stringify(await cases.showOwn(sam(), reference))).not.toMatch(/You know them|Rang|10\.12/)

      expect(await step(cases.add(sam(), reference, { text: 'It has happened again', submission: 'b' }))).toBe(
        'written',
      )
      expect(await own()).toEqual({ state: 'reopened' })
      expect((await cases.inbox(desk())).cases).toMatchObject([{ reference, state: 'reopened' }])
      expect((await work.db.snapshot(view => verify(view))).broken).toBeUndefined()
    })
  })

  describe.each(outages)(`$name, on ${engine}`, ({ url, happens }) => {
    test('is "not saved" for whoever reports, with their words kept and whom to call, and the same form goes through once it is back', async context => {
      const place = await url()
      if (!place) context.skip('this cannot be made to happen here')
      const work = await casework(place ?? '', {}, { patienceMs: 500, transactionMs: 5_000 })
      const { as, reported } = work
      const before = await reported(as('sam'), 'press')
      const given = filledIn('lewes-eastbourne', 'safeguarding', { what: 'He told me not to tell.'.repeat(400) })
      const words = JSON.stringify(given)
      const sending = { desk: 'safeguarding', given, submission: 'form-1', clauses: [] }
      const writing = { text: 'And more', submission: 'a' }
      const mend = await happens(place ?? '', work)

      const tried = [
        await work.cases.open(as('sam'), sending),
        await work.cases.add(as('sam'), before, writing),
        await work.cases.move(as('pretend-press-owner'), before, { move: 'acknowledge', version: 1 }),
        await work.cases.nobodyAnswered(as('sam'), before),
      ]
      const { cases, db } = (await mend()) ?? work
      const again = await cases.open(as('sam'), sending)
      const added = await cases.add(as('sam'), before, writing)

      for (const one of tried) {
        expect(one).toMatchObject({ outcome: 'not-saved' })
        expect(one).not.toHaveProperty('receipt')
        const says = 'says' in one ? one.says.join('\n') : ''
        expect(says).toMatch(/^Not saved: nobody has been told. Your words are still here/)
        expect(says).toContain('call 999')
        expect(says).toContain('01632 960121')
      }
      expect(JSON.stringify(tried[0])).toContain('01632 960122')
      expect(JSON.stringify(given)).toBe(words)
      expect(again).toMatchObject({ outcome: 'opened', receipt: { reference: expect.stringMatching(/^SAF-/) } })
      expect(added).toEqual({ outcome: 'written' })
      const count = sql`select count(*) as n from cases where desk = 'safeguarding'`
      expect(await db.row(count)).toEqual({ n: 1 })
      expect(await cases.open(as('sam'), sending)).toEqual(again)
      expect(await db.row(count)).toEqual({ n: 1 })
      expect((await db.snapshot(view => verify(view))).broken).toBeUndefined()
    })
  })

  describe(`what outlives the machine, on ${engine}`, () => {
    test('a backup made while people report brings a case back to an empty place, to be read and to go on', async () => {
      const work = await casework(await freshUrl())
      const { as, open, reported, cases, db, parts, place } = work
      const given = { what: 'He told me not to tell.', ...withFile }
      const report = (of: Casework['cases']) =>
        of.open(as('sam'), {
          desk: 'safeguarding',
          given: filledIn('lewes-eastbourne', 'safeguarding', given),
          submission: 'form-1',
          clauses: [],
          files: { F1: file },
        })
      const first = await report(cases)
      const reference = first.outcome === 'opened' ? first.receipt.reference : ''
      await cases.move(as(officer), reference, { move: 'acknowledge', version: 1, note: 'Ours.' })
      await cases.ask(as(officer), reference, { text: 'Which school?', submission: 'q' })
      const path = join(folder(), 'monday')

      const more = Array.from({ length: 8 }, () => open(as('kim'), 'press'))
      const [contents] = await Promise.all([backup({ db, files: parts.files }, path, as('x').now), ...more])
      const later = await reported(as('kim'), 'press')
      const elsewhere = { url: await freshUrl(), files: join(folder(), 'files') }
      await restore(path, elsewhere)

      const brought = await openDatabase(elsewhere.url)
      onTestFinished(() => brought.close())
      const keys = await openKeys(brought, { path: join(place, 'master.key'), make: false })
      const again = casesOver({ ...parts, db: brought, keys, files: elsewhere.files })
      const page = await again.show(as(officer), reference)
      expect(page).toMatchObject({
        report: { answered: expect.arrayContaining([expect.objectContaining({ answer: 'He told me not to tell.' })]) },
        history: [{ move: 'open' }, { move: 'acknowledge', note: 'Ours.' }],
        messages: [{ text: 'Which school?' }],
        files: [{ name: file.name, scan: 'not-scanned' }],
      })
      const [kept] = page.outcome === 'shown' ? page.files : []
      expect(await again.openFile(as(officer), reference, kept?.id ?? '')).toMatchObject({ content: file.content })
      expect((await brought.snapshot(view => verify(view, contents.audit))).broken).toBeUndefined()
      // Whoever was not sure whether it had reached us tries again, and it is the same case there too.
      expect(await report(again)).toEqual(first)
      expect(await again.add(as('sam'), reference, { text: 'By the river', submission: 'a' })).toEqual({
        outcome: 'written',
      })
      expect(await again.show(as('pretend-press-owner'), later)).toEqual({ outcome: 'not-found' })
    })

    test('the master key is replaced while cases are worked on; an old copy opens old backups and nothing newer', async () => {
      const work = await casework(await freshUrl())
      const { as, reported, cases, db, parts, place } = work
      const keyFile = join(place, 'master.key')
      const reference = await reported(
        as('sam'),
        'safeguarding',
        { what: 'He told me not to tell.', ...withFile },
        { files: { F1: file } },
      )
      const old = readFileSync(keyFile)
      const before = join(folder(), 'before')
      await backup({ db, files: parts.files }, before, as('x').now)

      const [{ retired }] = await Promise.all([
        rotate(db, keyFile),
        ...Array.from({ length: 10 }, () => reported(as('sam'), 'safeguarding')),
      ])

      expect(await cases.show(as(officer), reference)).toMatchObject({ outcome: 'shown' })
      expect(readFileSync(retired).equals(old)).toBe(true)
      const oldKey = join(folder(), 'old.key')
      writeFileSync(oldKey, old, { mode: 0o600 })
      await expect(openKeys(db, { path: oldKey, make: false })).rejects.toThrow('sealed under the key')
      const target = { url: await freshUrl(), files: join(folder(), 'files') }
      await restore(before, target)
      const brought = await openDatabase(target.url)
      onTestFinished(() => brought.close())
      await expect(openKeys(brought, { path: keyFile, make: false })).rejects.toThrow('sealed under the key')
      const keys = await openKeys(brought, { path: oldKey, make: false })
      const again = casesOver({ ...parts, db: brought, keys, files: target.files })
      expect(await again.show(as(officer), reference)).toMatchObject({ outcome: 'shown' })
    })

    test('a case shows the form that was asked and the clauses that applied, whatever form and policy say later', async () => {
      const policies = mkdtempSync(join(tmpdir(), 'signpost-'))
      cpSync(join(root, 'policies'), policies, { recursive: true })
      const place = folder()
      const environment = settingsFrom({
        ...{ POLICIES: policies, INDEX: join(place, 'index'), DATABASE_URL: await freshUrl() },
        ...{ FILES: join(place, 'files'), KEY_FILE: join(place, 'keys', 'master.key') },
      })
      const started = async () => {
        const app = await openApp(environment, { say: () => {}, progress: () => {}, now: () => now })
        const authority = app.library.authorities.find(({ id }) => id === 'lewes-eastbourne')
        const desk = authority && app.library.desks.of(authority).find(({ id }) => id === 'safeguarding')
        if (!authority || !desk) throw new Error('no such desk')
        const keeping = await app.keeping()
        onTestFinished(() => keeping.close().catch(() => {}))
        return { app, keeping, form: (given: object) => formOf(authority, desk, { ...given }, now, 'practice') }
      }
      const now = new Date('2026-11-20T10:00:00Z')
      const by = (id: string) => ({
        who: { authority: 'lewes-eastbourne', id, name: id, address: `web:${id}.test` },
        from: 'test',
        now,
      })
      const given = filledIn('lewes-eastbourne', 'safeguarding', { what: 'He told me.', 'sub-type': 'child' })
      const first = await started()
      const report = async ({ app, keeping, form }: typeof first, submission: string) => {
        const clauses = await app.clausesFor('lewes-eastbourne', form(given))
        const opened = await keeping.cases.open(by('sam'), { desk: 'safeguarding', given, clauses, submission })
        return opened.outcome === 'opened' ? opened.receipt.reference : ''
      }
      const reference = await report(first, 'form-1')
      const before = await first.keeping.cases.show(by(officer), reference)
      await first.keeping.close()

      change(join(policies, 'desks', 'safeguarding.yaml'), [
        ['ask: What was said, or what did you see?', 'ask: Tell us in two words.'],
        ['name: A child or young person', 'name: Somebody below 18'],
      ])
      change(join(policies, 'lewes-eastbourne', 'social-media-policy.md'), [
        ['safeguarding procedures', 'safeguarding handbook'],
      ])
      const second = await started()
      const after = await second.keeping.cases.show(by(officer), reference)
      const newer = await second.keeping.cases.show(by(officer), await report(second, 'form-2'))

      const shown = (page: typeof before) => (page.outcome === 'shown' ? page.report : undefined)
      expect(shown(before)?.clauses.length).toBeGreaterThan(0)
      expect(shown(after)).toEqual(shown(before))
      expect(JSON.stringify(shown(before))).toMatch(/What was said, or what did you see\?.+safeguarding procedures/)
      expect(JSON.stringify(shown(newer))).toMatch(/Tell us in two words\..+safeguarding handbook/)
      expect(JSON.stringify(shown(newer))).toMatch(/Somebody below 18/)
      expect(shown(newer)?.form).not.toBe(shown(before)?.form)
      const settings = sql`select was, became, why from audit where act = 'settings' and what = 'lewes-eastbourne' order by number`
      const changes = await second.keeping.parts.db.rows<{ was: string; became: string }>(settings)
      expect(changes).toMatchObject([
        { was: null, why: 'practice' },
        { was: changes[0]?.became, why: 'practice' },
      ])
      expect(shown(newer)?.clauses[0]?.digest).not.toBe(shown(before)?.clauses[0]?.digest)
    })
  })
}

function change(path: string, words: [string, string][]): void {
  const text = readFileSync(path, 'utf8')
  for (const [old] of words) if (!text.includes(old)) throw new Error(`${path} does not say "${old}"`)
  writeFileSync(
    path,
    words.reduce((text, [old, now]) => text.replaceAll(old, now), text),
  )
}
