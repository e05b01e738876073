import { spawnSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from './support/app.ts'

// The test runner has a MODE of its own in the environment.
const { MODE: _, ...inherited } = process.env
const environment = {
  ...inherited,
  INDEX: mkdtempSync(join(tmpdir(), 'signpost-')),
  POLICIES: join(root, 'policies'),
}

function run(script: string, args: string[], input = ''): string {
  const tsx = join(root, 'node_modules/.bin/tsx')
  const { stdout, stderr, status } = spawnSync(tsx, [`scripts/${script}.ts`, ...args], {
    cwd: root,
    env: environment,
    input,
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(stderr)
  return stdout
}

test('`ask --jsonl` answers line by line in order, and a bad line stops nobody', () => {
  const lines = [
    '\uFEFF{"id":"bom","authority":"chesterfield","question":"what is rule 4?"}',
    { id: 'long', authority: 'emersons-green', question: 'x'.repeat(8_000_000) },
    { id: 'a', authority: 'emersons-green', question: 'who approves a new account' },
    'not json at all',
    { id: 'c', authority: 'nowhere', question: 'who approves a new account' },
    { id: 'd', authority: null, question: 'can I delete a comment' },
    { id: 'e', authority: 'chesterfield', question: 7 },
    { id: 6, authority: 'chesterfield', question: 'what is rule 4?' },
  ].map(line => (typeof line === 'string' ? line : JSON.stringify(line)))

  const answers = run('ask', ['--jsonl'], lines.join('\n'))
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))

  expect(answers.map(({ id, outcome }) => [id, outcome])).toEqual([
    ['bom', 'which'],
    ['long', 'not-covered'],
    ['a', 'answered'],
    [null, undefined],
    ['c', undefined],
    ['d', 'which'],
    ['e', undefined],
    [6, 'which'],
  ])
  expect(Object.keys(answers[2])).toEqual(['id', 'outcome', 'answer', 'citations', 'choices', 'desk', 'ms'])
  expect(Object.keys(answers[2].citations[0])).toEqual(['policy', 'ref', 'heading', 'text', 'status', 'page'])
  expect(answers[4].error).toMatch(/There is no council “nowhere”.*emersons-green/)
  expect(answers[3].error).toMatch(/not JSON/)
})

test('every cited text is that clause’s own, as `clauses --json` prints it, or a window of at most 1,500 characters of it', () => {
  const clauses: { policy: string; ref: string; text: string }[] = JSON.parse(
    run('clauses', ['--json', 'lewes-eastbourne']),
  )
  const questions = clauses.map(({ text }, id) => ({
    id,
    authority: 'lewes-eastbourne',
    question: text.split(/[.\n]/)[0],
  }))

  const answers = run('ask', ['--jsonl'], questions.map(question => JSON.stringify(question)).join('\n'))
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))

  const cited = answers.flatMap(answer => answer.citations ?? [])
  expect(cited.length).toBeGreaterThan(100)
  for (const { policy, ref, text } of cited) {
    const own = clauses.find(clause => clause.policy === policy && clause.ref === ref)
    expect(own?.text).toContain(text)
    expect(text.length).toBeLessThanOrEqual(1500)
  }
  for (const { citations } of answers) expect(citations.length).toBeLessThanOrEqual(5)
})
