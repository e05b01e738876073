import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { sweepFiles } from '../src/cases/files.ts'
import { purge } from '../src/cases/retention.ts'
import { scanFiles } from '../src/cases/scan.ts'
import { raw, sql } from '../src/db/sql.ts'
import { casework, desksOf } from './support/casework.ts'

const lead = 'pretend-engagement-lead'
const deputy = 'pretend-deputy-engagement-lead'
const officer = 'pretend-records-officer'
const safeguarding = 'pretend-senior-safeguarding-officer'
const picture = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.from('PLANTED in a picture')])

/** Files, logs and how long things stay. */
export function keptContract(engine: string, freshUrl: () => Promise<string>): void {
  describe(`what is kept with a case on ${engine}`, () => {
    test('a file is kept as it was sent, sealed outside the database, and served to those who may read the case alone', async () => {
      const { as, reported, cases, place } = await casework(await freshUrl())

      const reference = await reported(as('sam'), 'content', ...withFile('post.png', picture))

      const page = await cases.show(as(lead), reference)
      const [file] = page.outcome === 'shown' ? page.files : []
      expect(file).toMatchObject({ name: 'post.png', kind: 'image/png', bytes: picture.length, scan: 'not-scanned' })
      const opened = await cases.openFile(as(lead), reference, file?.id ?? '')
      expect(opened.outcome === 'opened' && opened.content.equals(picture)).toBe(true)
      expect(await cases.openFile(as('kim'), reference, file?.id ?? '')).toEqual({ outcome: 'not-found' })
      expect((await cases.openFile(as('sam'), reference, file?.id ?? '', 'reporter')).outcome).toBe('opened')
      expect(onDisk(join(place, 'files')).some(bytes => bytes.includes('PLANTED'))).toBe(false)
    })

    test.each([
      ['a program', 'run.exe', Buffer.from('MZ not a picture'), /of a kind that is not taken/],
      ['a page that could run', 'page.svg', Buffer.from('<svg onload="x"/>'), /of a kind that is not taken/],
      ['an archive', 'all.zip', Buffer.from('PK\x03\x04 and more'), /of a kind that is not taken/],
      ['an empty file', 'empty.txt', Buffer.alloc(0), /is empty/],
      ['a file above 20 MB', 'film.mp4', Buffer.alloc(20 * 1024 * 1024 + 1, 1), /at most 20 MB/],
    ])('%s is refused with a sentence, and nothing of it is stored', async (_, name, content, says) => {
      const { as, open, place, db } = await casework(await freshUrl())

      const opened = await open(as('sam'), 'content', ...withFile(name, content))

      expect(opened).toMatchObject({
        outcome: 'mistakes',
        mistakes: [{ question: 'files', says: expect.stringMatching(says) }],
      })
      expect(onDisk(join(place, 'files'))).toEqual([])
      expect(await db.rows(sql`select id from cases`)).toEqual([])
    })

    test.each([
      ['safeguarding', { 'sub-type': 'image-of-a-child' }],
      ['safeguarding', { 'sub-type': 'child', 'sexual-image': 'yes' }],
      ['safeguarding', { 'sub-type': 'about-staff', 'sexual-image': 'unsure' }],
      ['content', { 'sub-type': 'obscene', 'shows-a-child': 'yes' }],
      ['content', { 'sub-type': 'illegal', 'shows-a-child': 'unsure' }],
    ])(
      'no file is taken where it could be an image of a child, neither with the report nor later: %s %j',
      async (desk, child) => {
        const { as, open, reported, cases, place } = await casework(await freshUrl())
        const [given, more] = withFile('child.png', picture)

        const refused = await open(as('sam'), desk, { ...given, ...child }, more)
        const reference = await reported(as('sam'), desk, child)
        const later = await cases.add(as('sam'), reference, {
          text: 'here it is',
          submission: 'a',
          files: [{ name: 'child.png', content: picture }],
        })

        expect(refused).toMatchObject({ outcome: 'mistakes' })
        expect(later).toMatchObject({ outcome: 'incomplete', mistakes: [{ field: 'files' }] })
        expect(onDisk(join(place, 'files'))).toEqual([])
      },
    )

    test('a file in which a virus was found cannot be opened; one that could not be looked into is "not scanned"', async () => {
      const scan = [process.execPath, join(import.meta.dirname, 'support/scanner.mjs')]
      const { as, reported, cases, parts } = await casework(await freshUrl(), { scan })
      const references = [
        await reported(as('sam'), 'content', ...withFile('bad.txt', Buffer.from('this is a VIRUS'))),
        await reported(as('sam'), 'content', ...withFile('good.txt', Buffer.from('this is fine'))),
        await reported(as('sam'), 'content', ...withFile('odd.txt', Buffer.from('this CRASHES the scanner'))),
        await reported(as('sam'), 'content', ...withFile('slow.txt', Buffer.from('this HANGS the scanner'))),
      ]

      expect(await scanFiles(parts, as('x').now, { limitMs: 1_500 })).toEqual({ clean: 1, infected: 1, failed: 2 })

      const seen = []
      for (const reference of references) {
        const page = await cases.show(as(lead), reference)
        const [file] = page.outcome === 'shown' ? page.files : []
        seen.push([file?.scan, (await cases.openFile(as(lead), reference, file?.id ?? '')).outcome])
      }
      expect(seen).toEqual([
        ['infected', 'infected'],
        ['clean', 'opened'],
        ['not-scanned', 'opened'],
        ['not-scanned', 'opened'],
      ])
    })

    test('a file whose case was never saved is taken away, and one of a saved case stays', async () => {
      const { as, open, reported, parts, place } = await casework(await freshUrl(), {
        at: point => {
          if (point === 'open: written' && fail) throw new Error('the disk went away')
        },
      })
      let fail = false
      await reported(as('sam'), 'content', ...withFile('kept.txt', Buffer.from('kept')))

      fail = true
      await expect(open(as('sam'), 'content', ...withFile('lost.txt', Buffer.from('lost')))).rejects.toThrow(
        'went away',
      )

      expect(onDisk(join(place, 'files'))).toHaveLength(1)
      expect(await sweepFiles(parts, new Date(Date.now() + 7_200_000))).toBe(0)
      expect(onDisk(join(place, 'files'))).toHaveLength(1)
    })

    test('a persistent user is shown with the warnings given before, and only one post may block, after two', async () => {
      const { as, reported, cases, clock } = await casework(await freshUrl())
      const again = (profile: string) => {
        clock.forward({ minutes: 1 })
        return reported(as('sam'), 'content', { 'sub-type': 'persistent-user', profile, what: 'Rude again' })
      }
      const first = await again('https://www.facebook.com/rude.person')
      const warning = { kind: 'warning', text: 'Asked to stop.', submission: 'w1' } as const
      await cases.warn(as(deputy), first, warning)
      await cases.warn(as(deputy), first, warning)

      const second = await again('https://facebook.com/rude.person/?ref=share')
      expect(await cases.show(as(deputy), second)).toMatchObject({
        warnings: { given: 1, of: 2, mayBlock: false, entries: [{ reference: first, text: 'Asked to stop.' }] },
      })
      expect(await cases.warn(as(lead), second, { kind: 'block', text: 'Blocked.', submission: 'b1' })).toEqual({
        outcome: 'not-allowed',
      })
      await cases.warn(as(deputy), second, { kind: 'warning', text: 'Last warning.', submission: 'w2' })

      const third = await again('http://m.facebook.com/rude.person')
      expect(await cases.show(as(lead), third)).toMatchObject({ warnings: { given: 2, of: 2, mayBlock: true } })
      const blocked = await cases.warn(as(lead), third, {
        kind: 'block',
        text: '=Blocked on Monday.',
        submission: 'b2',
      })
      expect(blocked).toMatchObject({ outcome: 'logged' })
      const log = await cases.exportWarnings(as(lead), 'content')
      expect(log.outcome === 'exported' && log.entries.map(({ kind }) => kind)).toEqual(['warning', 'warning', 'block'])
      // A spreadsheet must not run what somebody wrote.
      expect(log.outcome === 'exported' && log.csv).toContain(`"'=Blocked on Monday."`)
      expect(await cases.exportWarnings(as('pretend-administrator'), 'content')).toEqual({ outcome: 'not-found' })
    })

    test('the log of warnings is a setting of a desk: elsewhere another number counts, another post blocks, and nothing is found of others', async () => {
      const small = 'emersons-green'
      const log = { 'sub-type': 'persistent-user', warnings: 1, 'found by': 'profile', 'only blocks': 'town-clerk' }
      const withLog = ({ id }: { id: string }) =>
        desksOf(id).map(desk => (id === small && desk.id === 'content' ? { ...desk, 'warnings log': log } : desk))
      const { as, reported, cases } = await casework(await freshUrl(), { desksOf: withLog })
      const given = { 'sub-type': 'persistent-user', profile: 'https://x.com/rude' }
      const elsewhere = await reported(as('sam'), 'content', given)
      await cases.warn(as(deputy), elsewhere, { kind: 'warning', text: 'Asked to stop.', submission: 'warning-9' })
      const reference = await reported(as('sam', small), 'content', given)
      const [clerk, deputyClerk] = [as('pretend-town-clerk', small), as('pretend-deputy-town-clerk', small)]

      const before = await cases.show(clerk, reference)
      await cases.warn(deputyClerk, reference, { kind: 'warning', text: 'Please stop.', submission: 'warning-10' })
      const after = await cases.show(clerk, reference)
      const blocked = await cases.warn(clerk, reference, { kind: 'block', text: 'Blocked.', submission: 'warning-11' })

      expect(before).toMatchObject({ warnings: { given: 0, of: 1, mayBlock: false, entries: [] } })
      expect(after).toMatchObject({ warnings: { given: 1, of: 1, mayBlock: true } })
      expect(blocked).toMatchObject({ outcome: 'logged' })
      expect(await cases.exportWarnings(as(lead), 'content')).toMatchObject({ entries: [{ reference: elsewhere }] })
    })

    test('a closed case is deleted after its time, with its files and its key; on hold, or for safeguarding, it stays', async () => {
      const { as, reported, cases, parts, clock, db, place, keys } = await casework(await freshUrl())
      const closed = async (reference: string, who: string, outcome: string) => {
        await cases.move(as(who), reference, { move: 'acknowledge', version: 1 })
        await cases.move(as(who), reference, { move: 'resolve', version: 2, outcome, note: 'done' })
        return reference
      }
      const gone = await closed(
        await reported(as('sam'), 'content', ...withFile('a.txt', Buffer.from('a'))),
        lead,
        'dealt-with',
      )
      const held = await closed(await reported(as('sam'), 'content', { 'sub-type': 'threat' }), lead, 'dealt-with')
      const child = await closed(await reported(as('sam'), 'safeguarding'), safeguarding, 'not-referred')
      await cases.hold(as(officer), held, true, 'A court asked for it.')
      const { id = '' } = (await db.row<{ id: string }>(sql`select id from cases where reference = ${gone}`)) ?? {}

      clock.forward({ days: 365 })
      expect(await purge(parts, clock.now())).toEqual({ gone: [], toReview: [] })
      clock.forward({ days: 30 * 365 })
      expect(await purge(parts, clock.now())).toEqual({ gone: [gone], toReview: [] })

      expect(await keys.find(db, `case:${id}`)).toBeUndefined()
      expect(onDisk(join(place, 'files'))).toEqual([])
      expect(await db.rows(sql`select act from audit where what = ${gone} and act = 'purged'`)).toHaveLength(1)
      for (const [who, reference] of [
        [lead, held],
        [safeguarding, child],
      ] as const)
        expect((await cases.show(as(who), reference)).outcome).toBe('shown')
    })

    test('what anybody wrote is never changed: the database itself refuses', async () => {
      const { as, reported, cases, db } = await casework(await freshUrl())
      const given = { 'sub-type': 'persistent-user', profile: 'https://x.com/rude' }
      const reference = await reported(as('sam'), 'content', given)
      await cases.ask(as(lead), reference, { text: 'When?', submission: 'q' })
      await cases.note(as(lead), reference, { text: 'Rang them.', submission: 'note-8' })
      await cases.warn(as(lead), reference, { kind: 'warning', text: 'Asked to stop.', submission: 'warning-12' })
      await cases.exportRecords(as(officer), [reference], { under: 'court-order', reason: 'A court asked.' })

      for (const change of [
        `update report set form = 'another'`,
        ...['history', 'message', 'note', 'warning', 'export', 'audit'].map(table => `update ${table} set at = 0`),
      ])
        await expect(db.run(raw(change)), change).rejects.toThrow()
    })

    test('a file of 20 MB to the byte is taken, and comes back to the byte', async () => {
      const { as, reported, cases } = await casework(await freshUrl())
      const large = Buffer.concat([picture, Buffer.alloc(20 * 1024 * 1024 - picture.length, 7)])

      const reference = await reported(as('sam'), 'content', ...withFile('large.png', large))

      const page = await cases.show(as(lead), reference)
      const [file] = page.outcome === 'shown' ? page.files : []
      const opened = await cases.openFile(as(lead), reference, file?.id ?? '')
      expect(file).toMatchObject({ bytes: 20 * 1024 * 1024, sha256: createHash('sha256').update(large).digest('hex') })
      expect(opened.outcome === 'opened' && opened.content.equals(large)).toBe(true)
    })

    test('a file that is gone from its folder is told as a sentence that says what to do', async () => {
      const { as, reported, cases, place } = await casework(await freshUrl())
      const reference = await reported(as('sam'), 'content', ...withFile('a.txt', Buffer.from('a')))
      rmSync(join(place, 'files'), { recursive: true })
      const page = await cases.show(as(lead), reference)
      const [file] = page.outcome === 'shown' ? page.files : []

      const opening = cases.openFile(as(lead), reference, file?.id ?? '')

      await expect(opening).rejects.toThrow(/is not in .+ Bring it back from a backup/)
    })
  })
}

/** What a channel hands on for one file, as the arguments of a report. */
function withFile(
  name: string,
  content: Buffer,
): [Record<string, unknown>, { files: Record<string, { name: string; content: Buffer }> }] {
  const given = { 'sub-type': 'threat', files: [{ id: 'F1', name, bytes: content.length }] }
  return [given, { files: { F1: { name, content } } }]
}

function onDisk(folder: string): Buffer[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => readFileSync(join(entry.parentPath, entry.name)))
  } catch {
    return []
  }
}
