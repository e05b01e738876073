import { cpSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openApp } from '../src/app.ts'
import { ask } from '../src/chat/ask.ts'
import { settingsFrom } from '../src/config.ts'
import { examine } from '../src/doctor.ts'
import { Fixable } from '../src/errors.ts'
import { root } from './support/app.ts'

const authority = 'name: Northfield Council\nother names: [Northfield]\nkind: district\n'
const drones =
  '# Drone policy\n\n1.0 Flying\n\n1.1 Drones may be flown only by a licensed pilot.\n\n1.2 Ask the harbour master before you fly near the quay.\n'
const cycling = '# Cycling policy\n\n1.0 Riding\n\n1.1 Wear a helmet on every council bicycle.\n'

/** A council of our own in a folder outside the checkout, and a clock that the test moves. */
async function council(files: Record<string, string>) {
  const folder = mkdtempSync(join(tmpdir(), 'signpost-'))
  cpSync(join(root, 'policies/emersons-green'), join(folder, 'policies/northfield'), { recursive: true })
  for (const name of readdirSync(join(folder, 'policies/northfield')))
    rmSync(join(folder, 'policies/northfield', name), { recursive: true })
  const write = (name: string, text: string) => writeFileSync(join(folder, 'policies/northfield', name), text)
  const remove = (name: string) => rmSync(join(folder, 'policies/northfield', name))
  write('authority.yaml', authority)
  for (const [name, text] of Object.entries(files)) write(name, text)

  const environment = { POLICIES: join(folder, 'policies'), INDEX: join(folder, 'index') }
  const settings = settingsFrom(environment)
  const clock = { now: new Date('2026-11-20T10:00:00Z') }
  const said: string[] = []
  const start = () => openApp(settings, { say: words => said.push(words), progress: () => {}, now: () => clock.now })
  let app = await start()
  /** Looks twice, far enough apart for a file to have stood still. */
  const lookAgain = async () => {
    await app.refresh()
    clock.now = new Date(clock.now.getTime() + 10_000)
    return await app.refresh()
  }
  return {
    folder,
    environment,
    said,
    write,
    remove,
    lookAgain,
    restart: async () => {
      said.length = 0
      app = await start()
    },
    ask: (question: string) => ask(app.library, { question }, clock.now),
    truncate: (name: string, bytes: number) => truncateSync(join(folder, 'policies/northfield', name), bytes),
  }
}

test('a number that several policies have is asked back, and a policy that is named chooses', async () => {
  const here = await council({ 'drone-policy.md': drones, 'cycling-policy.md': cycling })

  const both = await here.ask('1.1')
  const one = await here.ask('what does 1.1 of the cycling policy say?')
  const chosen = await here.ask(`clause ${both.choices[0]}`)

  expect(both).toMatchObject({ outcome: 'which', choices: ['1.1 of Cycling policy', '1.1 of Drone policy'] })
  expect(one).toMatchObject({ outcome: 'answered', citations: [{ ref: '1.1', title: 'Cycling policy' }] })
  expect(chosen.citations.map(({ title }) => title)).toEqual(['Cycling policy'])
})

test('whoever asks for the holder of a role is shown the clause that names a post for it, not one that only mentions it', async () => {
  const safeguarding =
    '# Safeguarding policy\n\n1 Raising a worry\n\n1.1 You must tell the Designated Safeguarding Lead of any worry. The Designated Safeguarding Lead keeps it.\n\n2 Roles\n\n2.1 The Designated Safeguarding Lead is the Head of Parks, who keeps a record of each worry and sends it on to the county.\n'
  const here = await council({ 'safeguarding-policy.md': safeguarding })

  const { outcome, citations } = await here.ask('Who is the Designated Safeguarding Lead?')

  expect(outcome).toBe('answered')
  expect(citations[0]?.ref).toBe('2.1')
})

