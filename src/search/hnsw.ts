import { join } from 'node:path'
import type { HierarchicalNSW } from 'hnswlib-node'
import { Fixable } from '../errors.ts'
import { breather } from './breather.ts'
import type { VectorStore } from './embedder.ts'

const file = 'vectors.hnsw'
// 16 links a vector and 100 candidates while building: twice that found nothing more among 13,000 clauses.
const links = 16
const candidatesAtBuild = 100
// The library's own 10 misses an eighth to a quarter of the true neighbours among clauses.
const candidates = 200

/** Vectors in memory behind a graph of neighbours, kept in one file of the index's folder. */
export function hnsw(dimensions: number): VectorStore {
  let graph: HierarchicalNSW | undefined
  return {
    async build(vectors, progress) {
      const made = await empty(dimensions)
      made.initIndex(Math.max(1, vectors.length), links, candidatesAtBuild)
      const breathe = breather(progress)
      for (const [id, vector] of vectors.entries()) {
        made.addPoint(Array.from(vector), id)
        await breathe(id / vectors.length)
      }
      made.setEf(candidates)
      graph = made
    },

    async nearest(vector, many) {
      if (!graph) throw new Error('nearest() before build() or read()')
      const count = Math.min(many, graph.getCurrentCount())
      if (count === 0 || vector.every(value => value === 0)) return []
      const { neighbors, distances } = graph.searchKnn(Array.from(vector), count)
      return neighbors.map((id, at) => ({ id, cosine: 1 - (distances[at] ?? 1) }))
    },

    async write(folder) {
      const path = join(folder, file)
      await graph?.writeIndex(path)
      // The library does not notice a full disk; reading back does.
      const written = await empty(dimensions)
      const whole = await written.readIndex(path).catch(() => false)
      if (!whole || written.getCurrentCount() !== graph?.getCurrentCount())
        throw new Fixable(`${path} could not be written whole. Is the disk full? Make room and build the index again.`)
    },

    async read(folder) {
      const read = await empty(dimensions)
      await read.readIndex(join(folder, file))
      read.setEf(candidates)
      graph = read
    },
  }
}

async function empty(dimensions: number): Promise<HierarchicalNSW> {
  const { default: library } = await import('hnswlib-node')
  return new library.HierarchicalNSW('cosine', dimensions)
}
