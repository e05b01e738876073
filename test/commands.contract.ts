import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { record } from '../src/db/audit.ts'
import type { Database } from '../src/db/database.ts'
import { keptIn } from '../src/db/kept.ts'
import { openKeys } from '../src/db/keys.ts'
import { openDatabase } from '../src/db/open.ts'
import { raw } from '../src/db/sql.ts'
import { commandWith } from './support/command.ts'
import { folder } from './support/folder.ts'

const now = new Date('2026-11-21T09:00:00Z')

/** What an operator may rely on at a terminal, whichever engine it is. */
export function commandsContract(engine: string, freshUrl: () => Promise<string>): void {
  describe(`an operator's commands on ${engine}`, () => {
    test('an operator backs up, loses everything but the key, restores, and finds the audit as it was', async () => {
      const { run, place, settings } = await council()
      const printed = (await run('audit', 'head')).out.trim()
      const saved = await run('backup', join(place, 'monday'))

      const elsewhere = { ...settings, DATABASE_URL: await freshUrl(), FILES: join(place, 'new', 'files') }
      const restored = await run('restore', join(place, 'monday'), elsewhere)
      const [check, verified] = await Promise.all([
        run('keys', 'check', elsewhere),
        run(`audit`, 'verify', '--head', printed, elsewhere),
      ])

      expect(saved.out).toContain('is whole. It was made at')
      expect(restored.out).toContain('Restored.')
      expect(check.out).toContain('opens 1 × fingerprints, 1 × kept.')
      expect(verified.out).toBe(`All 3 rows are as they were written. The head is ${printed}\n`)
    })

    test('an operator rotates the key while the program runs, and the drill tells an old copy from a good one', async () => {
      const { run, place, settings, kept } = await council()

      const rotated = await run('keys', 'rotate')
      const retired = /is in (\S+):/.exec(rotated.out)?.[1] ?? ''
      const [good, old, none] = await Promise.all([
        run('keys', 'drill', '--copy', settings.KEY_FILE),
        run('keys', 'drill', '--copy', retired),
        run('keys', 'drill'),
      ])

      expect(rotated.out).toContain('2 keys were wrapped anew')
      expect(await kept.get('web', 'form', now)).toBe('x')
      expect(good).toMatchObject({ code: 0 })
      expect(old).toMatchObject({ code: 1 })
      expect(old.errors).toContain('This copy is not enough')
      expect(none.out).toContain('this would be lost for ever, in every backup too: 1 × fingerprints, 1 × kept')
      expect(existsSync(join(place, 'keys'))).toBe(true)
    })

    test.each<[string, string[], string[], RegExp]>([
      [
        'altered',
        [`update audit set who = 'somebody' where number = 2`],
        [],
        /row 2 was altered.+The row before it is sound/,
      ],
      ['dropped', ['delete from audit where number = 2'], [], /row 2 is missing.+The row before it is sound/],
      [
        'put in another’s place',
        [
          'update audit set number = 99 where number = 1',
          'update audit set number = 1 where number = 2',
          'update audit set number = 2 where number = 99',
        ],
        [],
        /row 1 was moved to another place/,
      ],
      [
        'cut off, head and all, with a head that was printed before',
        ['delete from audit where number > 1', 'update audit_head set number = 1, hash = (select hash from audit)'],
        ['--head'],
        /row 2 and all after it were cut off/,
      ],
    ])('an operator is told of the first row of the audit that was %s', async (_, tampering, compared, says) => {
      const { run, db } = await council()
      const printed = (await run('audit', 'head')).out.trim()
      for (const statement of [...unguarded(db.engine), ...tampering]) await db.run(raw(statement))

      const { code, errors } = await run('audit', 'verify', ...compared, ...(compared.length > 0 ? [printed] : []))

      expect({ code, errors }).toEqual({ code: 1, errors: expect.stringMatching(says) })
    })
  })

  /** A program that is running, and the commands beside it. */
  async function council() {
    const place = folder()
    const settings = {
      DATABASE_URL: await freshUrl(),
      FILES: join(place, 'data', 'files'),
      KEY_FILE: join(place, 'keys', 'master.key'),
    }
    const db = await openDatabase(settings.DATABASE_URL)
    onTestFinished(() => db.close())
    const kept = keptIn(db, await openKeys(db, { path: settings.KEY_FILE, make: true }))
    await kept.put('web', 'form', 'x')
    for (const act of ['open', 'view', 'move'])
      await db.transaction(tx => record(tx, { who: 'clerk', act, what: 'case-1' }, now))
    const run = (command: string, ...args: (string | typeof settings)[]) => {
      const other = args.find(arg => typeof arg !== 'string')
      return commandWith(
        command,
        args.filter(arg => typeof arg === 'string'),
        other ?? settings,
      )
    }
    return { place, settings, db, kept, run }
  }
}

/** What somebody does first who may change the database and wants to change the audit. */
function unguarded(engine: Database['engine']): string[] {
  return engine === 'sqlite'
    ? ['drop trigger audit_no_update', 'drop trigger audit_no_delete']
    : ['drop trigger audit_stays on audit']
}