describe('a rule that is called by a bare number', () => {
  const keys = '# Key policy\n\n1. Sign for every key.\n\n2. Never lend a key.\n'

  test('is asked back where another policy has a part of that number, once for each policy', async () => {
    const here = await council({ 'drone-policy.md': drones, 'key-policy.md': keys })

    const first = await here.ask('what is rule one?')
    const chosen = await here.ask(`clause ${first.choices[1]}`)
    const second = await here.ask('rule 2')

    expect(first).toMatchObject({ outcome: 'which', choices: ['1 of Drone policy', '1 of Key policy'], citations: [] })
    expect(chosen).toMatchObject({ outcome: 'answered', citations: [{ ref: '1', title: 'Key policy' }] })
    expect(second).toMatchObject({ outcome: 'answered', citations: [{ ref: '2', title: 'Key policy' }] })
  })

  test('is asked back with its clauses where its policy keeps several there, and choosing one asks no more', async () => {
    const here = await council({ 'drone-policy.md': drones, 'cycling-policy.md': cycling })

    const { choices } = await here.ask('clause 1 of the drone policy')
    const chosen = await here.ask(`clause ${choices[0]}`)

    expect(chosen).toMatchObject({ outcome: 'answered', citations: [{ ref: '1.1', title: 'Drone policy' }] })
  })
})

test('with one council nobody is asked which', async () => {
  const here = await council({ 'drone-policy.md': drones })

  const { outcome, citations } = await here.ask('who may fly a drone?')

  expect(outcome).toBe('answered')
  expect(citations[0]).toMatchObject({ policy: 'northfield/drone-policy', ref: '1.1' })
})

test('a policy on an everyday matter answers, once it is held, although others would be sent to HR for it', async () => {
  const leave =
    '# Leave policy\n\n1.0 Annual leave\n\n1.1 Book annual leave with your manager two weeks before it starts.\n\n1.2 Up to five days may be carried over into the next leave year.\n'
  const here = await council({ 'drone-policy.md': drones })

  const before = await here.ask('how do I book annual leave?')
  here.write('leave.md', leave)
  await here.lookAgain()
  const after = await here.ask('how do I book annual leave?')
  const carried = await here.ask('how many days can I carry over to next year?')

  expect(before.outcome).toBe('not-covered')
  expect(before.answer).toContain('You could ask HR')
  expect([after.outcome, after.citations[0]?.ref]).toEqual(['answered', '1.1'])
  expect(carried.citations[0]?.ref).toBe('1.2')
})

test('a document that is added, replaced or removed while the program runs is read, and only then', async () => {
  const here = await council({ 'drone-policy.md': drones })
  await here.ask('who may fly a drone?')

  here.write('cycling.md', cycling)
  await here.lookAgain()
  const added = await here.ask('do I need a helmet on a council bicycle?')
  here.write('drone-policy.md', drones.replace('licensed pilot', 'certified aviator with a badge'))
  await here.lookAgain()
  const replaced = await here.ask('who may fly a drone?')
  here.remove('cycling.md')
  await here.lookAgain()
  const removed = await here.ask('do I need a helmet on a council bicycle?')

  expect(added.citations[0]?.policy).toBe('northfield/cycling')
  expect(replaced.citations[0]?.text).toContain('certified aviator')
  expect(removed.outcome).not.toBe('answered')
})

test('a document that goes bad is named with the remedy, and its last good version goes on answering', async () => {
  const here = await council({ 'drone-policy.md': drones, 'cycling.md': cycling })
  await here.ask('who may fly a drone?')

  here.truncate('drone-policy.md', 0)
  const problems = await here.lookAgain()
  const { citations } = await here.ask('who may fly a drone?')

  expect(problems.join('\n')).toMatch(/drone-policy\.md.*empty/)
  expect(citations[0]?.text).toContain('licensed pilot')
})

