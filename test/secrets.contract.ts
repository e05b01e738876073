import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { By } from '../src/cases/parts.ts'
import { scanFiles } from '../src/cases/scan.ts'
import { ask } from '../src/chat/ask.ts'
import { record } from '../src/db/audit.ts'
import { backup } from '../src/db/backup.ts'
import { keptIn } from '../src/db/kept.ts'
import { restore } from '../src/db/restore.ts'
import { raw, sql } from '../src/db/sql.ts'
import { tablesOf } from '../src/db/tables.ts'
import { type Given, questionsNow } from '../src/desks/asked.ts'
import type { DeskHere } from '../src/desks/receives.ts'
import { logTo } from '../src/log.ts'
import { started } from './support/app.ts'
import { type Casework, casework, desksOf } from './support/casework.ts'
import { commandWith } from './support/command.ts'
import { folder } from './support/folder.ts'
import { databaseSink, folderSink, linesSink, type Sink, scan } from './support/scan.ts'

/** Every word that anybody writes below begins with this, so one look finds any of them. */
const stem = 'Quokkazanzibar'
const council = 'lewes-eastbourne'

export interface Places {
  freshUrl(): Promise<string>
  /** The folder in which a database keeps its files. */
  folderOf(url: string): string
  /** Of one engine: a dump as its own tools make it. */
  dumped?(): string
}

/** Words are written wherever anybody can write any, and then looked for wherever anything could come to lie. */
export function secretsContract(engine: string, { freshUrl, folderOf, dumped }: Places): void {
  describe(`what people write, on ${engine}`, () => {
    test('is found in no file, row, log, error, notice, index, backup or dump, in whatever spelling', {
      timeout: 120_000,
    }, async () => {
      const url = await freshUrl()
      const work = await casework(url, { limits: { more: () => undefined }, scan: ['false'] })
      const [temp, index, backups] = [folder(), folder(), folder()]
      const { errors, notices, output } = { errors: [] as string[], notices: [] as string[], output: captured() }
      const log: string[] = []

      const planted = await everyAnswer(work)
      await everyWord(work)
      await everyFailure(work, errors, log, temp)
      notices.push(...(await everyNotice(work)))
      const question = word('a question')
      const { ask: asked, said } = await started({ INDEX: index })
      await asked(council, `${question} may I post this?`)
      await asked(council, `A child told me that ${question} hits him`)
      await backup({ db: work.db, files: work.parts.files }, join(backups, 'monday'), work.clock.now())
      const env = {
        DATABASE_URL: url,
        FILES: work.parts.files,
        KEY_FILE: join(work.place, 'master.key'),
        INDEX: index,
        TMPDIR: temp,
      }
      const operator = await operated(env, backups)
      output.end()

      const rows = linesSink('all rows, as the engine gives them', [])
      for (const { name } of await tablesOf(work.db.engine, work.db))
        for (const row of await work.db.rows<object>(raw(`select * from ${name}`)))
          rows.plant(inspect(row, { maxArrayLength: null }))
      const sinks: Sink[] = [
        databaseSink(work.db, folderOf(url)),
        rows,
        folderSink('the files, and the key', work.place),
        folderSink('the index', index),
        folderSink('the temporary files', temp),
        folderSink('a backup', backups),
        linesSink('what was said while indexing', said),
        linesSink('what an operator is shown', operator),
        linesSink('what the program printed', output.lines),
        errorsSink(errors),
        linesSink('the log', log),
        linesSink('notices on their way', notices),
        ...(dumped ? [linesSink('a dump by its own tools', [dumped()])] : []),
      ]
      const found = await scan(sinks, [stem])

      expect(found).toEqual([])
      // It was planted, it is there, and it can be read by those who may.
      expect(planted.kinds).toEqual(['file', 'link', 'paragraph', 'person', 'text'])
      expect(planted.missing).toEqual([])
      expect(errors.length).toBeGreaterThan(10)
      expect(notices.length).toBeGreaterThan(50)
      const shown = await work.cases.searchRecords(work.as('pretend-records-officer'), stem, {
        under: 'court-order',
        reason: 'x',
      })
      expect(shown.outcome === 'searched' && shown.found.length).toBeGreaterThan(60)
    })
  })
}

