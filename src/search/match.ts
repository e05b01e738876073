import type { Clause } from '../clauses/clause.ts'

/** A clause and how near it is to a question. */
export interface Match {
  clause: Clause
  /** Fused score. Comparable only among the matches of one question. */
  score: number
  /** 0–1: how much of the question's information (its words weighted by rarity) the clause's text and headings hold. */
  explainedByText: number
  /** The same with the clause's ask lines counted in. */
  explained: number
  /** 0–1: closeness of the clause's single best ask line to the question. */
  askLine: number
  /** Cosine of the embedder's vectors. */
  cosine: number
}

/** What search noticed about the question itself; the same for all matches. */
export interface Asked {
  /** The question's content words as stems with their information (idf in this index); `known` if the index has the word. */
  words: { word: string; stem: string; idf: number; known: boolean }[]
}

export interface Found {
  asked: Asked
  /** Best first. */
  matches: Match[]
}