test('what changed while the program was off is read at the next start, and it says so; otherwise nothing is built', async () => {
  const here = await council({ 'drone-policy.md': drones })
  await here.ask('who may fly a drone?')

  await here.restart()
  await here.ask('who may fly a drone?')
  const quiet = [...here.said]
  here.write('drone-policy.md', drones.replace('licensed pilot', 'harbour pilot'))
  await here.restart()
  const { citations } = await here.ask('who may fly a drone?')

  expect(quiet).toEqual([])
  expect(here.said.join()).toMatch(/Northfield Council are new or have changed/)
  expect(citations[0]?.text).toContain('harbour pilot')
})

test('an index that is damaged is refused, said, and built again', async () => {
  const here = await council({ 'drone-policy.md': drones })
  await here.ask('who may fly a drone?')
  const [build = ''] = readdirSync(join(here.folder, 'index/northfield'))
  truncateSync(join(here.folder, 'index/northfield', build, 'words.bin'), 10)

  await here.restart()
  const { outcome } = await here.ask('who may fly a drone?')

  expect(here.said.join()).toMatch(/damaged/)
  expect(outcome).toBe('answered')
})

test('the doctor says all that is wrong at once, each in a sentence with file and remedy', async () => {
  const here = await council({
    'drone-policy.md': drones,
    'photo.pdf': '%PDF-1.7\n1 0 obj\n<< cut off',
    'together.yaml':
      'together:\n  - clauses: [{policy: northfield/drone-policy, ref: "9.9"}]\n    says: These two belong together.\n    kind: also\n',
  })
  here.write('authority.yaml', `${authority}hoours: {}\n`)

  const now = new Date('2026-11-27T12:00:00Z')
  const { mistakes } = await examine({ ...here.environment, POLL_SECONDS: 'often' }, now)
  here.write('authority.yaml', authority)
  const { mistakes: later } = await examine(here.environment, now)

  expect(mistakes.join('\n')).toMatch(/POLL_SECONDS="often"/)
  expect(mistakes.join('\n')).toMatch(/authority\.yaml, line 4.*hoours.*Did you mean "hours"/s)
  expect(later.join('\n')).toMatch(/photo\.pdf/)
  expect(later.join('\n')).toMatch(/together\.yaml.*“9\.9”/)
})

test('a council’s own folder need not hold the notes on law: those that ship count', async () => {
  const here = await council({
    'data.md': '# Data policy\n\n1.0 Law\n\n1.1 The Data Protection Act 1998 applies to every register of drones.\n',
  })

  const { citations, notes } = await here.ask('which act applies to a register of drones?')

  expect(citations[0]?.status).toContain('law-replaced')
  expect(notes.join()).toContain('Data Protection Act 2018')
})

test('a folder for the index that cannot be made ends in a sentence', async () => {
  const settings = settingsFrom({ POLICIES: join(root, 'policies'), INDEX: '/proc/nowhere' })
  const app = await openApp(settings, { say: () => {}, progress: () => {}, now: () => new Date() })

  const asked = ask(app.library, { question: 'who approves accounts', authority: 'emersons-green' }, new Date())

  await expect(asked).rejects.toThrow(/set INDEX to another folder/)
})

test('a document that cannot be read is named at the start, once', async () => {
  const here = await council({ 'drone-policy.md': drones, 'empty.pdf': '' })

  await here.ask('who may fly a drone?')
  await here.ask('who may fly a drone?')

  expect(here.said.filter(words => words.includes('empty.pdf'))).toHaveLength(1)
})

test('live, the program refuses to start while a report would end with a pretend person', async () => {
  const settings = settingsFrom({
    POLICIES: join(root, 'policies'),
    MODE: 'live',
    INDEX: mkdtempSync(join(tmpdir(), 'signpost-')),
  })

  const start = openApp(settings, { say: () => {}, progress: () => {}, now: () => new Date() })

  await expect(start).rejects.toThrow(Fixable)
  await expect(start).rejects.toThrow(/pretend/)
})