let words = 0

/** A word that stands nowhere else. What it is for makes a failure easier to read. */
function word(what: string): string {
  return `${stem}${++words}é${what.replace(/\W/g, '')}`
}

/** Every question of every desk answered with words of its own, also those that show only after other answers. */
async function everyAnswer(work: Casework): Promise<{ kinds: string[]; missing: string[] }> {
  const answered = new Map<string, string>()
  for (const desk of desksOf(council))
    for (const subtype of Object.keys(desk['sub-types']))
      for (let round = 0; round < 3; round++) {
        const { given, files } = filled(desk, { 'sub-type': subtype }, round, answered)
        const opened = await work.cases.open(somebody(work), {
          ...{ desk: desk.id, given, files, submission: word('submission') },
          clauses: [{ policy: 'p', ref: '1', digest: 'd', text: word('clause') }],
        })
        if (opened.outcome !== 'opened') throw new Error(`${desk.id} ${subtype}: ${JSON.stringify(opened)}`)
      }
  const all = desksOf(council).flatMap(desk =>
    desk.questions
      .filter(({ kind }) => kind !== 'choice' && kind !== 'date-and-time')
      .map(({ id }) => `${desk.id} ${id}`),
  )
  return { kinds: [...new Set(answered.values())].sort(), missing: all.filter(one => !answered.has(one)) }
}

function filled(desk: DeskHere, begin: Given, round: number, answered: Map<string, string>) {
  const given: Given = { ...begin }
  const files: Record<string, { name: string; content: Buffer }> = {}
  for (;;) {
    const question = questionsNow(desk, {}, given).find(({ id }) => given[id] === undefined)
    if (!question) return { given, files }
    const { id, kind, options = {}, several } = question
    if (kind !== 'choice' && kind !== 'date-and-time') answered.set(`${desk.id} ${id}`, kind)
    const choices = Object.keys(options)
    const chosen = choices[(round + id.length) % choices.length] ?? ''
    if (kind === 'choice') given[id] = several ? [chosen] : chosen
    else if (kind === 'date-and-time') given[id] = '2026-11-20 09:30'
    else if (kind === 'link') given[id] = `https://${word('host')}.example.org/${word('path')}?q=${word('query')}`
    else if (kind === 'file') {
      const sent = { name: `${word('name')}.txt`, content: Buffer.from(word('content')) }
      files[`F${id}`] = sent
      given[id] = [{ id: `F${id}`, name: sent.name, bytes: sent.content.length }]
    } else given[id] = `${word(id)} „and more“`
  }
}

function somebody({ as }: Casework): By {
  const by = as('x')
  return { ...by, who: { ...by.who, id: word('id'), name: word('name'), address: `web:${word('address')}` } }
}

