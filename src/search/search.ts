import type { Clause, Policy } from '../clauses/clause.ts'
import type { Lexicon } from '../words/lexicon.ts'
import { longestQuestion } from '../words/tokens.ts'
import type { Fitted, VectorStore } from './embedder.ts'
import { type LineScores, lineScores } from './lines.ts'
import type { Asked, Found, Match } from './match.ts'
import { countIn } from './postings.ts'
import { type Question, type QuestionWord, readQuestion } from './question.ts'
import { information, type Reader } from './reader.ts'
import { lexicalScores } from './score.ts'
import { weights } from './weights.ts'

/** All that one authority holds, ready for questions. Never changed: a new build makes a new one. */
export interface Index {
  authority: string
  policies: Policy[]
  clauses: Clause[]
  lexicon: Lexicon
  reader: Reader
  fitted: Fitted
  vectors: VectorStore
}

interface Options {
  /** False leaves the ask lines out of everything. */
  asked?: boolean
  limit?: number
}

/** The clauses nearest to a question, best first; none when no word of it is held. */
export async function search(
  index: Index,
  question: string,
  { asked = true, limit = 20 }: Options = {},
): Promise<Found> {
  const { reader, lexicon } = index
  const read = readQuestion(reader, lexicon, question, asked)
  const scores = lexicalScores(reader, read, asked)
  const lines = asked && reader.lines.clause.length > 0 ? lineScores(reader, read) : undefined
  for (let id = 0; lines && id < scores.length; id++) scores[id] = (scores[id] ?? 0) + (lines.scores[id] ?? 0)

  const cosines = await addMeaning(index, question, scores)

  const rarities = asked ? reader.rarities.withAsked : reader.rarities.withoutAsked
  const words = informed(read.words, rarities, reader.clauses)
  const best = highest(scores, id => index.clauses[id]?.empty !== true, limit)
  return {
    asked: { words },
    matches: best.flatMap(id => matchOf(index, id, scores[id] ?? 0, read, words, lines, cosines)),
  }
}

/**
 * Adds a part of the cosine, as a share of the best score: vectors that were learnt from the clauses alone may tip the
 * scales between clauses whose words fit alike, and no more.
 */
async function addMeaning(
  { fitted, vectors }: Index,
  question: string,
  scores: Float64Array,
): Promise<Map<number, number>> {
  const best = scores.reduce((most, score) => Math.max(most, score), 0)
  if (best === 0) return new Map()
  const [vector] = await fitted.embed([question.slice(0, longestQuestion)])
  const near = vector ? await vectors.nearest(vector, weights.nearest) : []
  for (const { id, cosine } of near) scores[id] = (scores[id] ?? 0) + weights.cosine * best * Math.max(0, cosine)
  return new Map(near.map(({ id, cosine }) => [id, Math.max(0, cosine)]))
}

function informed(words: QuestionWord[], rarities: Float32Array, clauses: number): Asked['words'] {
  return words.map(({ word, stem, known, terms }) => ({
    word,
    stem,
    known,
    idf: rarities[terms[0]?.term ?? -1] ?? information(stem, 0, clauses),
  }))
}

function matchOf(
  { clauses, reader }: Index,
  id: number,
  score: number,
  question: Question,
  words: Asked['words'],
  lines: LineScores | undefined,
  cosines: Map<number, number>,
): Match[] {
  const clause = clauses[id]
  if (!clause) return []
  const inText = (term: number) => countIn(reader.text, term, id) + countIn(reader.heading, term, id) > 0
  const inAll = (term: number) => inText(term) || (lines !== undefined && countIn(reader.asked, term, id) > 0)
  return [
    {
      clause,
      score,
      explainedByText: explained(question, words, inText),
      explained: explained(question, words, inAll),
      askLine: lines?.closeness[id] ?? 0,
      cosine: cosines.get(id) ?? 0,
    },
  ]
}

/**
 * How much of the question's information is there. A word that stands there only as a synonym counts half: "leave" for
 * "holiday" is the answer, "staff" for "contractor" may not be.
 */
function explained(
  { words, concepts }: Question,
  informed: Asked['words'],
  isThere: (term: number) => boolean,
): number {
  let there = 0
  let all = 0
  words.forEach(({ at, terms }, number) => {
    const information = informed[number]?.idf ?? 0
    all += information
    const itself = terms.filter(({ term }) => isThere(term)).map(({ weight }) => weight)
    const synonym = concepts.some(near => near.from <= at && at < near.to && !near.related && isThere(near.term))
      ? 0.5
      : 0
    there += information * Math.max(0, synonym, ...itself)
  })
  return all === 0 ? 0 : there / all
}

/** The ids of the highest scores above nought, highest first; of equals the one that stands first in its policy. */
function highest(scores: Float64Array, isWanted: (id: number) => boolean, limit: number): number[] {
  const best: number[] = []
  let least = 0
  for (let id = 0; id < scores.length; id++) {
    const score = scores[id] ?? 0
    if (score <= least || !isWanted(id)) continue
    const at = best.findLastIndex(other => (scores[other] ?? 0) >= score) + 1
    best.splice(at, 0, id)
    if (best.length > limit) best.pop()
    if (best.length === limit) least = scores[best[limit - 1] ?? 0] ?? 0
  }
  return best
}
