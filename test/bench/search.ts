import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Clause } from '../../src/clauses/clause.ts'
import type { Material } from '../../src/search/assemble.ts'
import { buildIndex } from '../../src/search/build.ts'
import { openIndex } from '../../src/search/open.ts'
import { search } from '../../src/search/search.ts'
import { askLinesOf, readCouncil } from '../evaluation/library.ts'
import { chance } from '../support/chance.ts'
import { type Engine, fts5, miniSearch } from './engines.ts'
import { manyClauses } from './generated.ts'

const councils = ['chesterfield', 'east-herts', 'emersons-green', 'lewes-eastbourne']

/** Prints how long building, opening and asking take, at the size we ship and at that of a large library. */
export async function benchSearch(policies: string, documents: string): Promise<void> {
  const all = await Promise.all(councils.map(council => readCouncil(council, policies, documents)))
  const [one] = all
  if (!one) return
  const lines = all.flatMap(askLinesOf)
  const questions = Array.from({ length: 600 }, picker(lines))
  const shipped = {
    ...one,
    policies: all.flatMap(council => council.policies),
    asked: new Map(all.flatMap(council => [...council.asked])),
  }
  const large = { ...one, policies: manyClauses(shipped.policies, 13_000), asked: new Map() }
  const pick = picker(lines)
  const linesFor = ({ clauses }: { clauses: Clause[] }) =>
    Object.fromEntries(clauses.map(({ ref }) => [ref, [pick(), pick(), pick(), pick()]]))
  const asked = new Map(large.policies.map(policy => [policy.id, linesFor(policy)] as const))

  for (const [title, material] of [
    ['as shipped', shipped],
    ['a large library', large],
    ['a large library with ask lines', { ...large, asked }],
  ] as const) {
    const clauses = material.policies.flatMap(policy => policy.clauses)
    console.log(`\n${title}: ${clauses.length} clauses, ${askLinesOf(material).length} ask lines`)
    await ours(material, questions)
    if (material.asked.size === 0 || material === shipped)
      for (const engine of [miniSearch(), fts5()]) await theirs(engine, clauses, questions)
  }
}

async function ours(material: Material, questions: string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'signpost-bench-'))
  const { embedder } = material
  const built = await took(() => buildIndex({ ...material, folder, fingerprints: {}, now: () => new Date() }))
  const opened = await took(() => openIndex(folder, { expect: embedder }))
  const cold = await took(() => {
    const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'test/bench/cold.ts', folder])
    if (status !== 0) throw new Error(String(stderr))
  })
  const index = opened.value?.index
  if (!index) throw new Error('The index that was just built is not there.')
  const asking = await times(questions, async question => await search(index, question))
  rmSync(folder, { recursive: true })
  print('Signpost', built.ms, asking)
  console.log(
    `${''.padEnd(30)} restart from disk ${opened.ms.toFixed(0)} ms, a new process to its first answer ${cold.ms.toFixed(0)} ms`,
  )
}

async function theirs(engine: Engine, clauses: Clause[], questions: string[]): Promise<void> {
  const built = await took(() => engine.build(clauses))
  print(engine.name, built.ms, await times(questions, async question => engine.search(question)))
}

function print(name: string, build: number, sorted: number[]): void {
  const at = (share: number) => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(2)
  const peak = Math.round(process.resourceUsage().maxRSS / 1024)
  console.log(
    `${name.padEnd(30)} build ${(build / 1000).toFixed(2)} s, question p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, peak memory so far ${peak} MB`,
  )
}

/** In milliseconds, sorted; the first fifty questions warm up. */
async function times(questions: string[], ask: (question: string) => Promise<unknown>): Promise<number[]> {
  const all: number[] = []
  for (const question of questions) all.push((await took(() => ask(question))).ms)
  return all.slice(50).sort((a, b) => a - b)
}

async function took<T>(run: () => T | Promise<T>): Promise<{ value: T; ms: number }> {
  const started = performance.now()
  const value = await run()
  return { value, ms: performance.now() - started }
}

function picker(from: string[]): () => string {
  const random = chance(7)
  return () => from[Math.floor(random() * from.length)] ?? ''
}
