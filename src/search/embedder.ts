import type { Progress } from './breather.ts'

/**
 * Turns texts into vectors whose cosine says how near their meanings lie. The built-in one learns from the texts it is
 * fitted to, anew at each build; others were trained elsewhere and have nothing to learn.
 */
export interface Embedder {
  /** Which one, as the manifest of an index records it: vectors of two models mean nothing to each other. */
  model: string
  dimensions: number
  fit(texts: string[], progress?: Progress): Promise<Fitted>
  /** The same as when it was fitted, from what it had learnt. */
  restored(learnt: unknown): Fitted
}

export interface Fitted {
  /** Kept with the index: plain values and typed arrays. */
  learnt: unknown
  /** Vectors of length one, or of noughts for a text without a known word. */
  embed(texts: string[]): Promise<Float32Array[]>
}

export interface VectorStore {
  /** Takes the vectors of all clauses, in the clauses' order. */
  build(vectors: Float32Array[], progress?: Progress): Promise<void>
  nearest(vector: Float32Array, many: number): Promise<{ id: number; cosine: number }[]>
  /** Where an index is kept in a folder: writes its part of it, and reads it again. */
  write(folder: string): Promise<void>
  read(folder: string): Promise<void>
}
