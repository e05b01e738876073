import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { openApp } from '../src/app.ts'
import { settingsFrom } from '../src/config.ts'
import { makeKeyFile } from '../src/db/key-file.ts'
import { openDatabase } from '../src/db/open.ts'
import { sql } from '../src/db/sql.ts'
import { examine } from '../src/doctor.ts'
import { root } from './support/app.ts'
import { command, commandWith } from './support/command.ts'
import { folder } from './support/folder.ts'

// Each command is a process that starts the program anew, and a busy machine takes seconds for that.
vi.setConfig({ testTimeout: 120_000 })

const council = ['--authority', 'lewes-eastbourne']
/** What somebody types who answers only what must be answered: no danger, a child, no picture, and so on to their name. */
const worry = ['1', '1', '1', 'He told me not to tell.', 'Last night', 'Billy', '', '', '', '', '', '', '', '1']

describe('at a terminal, in practice', () => {
  test('somebody reports a worry, the desk deals with it, and both read what became of it', async () => {
    const { run, place } = terminal()
    const letter = join(place, 'letter.txt')
    writeFileSync(letter, 'Dear all')

    const reported = await run('report', ['--desk', 'safeguarding', '--as', 'sam'], [...worry, ''])
    const reference = /Your reference is (SAF-\w{4}-\w{2})/.exec(reported.out)?.[1] ?? ''
    const officer = ['--as', 'pretend-senior-safeguarding-officer']
    const list = await run('case', ['list', ...officer])
    await run('case', ['acknowledge', reference, ...officer, '--words', 'I have it.'])
    const again = await run('case', ['acknowledge', reference, ...officer])
    await run('case', ['ask', reference, ...officer, '--text', 'Which school?'])
    await run('case', ['add', reference, '--as', 'sam', '--text', 'By the river', '--file', letter])
    const early = await run('case', ['resolve', reference, ...officer])
    await run('case', ['assign', reference, ...officer, '--to', 'pretend-safeguarding-deputy'])
    const closed = await run('case', [
      'resolve',
      reference,
      '--as',
      'pretend-safeguarding-deputy',
      '--outcome',
      'referred',
      '--note',
      'Rang them.',
      '--words',
      'Thank you.',
    ])
    const own = await run('case', ['read', reference.toLowerCase().replaceAll('-', ' '), '--as', 'sam'])
    const desk = await run('case', ['show', reference, ...officer])

    expect(reported).toMatchObject({ code: 0 })
    expect(reported.out).toMatch(/^Practice: nobody at the council will read this. In danger, call 999./)
    expect(reported.out).toMatch(
      /Who will read it: .+Send it\? Press Enter, or write no\..+Saved\. Your reference is SAF/s,
    )
    expect(list.out).toMatch(new RegExp(`^${reference}  safeguarding  child  Nobody has taken it up yet`))
    expect(again).toMatchObject({
      code: 1,
      errors: expect.stringMatching(/^Pretend Senior Officer for Safeguarding was first: taken up/),
    })
    expect(early).toMatchObject({
      code: 1,
      errors: expect.stringMatching(/^Choose how it ended: .+\nWrite the reason\./),
    })
    expect(closed).toMatchObject({ code: 0, out: 'Done.\n' })
    expect(own.out).toMatch(
      /Safeguarding desk: Closed.+He told me not to tell\..+taken up: I have it\..+closed: Thank you\./s,
    )
    expect(own.out).not.toMatch(/Rang them/)
    expect(desk.out).toMatch(/From Name of sam|From sam/)
    expect(desk.out).toMatch(
      /letter\.txt, 8 bytes, not-scanned.+to Pretend Deputy Safeguarding Lead.+note: Rang them\./s,
    )
  })

  test('whoever stops half way, says no or is in danger is told that nothing was sent, and nothing is kept', async () => {
    const { run, env } = terminal()

    const [half, no, danger] = await Promise.all([
      run('report', ['--desk', 'safeguarding'], worry.slice(0, 4)),
      run('report', ['--desk', 'safeguarding'], [...worry, 'no']),
      run('report', ['--desk', 'safeguarding'], ['2', '']),
    ])

    expect(half).toMatchObject({ code: 1, errors: expect.stringContaining('Nothing was sent, and nothing was kept.') })
    expect(no).toMatchObject({ code: 1, errors: 'It was not sent, and nothing of it was kept.\n' })
    expect(danger).toMatchObject({
      code: 1,
      errors: expect.stringContaining('Call first. A report can be sent later.'),
    })
    expect(danger.out).toContain('call 999 now')
    expect(existsSync(env.DATABASE_URL)).toBe(false)
  })

  test('where the store is away the same form is sent again once it is back, and is one case', async () => {
    const { env } = terminal()
    // Something stands where the database should be.
    mkdirSync(env.DATABASE_URL, { recursive: true })
    const run = command('report', [...council, '--desk', 'safeguarding', '--as', 'sam'], env)
    for (const line of [...worry, '']) run.type(line)

    await run.said('Try again?')
    run.type('')
    await run.said('Try again? Press Enter, or write no.\n\nNot saved')
    rmdirSync(env.DATABASE_URL)
    run.type('')
    const { code, out, errors } = await run.ended

    expect(out.match(/Not saved: nobody has been told\. Your words are still here/g)).toHaveLength(2)
    expect(out).toMatch(
      /Not saved.+call 999 now.+01632 960122.+For whoever runs Signpost: The database .+could not be opened/s,
    )
    expect({ code, receipts: out.match(/Your reference is SAF-/g)?.length, errors: errors.includes('fault') }).toEqual({
      code: 0,
      receipts: 1,
      errors: false,
    })
    const db = await openDatabase(env.DATABASE_URL)
    onTestFinished(() => db.close())
    expect(await db.row(sql`select count(*) as n from cases`)).toEqual({ n: 1 })
  })

  test('a database that may only be read is "not saved" for whoever reports or adds something, with the reason beside it', async context => {
    if (process.getuid?.() !== 0) context.skip('only root can act for a user without rights here')
    const { run, env, place } = terminal()
    const reported = await run('report', ['--desk', 'safeguarding', '--as', 'sam'], [...worry, ''])
    const reference = /SAF-\w{4}-\w{2}/.exec(reported.out)?.[0] ?? ''
    for (const path of [place, join(place, 'data'), join(place, 'keys'), env.INDEX]) chmodSync(path, 0o755)
    chmodSync(env.DATABASE_URL, 0o444)

    const add = command('case', ['add', reference, ...council, '--as', 'sam', '--text', 'And more'], env, {
      asNobody: true,
    })
    const { code, errors } = await add.ended

    expect(code).toBe(1)
    expect(errors).toMatch(
      /^Not saved: .+call 999 now.+01632 960121.+\(For whoever runs Signpost: Signpost may not write the database/s,
    )
  })

  test('a case of somebody else and one that does not exist are the same to a stranger, word for word', async () => {
    const { run } = terminal()
    const reported = await run('report', ['--desk', 'safeguarding', '--as', 'sam'], [...worry, ''])
    const reference = /SAF-\w{4}-\w{2}/.exec(reported.out)?.[0] ?? ''

    const tries = await Promise.all(
      [reference, 'SAF-2345-6M', 'nonsense'].flatMap(of =>
        ['show', 'read'].map(act => run('case', [act, of, '--as', 'kim'])),
      ),
    )

    for (const one of tries) expect(one).toEqual({ code: 1, out: '', errors: 'There is no such case for you.\n' })
  })

  test.each([
    ['report', [], 'Say which desk: --desk account-security'],
    ['report', ['--desk', 'pres'], 'Did you mean "press"?'],
    ['case', ['constructor', '--as', 'sam'], 'Say what to do: list, show,'],
    ['case', ['show', '--as', 'sam'], 'Say which case, by its reference'],
    ['case', ['list'], 'Say who you are'],
    [
      'case',
      ['add', 'SAF-2345-6M', '--as', 'sam', '--text', 'x', '--file', '/no/such/file'],
      'There is no file at /no/such/file',
    ],
  ])('what is typed wrongly is answered with what to type: %s %j', async (name, args, says) => {
    const { run } = terminal()

    const { code, errors } = await run(name, args)

    expect({ code, errors }).toEqual({ code: 1, errors: expect.stringContaining(says) })
    expect(errors).not.toMatch(/fault|\bat \w+ \(/)
  })
})

describe('live', () => {
  test('a terminal shows and takes no case, whoever somebody says they are, and offers what is not one', async () => {
    const { run, env, place } = terminal()
    await run('report', ['--desk', 'press', '--as', 'sam'], [])
    makeKeyFile(join(place, 'live.key'))
    const live = { ...env, MODE: 'live', PUBLIC_URL, POLICIES: realCouncil(), KEY_FILE: join(place, 'live.key') }
    const db = await openDatabase(env.DATABASE_URL)
    await db.close()

    const refused = await Promise.all([
      commandWith('case', ['list', ...council, '--as', 'pretend-senior-safeguarding-officer'], live),
      commandWith('case', ['show', 'SAF-2345-6M', ...council, '--as', 'sam'], live),
      commandWith('report', [...council, '--desk', 'safeguarding', '--as', 'sam'], live, [...worry, '']),
      commandWith('report', [...council, '--desk', 'safeguarding'], live, [...worry, '']),
    ])
    const offered = await Promise.all(
      [['health'], ['stuck'], ['audit', 'verify'], ['backup', join(place, 'monday')]].map(([name = '', ...args]) =>
        commandWith(name, args, live),
      ),
    )

    for (const one of refused)
      expect(one).toEqual({
        code: 1,
        out: '',
        errors: expect.stringMatching(/^MODE=live: a terminal cannot know who you are/),
      })
    expect(offered.map(({ code }) => code)).toEqual([0, 0, 0, 0])
  })

  test('the program does not start without its key, or with one that others may read, and makes none', async () => {
    const keyFile = join(folder(), 'keys', 'master.key')
    const environment = { MODE: 'live', PUBLIC_URL, POLICIES: realCouncil(), KEY_FILE: keyFile, INDEX: folder() }
    const settings = settingsFrom(environment)
    const start = () => openApp(settings, { say: () => {}, progress: () => {}, now: () => new Date() })

    await expect(start()).rejects.toThrow(`There is no key file at ${keyFile}. Bring back your copy of it`)
    expect(existsSync(keyFile)).toBe(false)
    const { mistakes } = await examine(environment, new Date())
    expect(mistakes).toContainEqual(expect.stringContaining('There is no key file'))
    makeKeyFile(keyFile)
    chmodSync(keyFile, 0o644)
    await expect(start()).rejects.toThrow('can be read by others on this machine')
    chmodSync(keyFile, 0o600)
    await expect(start()).resolves.toBeDefined()
  })
})

describe('two people who share the keeping', () => {
  test('whoever has the database and no key backs up, restores and verifies, and reads nothing', async () => {
    const { run, env, place } = terminal()
    const reported = await run('report', ['--desk', 'safeguarding', '--as', 'sam'], [...worry, ''])
    const reference = /SAF-\w{4}-\w{2}/.exec(reported.out)?.[0] ?? ''
    const without = { ...env, KEY_FILE: join(place, 'nowhere') }
    const elsewhere = { ...without, DATABASE_URL: join(place, 'new', 's.db'), FILES: join(place, 'new', 'files') }

    const backedUp = await commandWith('backup', [join(place, 'monday')], without)
    const restored = await commandWith('restore', [join(place, 'monday')], elsewhere)
    const verified = await commandWith('audit', ['verify'], elsewhere)
    const shown = await commandWith(
      'case',
      ['show', reference, ...council, '--as', 'pretend-senior-safeguarding-officer'],
      elsewhere,
    )
    const drill = await commandWith('keys', ['drill'], elsewhere)
    const withKey = await commandWith(
      'case',
      ['show', reference, ...council, '--as', 'pretend-senior-safeguarding-officer'],
      { ...elsewhere, KEY_FILE: env.KEY_FILE },
    )

    expect([backedUp, restored, verified].map(({ code }) => code)).toEqual([0, 0, 0])
    expect(shown).toMatchObject({ code: 1, out: '', errors: expect.stringContaining('there is no key file at') })
    expect(existsSync(without.KEY_FILE)).toBe(false)
    expect(drill.out).toContain(
      'this would be lost for ever, in every backup too: 1 × case, 1 × fingerprints, 1 × kept',
    )
    for (const { out, errors } of [backedUp, restored, verified, shown, drill])
      expect(out + errors).not.toMatch(/He told me|Billy/)
    expect(withKey.out).toContain('He told me not to tell.')
  })
})

describe('nothing of memory', () => {
  test.each([
    ['--heapsnapshot-signal=SIGUSR2', 'NODE_OPTIONS'],
    ['--heapsnapshot-near-heap-limit=1', 'NODE_OPTIONS'],
    ['--abort-on-uncaught-exception', 'the command'],
  ])('is written by a program that was started with %s in %s: it does not start', async (flag, where) => {
    const { env } = terminal()
    const inCommand = where === 'the command'

    const run = command('health', [], inCommand ? env : { ...env, NODE_OPTIONS: flag }, {
      flags: inCommand ? [flag] : [],
    })
    const { code, errors } = await run.ended

    expect(code).toBe(1)
    expect(errors).toContain(`Node was started with ${flag}, which writes what is in memory to a file`)
  })

  test('is written where diagnostic reports are turned on, nor would a core file hold it', async () => {
    const { env, place } = terminal()
    const reports = `--report-on-signal --report-signal=SIGUSR2 --report-uncaught-exception --report-on-fatalerror --report-directory=${place}`
    const run = command('report', [...council, '--desk', 'press'], { ...env, NODE_OPTIONS: reports })
    await run.said('Which of these is nearest?')

    const filter = process.platform === 'linux' ? readFileSync(`/proc/${run.process.pid}/coredump_filter`, 'utf8') : '0'
    run.process.kill('SIGUSR2')
    run.type('1')
    await run.said('journalist')
    run.process.kill('SIGABRT')
    await run.ended

    expect(Number.parseInt(filter, 16)).toBe(0)
    expect(readdirSync(place).filter(name => /report|core|heapsnapshot/.test(name))).toEqual([])
  })
})

/** A place of its own for one terminal, and the commands that are typed there. */
function terminal() {
  const place = folder()
  const env = {
    DATABASE_URL: join(place, 'data', 'signpost.db'),
    FILES: join(place, 'data', 'files'),
    KEY_FILE: join(place, 'keys', 'master.key'),
    INDEX: shared,
  }
  const run = (name: string, args: string[], lines: string[] = []) =>
    commandWith(name, [...(name === 'report' || name === 'case' ? council : []), ...args], env, lines)
  return { place, env, run }
}

/** The index is built once: no test here is about it. */
const shared = join('/tmp', `signpost-terminal-${process.pid}`)

/** Live, whoever has nothing but mail needs an address that it can lead to. */
const PUBLIC_URL = 'https://signpost.council.example'

/** The councils that ship, as they would be with real people in all posts. */
function realCouncil(): string {
  const place = folder()
  cpSync(join(root, 'policies'), place, { recursive: true })
  for (const name of readdirSync(place)) {
    const file = join(place, name, 'authority.yaml')
    if (existsSync(file))
      writeFileSync(
        file,
        readFileSync(file, 'utf8')
          .replace(/^ *pretend: yes\n/gm, '')
          .replaceAll('.test', '.example.org'),
      )
  }
  return place
}
