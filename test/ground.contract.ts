import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { Entry, headOf, record, recordAll } from '../src/db/audit.ts'
import { verify } from '../src/db/audit-verify.ts'
import { backup } from '../src/db/backup.ts'
import type { Database } from '../src/db/database.ts'
import { forgetExpired, keptIn } from '../src/db/kept.ts'
import { checkKeys } from '../src/db/key-check.ts'
import { newKey, readKeyFile, replaceKeyFile } from '../src/db/key-file.ts'
import { type Keys, openKeys } from '../src/db/keys.ts'
import { openDatabase } from '../src/db/open.ts'
import { rotate } from '../src/db/rotate.ts'
import { raw, sql } from '../src/db/sql.ts'
import { child } from './support/child.ts'
import { folder, put } from './support/folder.ts'
import { databaseSink, folderSink, scan } from './support/scan.ts'

const now = new Date('2026-11-21T09:00:00Z')
const later = new Date('2026-11-21T10:00:00Z')

/** What stands on the database, and may be relied on whichever engine it is. */
export function groundContract(
  engine: string,
  freshUrl: () => Promise<string>,
  folderOf: (url: string) => string,
): void {
  describe(`sealed on ${engine}`, () => {
    test('what a case holds opens with its key after a restart, and with no other', async () => {
      const { db, keys, keyFile } = await ground()
      const place = { table: 'case', row: '1', field: 'text' }
      const sealed = await db.transaction(async tx => {
        await keys.create(tx, 'case:2')
        return (await keys.create(tx, 'case:1')).seal(place, 'He told me not to tell.')
      })

      const again = await openKeys(db, { path: keyFile, make: false })
      const [own, other] = [await again.find(db, 'case:1'), await again.find(db, 'case:2')]

      expect(own?.unseal(place, sealed).toString()).toBe('He told me not to tell.')
      expect(() => other?.unseal(place, sealed)).toThrow('does not open')
    })

    test('a case whose key was destroyed cannot be read any more, from a later copy of the key row neither', async () => {
      const { db, keys } = await ground()
      await db.transaction(tx => keys.create(tx, 'case:1'))

      await db.transaction(tx => keys.destroy(tx, 'case:1'))

      expect(await keys.find(db, 'case:1')).toBeUndefined()
      expect(await db.rows(sql`select id from data_key where id like 'case:%'`)).toEqual([])
    })

    test('a key is made with its case or not at all', async () => {
      const { db, keys } = await ground()

      const failing = db.transaction(async tx => {
        await keys.create(tx, 'case:1')
        throw new Error('no')
      })

      await expect(failing).rejects.toThrow('no')
      expect(await keys.find(db, 'case:1')).toBeUndefined()
    })

    test('the same link has the same fingerprint after a restart and a rotation, and says nothing of the link', async () => {
      const { db, keys, keyFile } = await ground()
      const before = keys.fingerprint('link', 'example.org/a')

      await rotate(db, keyFile)
      const again = await openKeys(db, { path: keyFile, make: false })

      expect(again.fingerprint('link', 'example.org/a')).toBe(before)
      expect(again.fingerprint('profile', 'example.org/a')).not.toBe(before)
      expect(before).not.toMatch(/example/)
    })

    test('a database does not open with a key file that belongs to another, and names both keys', async () => {
      const { db, keyFile } = await ground()
      const [right] = readKeyFile(keyFile)
      const wrong = newKey()
      replaceKeyFile(keyFile, [wrong])

      const opening = openKeys(db, { path: keyFile, make: true })

      await expect(opening).rejects.toThrow(
        `sealed under the key ${right?.id}, and the key file ${keyFile} holds ${wrong.id}`,
      )
    })

    test('where the key file is gone no new one is made over sealed cases', async () => {
      const { db, keyFile } = await ground()
      replaceKeyFile(`${keyFile}.aside`, readKeyFile(keyFile))
      const missing = `${keyFile}.missing`

      const opening = openKeys(db, { path: missing, make: true })

      await expect(opening).rejects.toThrow(`there is no key file at ${missing}. Bring back your copy`)
      expect(existsSync(missing)).toBe(false)
    })

    test('two programs that start together for the first time come to the same keys', async () => {
      const { db } = await ground()
      const url = await freshUrl()
      await db.close()
      const path = join(folder(), 'master.key')
      const databases = await Promise.all([openDatabase(url), openDatabase(url)])
      onTestFinished(async () => void (await Promise.all(databases.map(one => one.close()))))

      const keys = await Promise.all(databases.map(one => openKeys(one, { path, make: true })))

      const [one, two] = keys.map(({ fingerprint }) => fingerprint('link', 'a'))
      expect(one).toBe(two)
    })
  })

  describe(`the master key on ${engine}`, () => {
    test('is replaced while the program runs, which reads and seals all the time', async () => {
      const { db, keys, keyFile } = await ground()
      const place = { table: 'case', row: '0', field: 'text' }
      const sealed = await db.transaction(async tx => (await keys.create(tx, 'case:0')).seal(place, 'before'))
      const ids = Array.from({ length: 30 }, (_, at) => `case:${at + 1}`)
      const sendKey = async (id: string) => {
        while ((await db.write(tx => void keys.send(tx, id))) === 'refused') await keys.reread()
      }

      const [rotated] = await Promise.all([
        rotate(db, keyFile),
        ...ids.map((id, at) => (at % 2 === 0 ? db.transaction(tx => keys.create(tx, id)) : sendKey(id))),
      ])

      const after = await Promise.all(ids.map(id => keys.find(db, id)))
      expect(after.every(Boolean)).toBe(true)
      expect((await keys.find(db, 'case:0'))?.unseal(place, sealed).toString()).toBe('before')
      expect(await db.rows(sql`select distinct master from data_key`)).toEqual([{ master: rotated.to }])
      expect(readKeyFile(keyFile).map(({ id }) => id)).toEqual([rotated.to])
    })

    test('that another process has begun to replace wraps no new case', async () => {
      const { db, keys, keyFile } = await ground()
      const [old] = readKeyFile(keyFile)
      const begun = newKey()
      replaceKeyFile(keyFile, [begun, ...(old ? [old] : [])])
      await db.run(sql`insert into master_key (id, since) values (${begun.id}, 2)`)

      const refused = await db.write(tx => void keys.send(tx, 'case:1'))
      await db.transaction(tx => keys.create(tx, 'case:1'))
      const written = await db.write(tx => void keys.send(tx, 'case:2'))

      expect([refused, written]).toEqual(['refused', 'written'])
      expect(await db.rows(sql`select master from data_key where id like 'case:%'`)).toEqual([
        { master: begun.id },
        { master: begun.id },
      ])
    })

    test('that was written to the file alone, when whoever replaced it was killed, stops nobody from reporting', async () => {
      const { db, keys, keyFile } = await ground()
      const [old] = readKeyFile(keyFile)
      replaceKeyFile(keyFile, [newKey(), ...(old ? [old] : [])])
      const restarted = await openKeys(db, { path: keyFile, make: false })

      await keys.reread()
      for (const [at, these] of [keys, restarted].entries()) {
        await db.transaction(tx => these.create(tx, `case:${at}`))
        expect(await db.write(tx => void these.send(tx, `case:${at}-sent`))).toBe('written')
      }

      expect(await db.rows(sql`select distinct master from data_key`)).toEqual([{ master: old?.id }])
    })

    test('that was being replaced when the program was killed is replaced to the end by the next attempt', async () => {
      const { db, keys, keyFile } = await ground()
      await db.transaction(tx => keys.create(tx, 'case:1'))
      const [old] = readKeyFile(keyFile)
      const begun = newKey()
      // Killed after both keys were written to the file …
      replaceKeyFile(keyFile, [begun, ...(old ? [old] : [])])
      const first = await rotate(db, keyFile)
      // … and killed after the database had forgotten the old one, before the file had.
      replaceKeyFile(keyFile, [...readKeyFile(keyFile), ...(old ? [old] : [])])
      const second = await rotate(db, keyFile)

      expect(first).toMatchObject({ to: begun.id, from: [old?.id], wrapped: 3 })
      expect(second).toMatchObject({ to: begun.id, wrapped: 0 })
      expect(await keys.find(db, 'case:1')).toBeDefined()
    })

    test('is not replaced with a key file that belongs to another database', async () => {
      const { db, keyFile } = await ground()
      const wrong = newKey()
      replaceKeyFile(keyFile, [wrong])

      await expect(rotate(db, keyFile)).rejects.toThrow(`the key file ${keyFile} holds ${wrong.id}`)

      expect(readKeyFile(keyFile)).toEqual([wrong])
    })

    test('that was replaced is put aside with a name, since older backups open with nothing else', async () => {
      const { db, keyFile } = await ground()
      const old = readKeyFile(keyFile)

      const { retired } = await rotate(db, keyFile)

      expect(readKeyFile(retired)).toEqual(old)
      expect(statSync(retired).mode & 0o777).toBe(0o600)
    })

    test('is tried on everything, so that a person knows what a copy opens and what is lost without any', async () => {
      const { db, keys, keyFile } = await ground()
      await db.transaction(tx => keys.create(tx, 'case:1'))
      const [id] = readKeyFile(keyFile).map(({ id }) => id)

      const [withCopy, without] = await db.snapshot(async view => [
        await checkKeys(view, readKeyFile(keyFile)),
        await checkKeys(view, []),
      ])

      const all = { case: 1, fingerprints: 1, kept: 1 }
      expect(withCopy).toEqual({ opens: all, lost: {}, missing: [] })
      expect(without).toEqual({ opens: {}, lost: all, missing: [id] })
    })
  })

  describe(`what is kept for channels on ${engine}`, () => {
    test('comes back as it was put, until it is replaced or deleted, and only to its own channel', async () => {
      const { db, keys } = await ground()
      const kept = keptIn(db, keys)

      await kept.put('slack', 'thread 1', { asked: 'Can I post this? 🦊' })
      await kept.put('slack', 'thread 1', { asked: 'And this?' })
      await kept.put('slack', 'thread 2', ['x'])
      await kept.delete('slack', 'thread 2')

      expect(await kept.get('slack', 'thread 1', now)).toEqual({ asked: 'And this?' })
      expect(await kept.get('slack', 'thread 2', now)).toBeUndefined()
      expect(await kept.get('teams', 'thread 1', now)).toBeUndefined()
    })

    test('what many claim at once is one caller’s, and another’s once its time is over', async () => {
      const { db, keys } = await ground()
      const kept = keptIn(db, keys)

      const first = await Promise.all(Array.from({ length: 8 }, () => kept.claim('slack', 'event Ev1', now, later)))
      const meanwhile = await kept.claim('slack', 'event Ev1', now, later)
      const elsewhere = await kept.claim('teams', 'event Ev1', now, later)
      const afterwards = await kept.claim('slack', 'event Ev1', later, new Date(later.getTime() + 1))

      expect(first.filter(Boolean)).toHaveLength(1)
      expect([meanwhile, elsewhere, afterwards]).toEqual([false, true, true])
    })

    test('is forgotten when its time is over, and then deleted', async () => {
      const { db, keys } = await ground()
      const kept = keptIn(db, keys)
      await kept.put('web', 'question', 'x', later)

      const [before, after] = [await kept.get('web', 'question', now), await kept.get('web', 'question', later)]
      const forgotten = [await forgetExpired(db, now), await forgetExpired(db, later)]

      expect([before, after]).toEqual(['x', undefined])
      expect(forgotten).toEqual([0, 1])
      expect(await db.rows(sql`select * from kept`)).toEqual([])
    })

    test('can be put in the same transaction as what it goes with', async () => {
      const { db, keys } = await ground()

      const failing = db.transaction(async tx => {
        await keptIn(tx, keys).put('web', 'form', 'x')
        throw new Error('no')
      })

      await expect(failing).rejects.toThrow('no')
      expect(await keptIn(db, keys).get('web', 'form', now)).toBeUndefined()
    })

    test('shows neither its words nor whom it names to a person who has the database alone', async () => {
      const { db, keys } = await ground()

      await keptIn(db, keys).put('teams', 'conversation with Jane Smith', { said: 'he told me' })

      const row = await db.row<{ key_hash: string; body: Uint8Array }>(sql`select * from kept`)
      expect(`${row?.key_hash} ${Buffer.from(row?.body ?? []).toString('latin1')}`).not.toMatch(/Jane|told/)
    })

    test('does not open in the place of another', async () => {
      const { db, keys } = await ground()
      const kept = keptIn(db, keys)
      await kept.put('web', 'a', 'of a')
      await kept.put('web', 'b', 'of b')

      const bodies = await db.rows<{ key_hash: string; body: Uint8Array }>(sql`select key_hash, body from kept`)
      const [one, two] = bodies
      await db.run(sql`update kept set body = ${one?.body ?? null} where key_hash = ${two?.key_hash ?? null}`)

      const read = await Promise.allSettled(['a', 'b'].map(name => kept.get('web', name, now)))
      expect(read.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    })
  })

  describe(`the audit on ${engine}`, () => {
    test('holds what happened and not what was undone', async () => {
      const { db } = await ground()
      await moves(db, 2)

      const failing = db.transaction(async tx => {
        await record(tx, { who: 'clerk', act: 'view', what: 'case-9' }, now)
        throw new Error('no')
      })

      await expect(failing).rejects.toThrow('no')
      expect(await db.rows(sql`select number, who, act, what, was, became, why from audit`)).toEqual([
        { number: 1, who: 'clerk', act: 'move', what: 'case-1', was: 'received', became: 'acknowledged', why: null },
        { number: 2, who: 'clerk', act: 'move', what: 'case-2', was: 'received', became: 'acknowledged', why: null },
      ])
      expect(await db.snapshot(view => verify(view))).toMatchObject({ sound: 2 })
    })

    test('is one unbroken chain when many write at once, from several processes too', async () => {
      const { db, url } = await ground()

      const others = [1, 2].map(() => child('db-child.ts', ['audit', url, '40']).ended)
      await moves(db, 60)
      const ends = await Promise.all(others)

      expect(ends.map(({ out, errors }) => out + errors)).toEqual(['', ''])
      const verdict = await db.snapshot(view => verify(view))
      expect(verdict.broken).toBeUndefined()
      expect(verdict.sound).toBe(140)
    })

    test('has room for ids and moves, and for no name and no sentence', () => {
      const wrong = [
        { who: 'Jane Smith', act: 'view', what: 'case-1' },
        { who: 'clerk', act: 'view', what: 'case-1', note: 'he told me' },
        { who: 'clerk', act: 'view', what: 'jane@example.org' },
        { who: 'clerk', act: 'view', what: 'x'.repeat(81) },
      ]

      expect(wrong.map(entry => Entry.safeParse(entry).success)).toEqual([false, false, false, false])
    })

    test('refuses by itself a row with a sentence, and any change of a row', async () => {
      const { db } = await ground()
      await moves(db, 1)
      const sentence = sql`insert into audit (number, at, who, act, what, hash)
        values (2, 0, 'he told me', 'view', 'case', ${'0'.repeat(64)})`

      const attempts = [sentence, sql`update audit set who = 'nobody'`, sql`delete from audit`]

      for (const attempt of attempts) await expect(db.run(attempt)).rejects.toThrow()
      expect(await db.snapshot(view => verify(view))).toMatchObject({ sound: 1 })
    })

    test.each<[string, string[], object]>([
      ['an altered row', [`update audit set who = 'someone' where number = 3`], { number: 3, how: 'altered' }],
      ['a dropped row', ['delete from audit where number = 3'], { number: 3, how: 'dropped' }],
      ['the first row, dropped', ['delete from audit where number = 1'], { number: 1, how: 'dropped' }],
      [
        'two rows in each other’s place',
        [
          'update audit set number = 99 where number = 3',
          'update audit set number = 3 where number = 4',
          'update audit set number = 4 where number = 99',
        ],
        { number: 3, how: 'moved' },
      ],
      ['a last row that was cut off', ['delete from audit where number = 5'], { number: 5, how: 'cut off' }],
      [
        'a row that was added behind the program’s back',
        [
          `insert into audit (number, at, who, act, what, hash) select 6, at, who, act, what, hash from audit where number = 5`,
        ],
        { number: 6, how: 'altered' },
      ],
    ])('names %s', async (_, tampering, broken) => {
      const { db } = await ground()
      await moves(db, 5)
      await withoutGuard(db)

      for (const statement of tampering) await db.run(raw(statement))

      expect((await db.snapshot(view => verify(view))).broken).toEqual(broken)
    })

    test('whose end was cut off, its head too, is found out by a head that was printed before', async () => {
      const { db } = await ground()
      await moves(db, 5)
      const printed = await headOf(db)
      await withoutGuard(db)
      await db.run(raw('delete from audit where number > 3'))
      await db.run(raw('update audit_head set number = 3, hash = (select hash from audit where number = 3)'))

      const [alone, compared] = await db.snapshot(async view => [await verify(view), await verify(view, printed)])

      expect(alone.broken).toBeUndefined()
      expect(compared.broken).toEqual({ number: 4, how: 'cut off' })
    })

    test('that goes on after a head was printed still agrees with it', async () => {
      const { db } = await ground()
      await moves(db, 3)
      const printed = await headOf(db)
      await moves(db, 3)

      const verdict = await db.snapshot(view => verify(view, printed))

      expect(verdict).toMatchObject({ sound: 6 })
      expect(verdict.broken).toBeUndefined()
    })

    test('takes several entries of one transaction in their order', async () => {
      const { db } = await ground()
      const acts = ['open', 'route', 'notify']

      await db.transaction(tx =>
        recordAll(
          tx,
          acts.map(act => ({ who: 'signpost', act, what: 'case-1' })),
          now,
        ),
      )

      expect(await db.rows(sql`select act from audit order by number`)).toEqual(acts.map(act => ({ act })))
      expect((await db.snapshot(view => verify(view))).broken).toBeUndefined()
    })
  })

  describe(`somebody who takes the disk but not the key, on ${engine}`, () => {
    test('finds no word of what was sealed in the database, its log of changes, the files or a backup', async () => {
      const { db, keys, url } = await ground()
      const words = ['Zanzibarquokka', 'Jötunheimgrün', 'he told me not to tell']
      const files = folder()
      const backups = folder()
      await keptIn(db, keys).put('web', words[0] ?? '', { says: words })
      const place = { table: 'case', row: '1', field: 'text' }
      await db.transaction(async tx => {
        const key = await keys.create(tx, 'case:1')
        put(files, '1.sealed', key.seal({ ...place, table: 'file' }, words.join()))
        await tx.run(sql`insert into kept (channel, key_hash, body)
          values ('web', ${keys.fingerprint('link', words[1] ?? '')}, ${key.seal(place, words.join())})`)
        await record(tx, { who: 'reporter', act: 'open', what: 'case-1' }, now)
      })
      await backup({ db, files }, join(backups, 'monday'), now)

      const found = await scan(
        [databaseSink(db, folderOf(url)), folderSink('the files', files), folderSink('a backup', backups)],
        words,
      )

      expect(found).toEqual([])
    })
  })

  async function ground(): Promise<{ db: Database; keys: Keys; keyFile: string; url: string }> {
    const url = await freshUrl()
    const db = await openDatabase(url)
    onTestFinished(() => db.close().catch(() => {}))
    const keyFile = join(folder(), 'master.key')
    return { db, url, keyFile, keys: await openKeys(db, { path: keyFile, make: true }) }
  }
}

async function moves(db: Database, count: number): Promise<void> {
  const entry = (at: number) => ({
    who: 'clerk',
    act: 'move',
    what: `case-${at}`,
    was: 'received',
    became: 'acknowledged',
  })
  await Promise.all(Array.from({ length: count }, (_, at) => db.transaction(tx => record(tx, entry(at + 1), now))))
}

/** What somebody would do who may change the database, before changing it. */
async function withoutGuard(db: Database): Promise<void> {
  const guards =
    db.engine === 'sqlite'
      ? ['drop trigger audit_no_update', 'drop trigger audit_no_delete']
      : ['drop trigger audit_stays on audit']
  for (const guard of guards) await db.run(raw(guard))
}