/** Everything that a desk, a reporter, the records officer and a channel can write about a case. */
async function everyWord(work: Casework): Promise<void> {
  const { cases, as, db, keys } = work
  const [lead, deputy] = [as('pretend-engagement-lead'), as('pretend-deputy-engagement-lead')]
  const officer = as('pretend-records-officer')
  const sam = somebody(work)
  const given = { 'sub-type': 'persistent-user', profile: `https://x.com/${word('profile')}` }
  const reference = await work.reported(sam, 'content', { ...given, what: word('what') })
  const file = () => ({ name: `${word('file')}.txt`, content: Buffer.from(word('content')) })
  const done = [
    await cases.add(sam, reference, { text: word('addition'), submission: word('submission'), files: [file()] }),
    await cases.ask(lead, reference, { text: word('question'), submission: word('submission') }),
    await cases.add(sam, reference, { text: word('answer'), submission: word('submission') }),
    await cases.note(lead, reference, { text: word('note'), submission: 'note-1' }),
    await cases.warn(lead, reference, { kind: 'warning', text: word('warning'), submission: 'warning-2' }),
    await cases.move(lead, reference, { move: 'acknowledge', version: 1, note: word('note'), words: word('words') }),
    await cases.move(lead, reference, { move: 'return', version: 2, note: word('note') }),
    await cases.hold(officer, reference, true, word('hold')),
    await cases.stepBack(deputy, reference, word('step back')),
    await cases.move(lead, reference, { move: 'acknowledge', version: 5 }),
    await cases.move(lead, reference, {
      move: 'resolve',
      version: 6,
      outcome: 'dealt-with',
      note: word('note'),
      words: word('words'),
    }),
    await cases.reopen(sam, reference, 7, word('words')),
    await cases.withdraw(sam, reference, 8, word('words')),
    await cases.exportRecords(officer, [reference], { under: 'subject-access', reason: word('reason') }, [
      word('taken out'),
    ]),
    await cases.searchRecords(officer, word('search'), { under: 'subject-access', reason: word('reason') }),
    await cases.show(as(word('stranger')), reference),
    await cases.show(as('kim'), word('reference')),
  ]
  expect(done.map(({ outcome }) => outcome)).toEqual([
    ...[
      'written',
      'written',
      'written',
      'written',
      'logged',
      'moved',
      'moved',
      'held',
      'stepped-back',
      'moved',
      'moved',
    ],
    ...['moved', 'moved', 'exported', 'searched', 'not-found', 'not-found'],
  ])
  for (const identity of ['anonymous-with-replies', 'anonymous', 'confidential'])
    await work.reported(somebody(work), 'whistleblowing', { identity, what: word('what') })
  await keptIn(db, keys).put('web', word('kept name'), { half: word('kept') })
}

/** Everything that can go wrong with words about, and each error with its stack, its causes and all that is fastened to it. */
async function everyFailure(work: Casework, errors: string[], log: string[], temp: string): Promise<void> {
  const { cases, db, keys, parts, as } = work
  const failing = async (act: () => Promise<unknown>) => {
    const thrown = await act().then(
      () => undefined,
      (error: unknown) => error,
    )
    if (thrown === undefined) return
    errors.push(inErrors(thrown))
    logTo(
      line => log.push(line),
      () => new Date(0),
    ).fault('f1', thrown)
  }
  const report = () => work.reported(somebody(work), 'content', { what: word('what'), 'sub-type': 'threat' })
  const reference = await report()
  for (const table of ['report', 'reporter', 'history', 'delivery', 'link', 'audit', 'cases', 'data_key']) {
    await db.run(raw(`alter table ${table} rename to away`))
    await failing(report)
    await failing(() => cases.show(as('pretend-engagement-lead'), reference))
    await failing(() => cases.add(somebody(work), reference, { text: word('x'), submission: word('x') }))
    await db.run(raw(`alter table away rename to ${table}`))
  }
  // What an engine says of a row that it refuses holds the row. None of these is ever written.
  await failing(() =>
    db.run(
      sql`insert into history (case_id, number, at, who, came_from, state) values (${word('c')}, 1, 1, ${word('w')}, 'x', 'x')`,
    ),
  )
  await failing(() => db.run(sql`insert into master_key (id, since) values (${word('m')}, ${word('n')})`))
  await failing(() =>
    db.transaction(tx => record(tx, { who: word('a name'), act: 'x', what: `${word('b')} and more` }, new Date(0))),
  )
  await failing(() => keptIn(db, keys).put('web', word('circle'), circular()))
  const kept = word('kept')
  await keptIn(db, keys).put('teams', kept, word('value'))
  await db.run(sql`update kept set body = ${Buffer.from([1, 2, 3])} where channel = 'teams'`)
  await failing(() => keptIn(db, keys).get('teams', kept, new Date(0)))
  for (const name of readdirSync(parts.files).slice(0, 1)) rmSync(join(parts.files, name), { recursive: true })
  await failing(() => scanFiles(parts, new Date(0)))
  writeFileSync(join(temp, 'not a backup'), 'x')
  await failing(() => restore(join(temp, 'not a backup'), { url: join(temp, 's.db'), files: temp }))
  const { app } = await started({ INDEX: folder() })
  await failing(() => ask(app.library, { authority: 'nowhere', question: word('asked') }, new Date(0)))
}

