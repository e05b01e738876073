import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import type { Policy } from '../src/clauses/clause.ts'
import { parsePolicy } from '../src/clauses/policy.ts'
import { readDocument } from '../src/clauses/read.ts'
import { resolveRef } from '../src/clauses/resolve.ts'
import { type Cited, ourQuestions, type Question } from './support/questions.ts'

const questions = ourQuestions()
const digests = await policiesOf(join(import.meta.dirname, '..', 'policies'))

test('no id and no question stands twice, for whoever asks', () => {
  const ids = questions.map(({ id }) => id)
  const wordings = questions.map(({ authority, question }) => `${authority}: ${plain(question)}`)

  expect(repeated(ids)).toEqual([])
  expect(repeated(wordings)).toEqual([])
})

test('each clause that a question names stands in a digest under that very ref, and says something', () => {
  const wrong = questions.flatMap(question =>
    [...ownClauses(question), ...elsewhere(question)]
      .filter(({ policy, ref }) => {
        const digest = digests.get(policy)
        const clause = digest && resolveRef(digest, ref)[0]
        return clause?.ref !== ref || clause.empty
      })
      .map(({ policy, ref }) => `${question.id}: ${policy} ${ref}`),
  )

  expect(wrong).toEqual([])
})

test('a question is answered by policies of the council that asks, and by each clause once', () => {
  for (const question of questions) {
    const clauses = ownClauses(question)

    expect(repeated(clauses.map(({ policy, ref }) => `${question.id}: ${policy} ${ref}`))).toEqual([])
    for (const { policy } of clauses) expect(policy.split('/')[0], question.id).toBe(question.authority)
    for (const { policy } of elsewhere(question)) expect(policy.split('/')[0], question.id).not.toBe(question.authority)
  }
})

test('every council that ships is asked questions of each kind', () => {
  const authorities = [...digests.values()].map(({ authority }) => authority)
  const kinds = ['answerable', 'off-topic', 'near-miss', 'wrong-authority']
  const there = new Set(questions.map(question => `${question.authority} ${kindOf(question)}`))

  for (const authority of authorities) for (const kind of kinds) expect(there).toContain(`${authority} ${kind}`)
})

test('nine clauses in ten are the answer to some question', () => {
  const cited = new Set(
    questions.flatMap(q => ('cites' in q ? q.cites : [])).map(({ policy, ref }) => `${policy} ${ref}`),
  )
  const clauses = [...digests.values()].flatMap(digest => digest.clauses).filter(clause => !clause.empty)

  const asked = clauses.filter(({ policy, ref }) => cited.has(`${policy} ${ref}`))

  expect(asked.length / clauses.length).toBeGreaterThan(0.9)
})

function kindOf(question: Question): string {
  return 'kind' in question ? question.kind : 'answerable'
}

function ownClauses(question: Question): Cited[] {
  return 'cites' in question ? [...question.cites, ...question.helps] : []
}

function elsewhere(question: Question): Cited[] {
  return 'elsewhere' in question ? question.elsewhere : []
}

function plain(words: string): string {
  return words
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
}

function repeated(values: string[]): string[] {
  return values.filter((value, at) => values.indexOf(value) !== at)
}

async function policiesOf(folder: string): Promise<Map<string, Policy>> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(file =>
    /^[^/\\]+[/\\][^/\\]+\.md$/.test(file),
  )
  const policies = files.map(async file => {
    const authority = file.split(/[/\\]/)[0] ?? ''
    const policy = `${authority}/${basename(file, '.md')}`
    return parsePolicy(await readDocument(join(folder, file)), { authority, policy, file }).policy
  })
  return new Map((await Promise.all(policies)).map(policy => [policy.id, policy]))
}
