import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { noLexicon } from '../src/words/lexicon.ts'
import { averagePrecisionAt, measure, ndcgAt, recallAt } from './evaluation/beir.ts'
import { gradeOf, type Labelled } from './evaluation/labelled.ts'
import { foreseen, type Ranked, rank, shares } from './evaluation/ranking.ts'
import { missLines } from './evaluation/report.ts'
import { policyOf } from './support/council.ts'

const folder = mkdtempSync(join(tmpdir(), 'signpost-beir-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('over a public set', () => {
  // Found: wrong, right (1), right (2), wrong. Not found: right (1).
  const found = ['a', 'b', 'c', 'd']
  const relevant = new Map([
    ['b', 1],
    ['c', 2],
    ['e', 1],
  ])

  test('nDCG@10 counts a grade by its place: (1/log₂3 + 2/log₂4) / (2/log₂2 + 1/log₂3 + 1/log₂4)', () => {
    expect(ndcgAt(10, found, relevant)).toBeCloseTo((0.63093 + 1) / (2 + 0.63093 + 0.5), 4)
  })

  test('recall is the share of the relevant that was found: 0, 2, 2 and 2 of 3', () => {
    expect([1, 3, 5, 10].map(most => recallAt(most, found, relevant))).toEqual([0, 2 / 3, 2 / 3, 2 / 3])
  })

  test('MAP@10 is the precision at each relevant one: (1/2 + 2/3) / 3', () => {
    expect(averagePrecisionAt(10, found, relevant)).toBeCloseTo(0.38889, 4)
  })

  const passages = [
    { _id: 'p1', doc: 'shed', title: 'Bicycles', text: 'Bicycles are kept in the shed.' },
    { _id: 'p2', doc: 'shed', title: 'Keys', text: 'The caretaker has the key.' },
    { _id: 3, doc: 'lake', title: '', text: 'Boats are kept on the lake; their oars are kept in the shed.' },
  ]
  // q1 finds p1 and nothing else. q2 finds p2 ("key" only there). q3 has "oars" only in 3, but p1 is the one labelled.
  const queries = [
    { _id: 'q1', text: 'bicycles' },
    { _id: 'q2', text: 'who has the key' },
    { _id: 'q3', text: 'oars' },
    { _id: 'q4', text: 'nobody judged this one' },
  ]
  const judged = ['q1\tp1\t1', 'q2\tp2\t2', 'q2\tp1\t1', 'q3\tp1\t1', 'q1\tp2\t0']
  writeFileSync(join(folder, 'corpus.jsonl'), passages.map(passage => JSON.stringify(passage)).join('\n'))
  writeFileSync(join(folder, 'queries.jsonl'), queries.map(query => JSON.stringify(query)).join('\r\n'))

  test.each([
    ['with a header', ['query\tpassage\tgrade', ...judged]],
    ['without one', judged],
  ])('the figures are those worked out by hand, %s', async (_, rows) => {
    writeFileSync(join(folder, 'qrels.tsv'), `${rows.join('\n')}\n`)

    const measured = await measure(folder, noLexicon)

    // q1: 1. q2: 2 of an ideal 2 + 1/log₂3. q3: 0.
    expect(measured.queries).toBe(3)
    expect(measured.ndcg10).toBeCloseTo((1 + 2 / 2.63093 + 0) / 3, 4)
    expect(measured.recall).toEqual({ 1: 0.5, 3: 0.5, 5: 0.5, 10: 0.5 })
    expect(measured.map10).toBeCloseTo((1 + 0.5 + 0) / 3, 4)
  })

  test('the command prints them', () => {
    // The test runner has a MODE of its own.
    const env = { ...process.env, MODE: '', POLICIES: folder }
    writeFileSync(join(folder, 'lexicon.yaml'), '[]')
    const args = ['--import', 'tsx', 'scripts/evaluate.ts', '--beir', folder]
    const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', env })

    expect(stderr).toBe('')
    expect(stdout).toContain('nDCG@10 58.7  R@1 50.0  R@3 50.0  R@5 50.0  R@10 50.0  MAP@10 50.0')
  })
})

describe('over labelled questions', () => {
  const { clauses } = policyOf('ambleford/shed', [
    { ref: '1', text: 'Bicycles are kept in the “new”\nshed.' },
    { ref: '2', text: 'The caretaker has the key.' },
  ])
  const labelled = (relevant: Labelled['relevant']): Labelled => ({
    id: 'q1',
    authority: 'ambleford',
    question: 'where is my bike',
    style: 'who',
    difficulty: 'easy',
    relevant,
  })
  const grades = (relevant: Labelled['relevant']) => clauses.map(clause => gradeOf(labelled(relevant), clause))

  test.each([
    ['by a phrase of its text, however quoted and wrapped', { phrase: 'in the "new" shed', grade: 2 as const }, [2, 0]],
    ['by a phrase that was copied with its number', { phrase: '2. The caretaker has', grade: 1 as const }, [0, 1]],
    ['by its ref, where there is no phrase', { clause: '2', grade: 2 as const }, [0, 2]],
  ])('a clause is right %s', (_, label, wanted) => {
    expect(grades([{ doc: 'ambleford/shed', ...label }])).toEqual(wanted)
    expect(grades([{ doc: 'ambleford/other', ...label }])).toEqual([0, 0])
  })

  test('the rank is that of the first right clause, and apart from it of the first that answers', async () => {
    const question = labelled([
      { doc: 'ambleford/shed', clause: '1', grade: 1 },
      { doc: 'ambleford/shed', clause: '2', grade: 2 },
    ])
    const match = { score: 1, explained: 1, explainedByText: 1, askLine: 0, cosine: 0 }
    const find = async () => ({ asked: { words: [] }, matches: clauses.map(clause => ({ clause, ...match })) })

    const [ranked] = await rank([question], find)

    expect(ranked).toMatchObject({ right: 1, answers: 2 })
  })

  test('shares are per cent, and what was not found is in none', () => {
    expect(shares([1, 2, 4, Number.POSITIVE_INFINITY])).toEqual({ first: 25, three: 50, five: 75 })
  })

  test('a miss is shown with what stood before it', () => {
    const question = labelled([{ doc: 'ambleford/shed', clause: '2', grade: 2 }])
    const ranked: Ranked = { labelled: question, right: 2, answers: 2, first: clauses }

    expect(missLines([ranked, { ...ranked, right: 1 }]).join('\n')).toBe(
      `q1 where is my bike
    wanted ambleford/shed 2
    found it at 2, after ambleford/shed 1; ambleford/shed 2`,
    )
  })

  test('a question is foreseen when an ask line and it share three fifths of all their words', () => {
    expect(foreseen('where is my bike', ['where is my old bike'])).toBe(true) // 4 of 5
    expect(foreseen('where is my bike', ['where did I leave my bike'])).toBe(false) // 3 of 7
  })
})
