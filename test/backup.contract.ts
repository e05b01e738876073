import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { describe, expect, onTestFinished, test } from 'vitest'
import { record } from '../src/db/audit.ts'
import { verify } from '../src/db/audit-verify.ts'
import { backup } from '../src/db/backup.ts'
import { lookInto } from '../src/db/backup-lines.ts'
import { contentsInWords } from '../src/db/backup-words.ts'
import { keptIn } from '../src/db/kept.ts'
import { type Keys, openKeys } from '../src/db/keys.ts'
import { migrations } from '../src/db/migrations/all.ts'
import { openDatabase } from '../src/db/open.ts'
import { restore } from '../src/db/restore.ts'
import { sql } from '../src/db/sql.ts'
import { folder, put } from './support/folder.ts'

const now = new Date('2026-11-21T09:00:00Z')

/** What may be relied on of a backup made on one engine and brought back into another, or the same. */
export function backupContract(names: string, from: () => Promise<string>, into: () => Promise<string>): void {
  describe(`a backup of ${names}`, () => {
    test('made while people report is of one moment, and can be read after it was brought back to an empty place', async () => {
      const { db, keys, keyFile, files } = await council()
      await report(db, keys, 1)
      put(files, 'ab/cd.sealed', Buffer.alloc(500_000, 9))
      put(files, 'empty.sealed', '')
      put(files, '.unfinished', 'half a file')
      const path = join(folder(), 'monday.backup')

      const more = Array.from({ length: 30 }, (_, at) => report(db, keys, at + 2))
      const [contents] = await Promise.all([backup({ db, files }, path, now), ...more])
      const target = { url: await into(), files: join(folder(), 'files') }
      const restored = await restore(path, target)

      const again = await opened(target.url)
      const kept = keptIn(again, await openKeys(again, { path: keyFile, make: false }))
      expect(restored).toEqual(contents)
      expect(await kept.get('web', 'report 1', now)).toEqual({ says: 'He told me, 1. 🦊' })
      expect(contents.tables['kept']).toBe(contents.tables['audit'])
      const verdict = await again.snapshot(view => verify(view, contents.audit))
      expect(verdict).toEqual({ sound: contents.tables['audit'], head: contents.audit })
      expect(readFileSync(join(target.files, 'ab/cd.sealed')).equals(Buffer.alloc(500_000, 9))).toBe(true)
      expect(readdirSync(target.files).sort()).toEqual(['ab', 'empty.sealed'])
      await report(again, await openKeys(again, { path: keyFile, make: false }), 99)
    })

    test('says what it contains, is for its owner alone, and does not hold the key', async () => {
      const { db, keys, keyFile, files } = await council()
      await report(db, keys, 1)
      const path = join(folder(), 'monday.backup')

      const contents = await backup({ db, files }, path, now)

      const secret = readFileSync(keyFile, 'utf8').trim().split(' ').at(-1) ?? ''
      const plain = gunzipSync(readFileSync(path)).toString()
      expect(contentsInWords(contents)).toContain('made at 2026-11-21T09:00:00.000Z')
      expect(contentsInWords(contents)).toContain('1 × kept')
      expect(statSync(path).mode & 0o777).toBe(0o600)
      expect(plain).not.toContain(secret)
      expect(plain).not.toContain(Buffer.from(secret, 'base64url').toString('base64').slice(0, 40))
      expect(plain).not.toMatch(/told|report 1/)
    })

    test('holds nothing that can be read of what was destroyed before it was made', async () => {
      const { db, keys, keyFile, files } = await council()
      await db.transaction(tx => keys.create(tx, 'case:1'))
      await db.transaction(tx => keys.destroy(tx, 'case:1'))
      const path = join(folder(), 'monday.backup')

      await backup({ db, files }, path, now)
      const target = { url: await into(), files: join(folder(), 'files') }
      await restore(path, target)

      const again = await opened(target.url)
      expect(await (await openKeys(again, { path: keyFile, make: false })).find(again, 'case:1')).toBeUndefined()
    })

    test('leaves out a file that goes away while it is made, as those of a report that is given up', async () => {
      const { db, files } = await council()
      put(files, 'ab/kept.sealed', 'x')
      symlinkSync(join(files, 'gone meanwhile'), join(files, 'ab/listed.sealed'))
      const path = join(folder(), 'monday.backup')

      await backup({ db, files }, path, now)
      const target = { url: await into(), files: join(folder(), 'files') }
      await restore(path, target)

      expect(readdirSync(join(target.files, 'ab'))).toEqual(['kept.sealed'])
    })

    test('is not written over a file, nor where it cannot be, and leaves nothing half-made', async () => {
      const { db, files } = await council()
      const place = folder({ 'monday.backup': 'the only good one' })

      const over = await backup({ db, files }, join(place, 'monday.backup'), now).catch(error => error)
      const nowhere = await backup({ db, files }, join(place, 'no such folder', 'x'), now).catch(error => error)

      expect(over.message).toContain('was left as it is')
      expect(nowhere.message).toContain('its folder does not exist')
      expect(readFileSync(join(place, 'monday.backup'), 'utf8')).toBe('the only good one')
      expect(readdirSync(place)).toEqual(['monday.backup'])
    })

    test('is not brought back over cases or files that are there', async () => {
      const { db, keys, files, url } = await council()
      await report(db, keys, 1)
      const path = join(folder(), 'monday.backup')
      await backup({ db, files }, path, now)
      const full = folder({ 'some.sealed': 'x' })

      const overCases = await restore(path, { url, files: join(folder(), 'files') }).catch(error => error)
      const overFiles = await restore(path, { url: await into(), files: full }).catch(error => error)

      expect(overCases.message).toContain('The database is not empty, and it was left as it is')
      expect(overFiles.message).toContain('There are files in')
      expect(await db.rows(sql`select number from audit`)).toEqual([{ number: 1 }])
    })

    test('of which a byte or the end is missing is refused before anything is touched', async () => {
      const { db, keys, files } = await council()
      await report(db, keys, 1)
      const path = join(folder(), 'monday.backup')
      await backup({ db, files }, path, now)
      const bytes = readFileSync(path)
      const lines = gunzipSync(bytes).toString().trimEnd().split('\n')
      const damaged = folder({
        'a byte': Buffer.from(bytes.map((byte, at) => (at === 200 ? byte ^ 1 : byte))),
        'the end': bytes.subarray(0, bytes.length - 30),
        'the last line': gzipSync(`${lines.slice(0, -1).join('\n')}\n`),
        'a row': gzipSync(`${lines.filter(line => !line.startsWith('{"row"')).join('\n')}\n`),
        'all of it': '',
      })
      const target = { url: await into(), files: join(folder(), 'files') }

      for (const name of readdirSync(damaged))
        await expect(restore(join(damaged, name), target), name).rejects.toThrow('is damaged or cut off')

      await expect(restore(join(damaged, 'none'), target)).rejects.toThrow('There is no backup at')
      expect(existsSync(target.files)).toBe(false)
      await restore(path, target)
    })

    test('made to do harm names no table and no file but plain ones', async () => {
      const { db, files } = await council()
      put(files, 'a.sealed', 'x')
      const path = join(folder(), 'monday.backup')
      await backup({ db, files }, path, now)
      const text = gunzipSync(readFileSync(path)).toString()
      const target = { url: await into(), files: join(folder(), 'files') }

      for (const [plain, harm] of [
        ['"table":"kept"', '"table":"kept; drop table audit"'],
        ['"a.sealed"', '"../a.sealed"'],
        ['"a.sealed"', '"/etc/a"'],
      ] as const) {
        const evil = join(folder(), 'evil')
        writeFileSync(evil, gzipSync(resummed(text.replace(plain, harm))))
        await expect(restore(evil, target), harm).rejects.toThrow('is damaged or cut off')
      }
    })

    test('made by a newer program is refused, and both shapes are named', async () => {
      const { db, files } = await council()
      const path = join(folder(), 'monday.backup')
      await backup({ db, files }, path, now)
      const text = gunzipSync(readFileSync(path)).toString()
      const newer = join(folder(), 'newer')
      writeFileSync(newer, gzipSync(resummed(text.replace(`"shape":${migrations.length}`, '"shape":4711'))))

      const target = { url: await into(), files: join(folder(), 'files') }
      const refused = await restore(newer, target).catch(error => error)

      expect((await lookInto(newer)).shape).toBe(4711)
      expect(refused.message).toContain(`shape is number 4711, and this program knows those up to ${migrations.length}`)
    })
  })

  async function council() {
    const url = await from()
    const db = await opened(url)
    const keyFile = join(folder(), 'master.key')
    const files = join(folder(), 'files')
    mkdirSync(files)
    return { db, url, keyFile, files, keys: await openKeys(db, { path: keyFile, make: true }) }
  }
}

async function opened(url: string) {
  const db = await openDatabase(url)
  onTestFinished(() => db.close())
  return db
}

/** Two rows that belong together: a backup has both of them or neither. */
function report(db: Awaited<ReturnType<typeof openDatabase>>, keys: Keys, number: number): Promise<void> {
  return db.transaction(async tx => {
    await keptIn(tx, keys).put('web', `report ${number}`, { says: `He told me, ${number}. 🦊` })
    await record(tx, { who: 'reporter', act: 'open', what: `case-${number}` }, now)
  })
}

/** A backup's text with the checksum that belongs to it, as somebody would make it who wants it to be believed. */
function resummed(text: string): string {
  const lines = text.trimEnd().split('\n')
  const ending = JSON.parse(lines.pop() ?? '{}')
  const before = `${lines.join('\n')}\n`
  return `${before}${JSON.stringify({ ...ending, sha256: createHash('sha256').update(before).digest('hex') })}\n`
}