function circular(): object {
  const one: Record<string, unknown> = { said: word('in a circle') }
  one['again'] = one
  return one
}

/** As our one place for unknown errors shows them, and as much more as anybody could. */
function inErrors(error: unknown): string {
  const cause = error instanceof Error && error.cause ? inErrors(error.cause) : ''
  return `${error instanceof Error ? `${error.message}\n${error.stack}` : ''}\n${inspect(error, { depth: 9, showHidden: true })}\n${cause}`
}

function errorsSink(errors: string[]): Sink {
  const mistake = (canary: string) =>
    new Error('it failed', { cause: Object.assign(new Error('x'), { detail: canary }) })
  return {
    name: 'errors',
    plant: canary => errors.push(inErrors(mistake(canary))),
    read: () => errors.map(one => Buffer.from(one)),
  }
}

/** Every notice that is owed, as its channel is given it, save the address. */
async function everyNotice(work: Casework): Promise<string[]> {
  const sent: string[] = []
  work.clock.forward({ days: 5 })
  await work.cases.round(work.clock.now())
  await work.cases.deliver({
    ...{ worker: 'test', now: () => work.clock.now() },
    // What a channel said before is its own, and is kept sealed for it.
    post: async ({ address: _, earlier: __, ...outgoing }) => {
      sent.push(JSON.stringify(outgoing))
      return { outcome: 'sent', posted: { said: word('posted') } }
    },
  })
  return sent
}

/** What those who run the program see, also of a terminal at which somebody else writes: there only what is not for that person. */
async function operated(env: Record<string, string>, backups: string): Promise<string[]> {
  const shown: string[] = []
  const runs = [
    ['health'],
    ['stuck'],
    ['audit', 'verify'],
    ['keys', 'check'],
    ['keys', 'drill'],
    ['backup', join(backups, 'tuesday')],
  ]
  for (const [name = '', ...args] of runs) {
    const { out, errors } = await commandWith(name, args, env)
    shown.push(out, errors)
  }
  const as = ['--authority', council, '--as', 'sam']
  const { errors } = await commandWith('report', [...as, '--desk', 'press'], env, [word('typed'), word('typed')])
  const added = await commandWith('case', ['add', 'SAF-2345-6M', ...as, '--text', word('typed')], env)
  shown.push(errors, added.errors)
  return shown
}

/** All that this process prints from now on. */
function captured(): { lines: string[]; end(): void } {
  const lines: string[] = []
  const real = { stdout: process.stdout.write, stderr: process.stderr.write }
  const console_ = { log: console.log, error: console.error, warn: console.warn, info: console.info }
  const end = () => {
    process.stdout.write = real.stdout
    process.stderr.write = real.stderr
    Object.assign(console, console_)
  }
  for (const name of ['stdout', 'stderr'] as const)
    process[name].write = ((chunk: string | Uint8Array) => {
      lines.push(String(chunk))
      return true
    }) as typeof process.stdout.write
  for (const name of ['log', 'error', 'warn', 'info'] as const)
    console[name] = (...said: unknown[]) =>
      void lines.push(said.map(one => (typeof one === 'string' ? one : inspect(one, { depth: 9 }))).join(' '))
  onTestFinished(end)
  return { lines, end }
}
