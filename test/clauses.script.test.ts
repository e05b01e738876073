import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')

test('a script gets each clause with its policy, ref, heading, text, page and line, and nothing else', () => {
  const folder = mkdtempSync(join(tmpdir(), 'anytown-'))
  writeFileSync(join(folder, 'key-policy.txt'), 'Key Policy\n\n1. Keys\n\n1.1 Sign for each key.\n')

  const { stdout } = clauses('--json', join(folder, 'key-policy.txt'))

  const policy = `${folder.split(/[/\\]/).at(-1)}/key-policy`
  const clause = { policy, ref: '1.1', heading: '1. Keys', text: 'Sign for each key.', page: null, line: 5 }
  expect(JSON.parse(stdout)).toEqual([clause])
  expect(Object.keys(JSON.parse(stdout)[0])).toEqual(['policy', 'ref', 'heading', 'text', 'page', 'line'])
})

test('a person gets the outline of all policies of a council as a tree', () => {
  const { stdout } = clauses('emersons-green')

  expect(stdout).toMatch(/^Social Media Guide \(emersons-green\/social-media-guide\)\n {2}digest/)
  expect(stdout).toMatch(/\n {2}2\. Safety\n {4}\[2 a\)\] \S/)
})

test('a name that is neither a council nor a file is answered with those that there are', () => {
  const { stderr, status } = clauses('atlantis')

  expect(stderr).toMatch(/There is no authority and no file "atlantis"\. In policies there are chesterfield, /)
  expect(status).toBe(1)
})

function clauses(...args: string[]) {
  const env = { ...process.env, POLICIES: '', DOCUMENTS: '' }
  return spawnSync(process.execPath, ['--import', 'tsx', 'scripts/clauses.ts', ...args], {
    cwd: root,
    env,
    encoding: 'utf8',
  })
}
