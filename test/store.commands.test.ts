import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { record } from '../src/db/audit.ts'
import { keptIn } from '../src/db/kept.ts'
import { openKeys } from '../src/db/keys.ts'
import { openDatabase } from '../src/db/open.ts'
import { raw } from '../src/db/sql.ts'
import { commandWith } from './support/command.ts'
import { folder } from './support/folder.ts'

const now = new Date('2026-11-21T09:00:00Z')

test('an operator backs up, loses everything but the key, restores, and finds the audit as it was', async () => {
  const { run, place, settings } = await council()
  const printed = (await run('audit', 'head')).out.trim()
  const saved = await run('backup', join(place, 'monday'))

  const elsewhere = { ...settings, DATABASE_URL: join(place, 'new', 'signpost.db'), FILES: join(place, 'new', 'files') }
  const restored = await run('restore', join(place, 'monday'), elsewhere)
  const [check, verified] = await Promise.all([
    run('keys', 'check', elsewhere),
    run(`audit`, 'verify', '--head', printed, elsewhere),
  ])

  expect(saved.out).toContain('is whole. It was made at')
  expect(restored.out).toContain('Restored.')
  expect(check.out).toContain('opens 1 × fingerprints, 1 × kept.')
  expect(verified.out).toBe(`All 2 rows are as they were written. The head is ${printed}\n`)
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

test('an operator is told which row of the audit somebody changed', async () => {
  const { run, db } = await council()
  await db.run(raw('drop trigger audit_no_update'))
  await db.run(raw(`update audit set who = 'somebody' where number = 2`))

  const { code, errors } = await run('audit', 'verify')

  expect(code).toBe(1)
  expect(errors).toContain('row 2 was altered')
  expect(errors).toContain('The 1 rows before it are sound')
})

test('a command that finds no database says so, and makes none', async () => {
  const DATABASE_URL = join(folder(), 'signpost.db')

  const { code, errors } = await commandWith('audit', ['verify'], { DATABASE_URL })

  expect({ code, errors }).toEqual({
    code: 1,
    errors: `There is no database at ${DATABASE_URL}. Set DATABASE_URL to where it is.\n`,
  })
  expect(existsSync(DATABASE_URL)).toBe(false)
})

/** A program that is running, and the commands beside it. */
async function council() {
  const place = folder()
  const settings = {
    DATABASE_URL: join(place, 'data', 'signpost.db'),
    FILES: join(place, 'data', 'files'),
    KEY_FILE: join(place, 'keys', 'master.key'),
  }
  const db = await openDatabase(settings.DATABASE_URL)
  onTestFinished(() => db.close())
  const kept = keptIn(db, await openKeys(db, { path: settings.KEY_FILE, make: true }))
  await kept.put('web', 'form', 'x')
  for (const act of ['open', 'view']) await db.transaction(tx => record(tx, { who: 'clerk', act, what: 'case-1' }, now))
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
