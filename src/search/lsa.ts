import { z } from 'zod'
import { contentStems } from '../words/tokens.ts'
import { breather, type Progress } from './breather.ts'
import type { Embedder, Fitted } from './embedder.ts'
import { rarity } from './reader.ts'

const numbers = z.custom<Float32Array>(value => value instanceof Float32Array)
/** For each stem its rarity, and its row of `dimensions` numbers in `rows`. */
const Learnt = z.object({
  stems: z.array(z.string()),
  rarities: numbers,
  rows: numbers,
})
type Learnt = z.infer<typeof Learnt>

/**
 * Latent semantic analysis: the directions in which the texts differ most, found anew at each build from the texts
 * alone, so nothing is downloaded and nothing leaves the machine. Words that keep the same company come to lie
 * together. Subspace iteration from fixed random numbers: the same texts give the same vectors everywhere.
 */
export function lsa(dimensions = 96): Embedder {
  return {
    model: 'lsa-1',
    dimensions,
    fit: async (texts, progress) => fitted(await learn(texts.map(contentStems), dimensions, progress), dimensions),
    restored: learnt => fitted(Learnt.parse(learnt), dimensions),
  }
}

function fitted(learnt: Learnt, dimensions: number): Fitted {
  const rowOf = rowsByStem(learnt.stems)
  return {
    learnt,
    async embed(texts) {
      const breathe = breather()
      const vectors: Float32Array[] = []
      for (const text of texts) {
        vectors.push(projected(weighted(contentStems(text), rowOf, learnt.rarities), learnt.rows, dimensions))
        await breathe()
      }
      return vectors
    },
  }
}

interface Sparse {
  at: Uint32Array
  values: Float32Array
}

/** Eight would move a cosine by .02 and cost two seconds more at 13,000 clauses; no ranking was the better for it. */
const rounds = 3

async function learn(texts: string[][], dimensions: number, progress?: Progress): Promise<Learnt> {
  const holders = new Map<string, number>()
  for (const text of texts) for (const stem of new Set(text)) holders.set(stem, (holders.get(stem) ?? 0) + 1)
  // A word of one text keeps no company to learn from.
  const stems = [...holders.keys()].filter(stem => (holders.get(stem) ?? 0) > 1)
  const rarities = Float32Array.from(stems, stem => rarity(holders.get(stem) ?? 0, texts.length))
  const rowOf = rowsByStem(stems)
  const documents = texts.map(text => weighted(text, rowOf, rarities))

  let basis: Float32Array = randomRows(stems.length, dimensions)
  for (let round = 0; round < rounds; round++) {
    progress?.(round / rounds)
    const through = await throughDocuments(documents, basis, dimensions)
    basis = await orthonormal(through, dimensions)
  }
  return { stems, rarities, rows: basis }
}

/** A text as rarities times dampened counts, of length one. */
function weighted(text: string[], rowOf: Map<string, number>, rarities: Float32Array): Sparse {
  const counts = new Map<number, number>()
  for (const stem of text) {
    const row = rowOf.get(stem)
    if (row !== undefined) counts.set(row, (counts.get(row) ?? 0) + 1)
  }
  const at = Uint32Array.from(counts.keys())
  const values = Float32Array.from(at, row => (1 + Math.log(counts.get(row) ?? 1)) * (rarities[row] ?? 0))
  return { at, values: unit(values) }
}

/** AᵀA times the basis, with the documents as the rows of A. */
async function throughDocuments(documents: Sparse[], basis: Float32Array, dimensions: number): Promise<Float32Array> {
  const breathe = breather()
  const made = new Float32Array(basis.length)
  const seen = new Float32Array(dimensions)
  for (const { at, values } of documents) {
    await breathe()
    seen.fill(0)
    for (let word = 0; word < at.length; word++) {
      const [row, value] = [(at[word] ?? 0) * dimensions, values[word] ?? 0]
      for (let d = 0; d < dimensions; d++) seen[d] = (seen[d] ?? 0) + value * (basis[row + d] ?? 0)
    }
    for (let word = 0; word < at.length; word++) {
      const [row, value] = [(at[word] ?? 0) * dimensions, values[word] ?? 0]
      for (let d = 0; d < dimensions; d++) made[row + d] = (made[row + d] ?? 0) + value * (seen[d] ?? 0)
    }
  }
  return made
}

/** Gram and Schmidt's columns, each at right angles to those before it. */
async function orthonormal(rows: Float32Array, dimensions: number): Promise<Float32Array> {
  const breathe = breather()
  const height = rows.length / dimensions
  const columns = Array.from({ length: dimensions }, (_, d) =>
    Float32Array.from({ length: height }, (_, row) => rows[row * dimensions + d] ?? 0),
  )
  for (const [d, column] of columns.entries()) {
    await breathe()
    const before = norm(column)
    for (const earlier of columns.slice(0, d)) subtract(column, earlier, dot(column, earlier))
    // What is left of a column that the earlier ones already say is rounding: as noise it would be made a direction.
    if (norm(column) < 1e-4 * before) column.fill(0)
    else column.set(unit(column))
  }
  return rows.map((_, at) => columns[at % dimensions]?.[Math.floor(at / dimensions)] ?? 0)
}

function projected({ at, values }: Sparse, rows: Float32Array, dimensions: number): Float32Array {
  const made = new Float32Array(dimensions)
  for (let word = 0; word < at.length; word++)
    for (let d = 0; d < dimensions; d++)
      made[d] = (made[d] ?? 0) + (values[word] ?? 0) * (rows[(at[word] ?? 0) * dimensions + d] ?? 0)
  return unit(made)
}

function rowsByStem(stems: string[]): Map<string, number> {
  return new Map(stems.map((stem, row) => [stem, row]))
}

/** Numbers between -1 and 1 from a fixed start (a linear congruence): chance enough for directions to begin with. */
function randomRows(height: number, width: number): Float32Array {
  let state = 20_241_121
  return Float32Array.from({ length: height * width }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0
    return state / 2 ** 31
  })
}

function subtract(from: Float32Array, other: Float32Array, times: number): void {
  for (let at = 0; at < from.length; at++) from[at] = (from[at] ?? 0) - times * (other[at] ?? 0)
}

function dot(one: Float32Array, other: Float32Array): number {
  let sum = 0
  for (let at = 0; at < one.length; at++) sum += (one[at] ?? 0) * (other[at] ?? 0)
  return sum
}

function norm(vector: Float32Array): number {
  return Math.sqrt(dot(vector, vector))
}

function unit(vector: Float32Array): Float32Array {
  const length = norm(vector)
  return length === 0 ? vector : vector.map(value => value / length)
}
