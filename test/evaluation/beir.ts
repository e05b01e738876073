import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Policy } from '../../src/clauses/clause.ts'
import { assemble } from '../../src/search/assemble.ts'
import { lsa } from '../../src/search/lsa.ts'
import { search } from '../../src/search/search.ts'
import type { Lexicon } from '../../src/words/lexicon.ts'

const id = z.coerce.string()
const Passage = z.object({ _id: id, doc: id.default(''), title: z.string().default(''), text: z.string() })
type Passage = z.infer<typeof Passage>
const Query = z.object({ _id: id, text: z.string() })

/** For each query its relevant passages, graded. */
type Judgements = Map<string, Map<string, number>>

export interface Measured {
  queries: number
  ndcg10: number
  recall: Record<1 | 3 | 5 | 10, number>
  map10: number
  /** Of a query, in milliseconds. */
  p50: number
  p99: number
}

/** Measures our own search, without ask lines, over a public set: `doc` is the policy, `title` the heading. */
export async function measure(folder: string, lexicon: Lexicon): Promise<Measured> {
  const read = <T>(name: string, schema: z.ZodType<T>): T[] =>
    lines(join(folder, name)).map(line => schema.parse(JSON.parse(line)))
  const policies = policiesOf(read('corpus.jsonl', Passage))
  const judgements = judgementsOf(lines(join(folder, 'qrels.tsv')))
  const { index } = await assemble({ authority: 'beir', policies, asked: new Map(), lexicon, embedder: lsa() })

  const runs: { found: string[]; relevant: Map<string, number> }[] = []
  const times: number[] = []
  for (const { _id, text } of read('queries.jsonl', Query)) {
    const relevant = judgements.get(_id)
    if (!relevant) continue
    const started = performance.now()
    const { matches } = await search(index, text, { asked: false, limit: 10 })
    times.push(performance.now() - started)
    runs.push({ found: matches.map(match => match.clause.ref), relevant })
  }
  times.sort((a, b) => a - b)
  const mean = (of: (run: (typeof runs)[number]) => number) => runs.reduce((sum, run) => sum + of(run), 0) / runs.length
  const recall = (most: number) => mean(({ found, relevant }) => recallAt(most, found, relevant))
  return {
    queries: runs.length,
    ndcg10: mean(({ found, relevant }) => ndcgAt(10, found, relevant)),
    recall: { 1: recall(1), 3: recall(3), 5: recall(5), 10: recall(10) },
    map10: mean(({ found, relevant }) => averagePrecisionAt(10, found, relevant)),
    p50: times[Math.floor(times.length * 0.5)] ?? 0,
    p99: times[Math.floor(times.length * 0.99)] ?? 0,
  }
}

/** Grades as they are (not 2^grade), as trec_eval and BEIR have it. */
export function ndcgAt(most: number, found: string[], relevant: Map<string, number>): number {
  const gain = (grades: number[]) =>
    grades.slice(0, most).reduce((sum, grade, at) => sum + grade / Math.log2(at + 2), 0)
  const ideal = gain([...relevant.values()].sort((a, b) => b - a))
  return gain(found.map(passage => relevant.get(passage) ?? 0)) / ideal
}

export function recallAt(most: number, found: string[], relevant: Map<string, number>): number {
  return found.slice(0, most).filter(passage => relevant.has(passage)).length / relevant.size
}

export function averagePrecisionAt(most: number, found: string[], relevant: Map<string, number>): number {
  let hits = 0
  const precisions = found.slice(0, most).map((passage, at) => (relevant.has(passage) ? ++hits / (at + 1) : 0))
  return precisions.reduce((sum, precision) => sum + precision, 0) / relevant.size
}

function policiesOf(passages: Passage[]): Policy[] {
  const policies = new Map<string, Policy>()
  for (const { _id, doc, title, text } of passages) {
    const policy: Policy = policies.get(doc) ?? {
      id: doc,
      authority: 'beir',
      title: doc,
      status: 'unknown',
      file: doc,
      notes: [],
      clauses: [],
    }
    policy.clauses.push({ policy: doc, ref: _id, heading: title, text, page: null, line: policy.clauses.length + 1 })
    policies.set(doc, policy)
  }
  return [...policies.values()]
}

/** Tab-separated query, passage and grade; a first line without a number is a header. Grade 0 is not relevant. */
function judgementsOf(rows: string[]): Judgements {
  const judgements: Judgements = new Map()
  for (const row of rows) {
    const [query = '', passage = '', grade = ''] = row.split('\t').map(cell => cell.trim())
    if (!(Number(grade) > 0)) continue
    judgements.set(query, (judgements.get(query) ?? new Map()).set(passage, Number(grade)))
  }
  return judgements
}

function lines(file: string): string[] {
  return readFileSync(file, 'utf8')
    .split(/\r?\n/)
    .filter(line => line.trim() !== '')
}
