import { placesOf } from './pairs.ts'
import { alternatives, type Question } from './question.ts'
import { type Reader, rarity } from './reader.ts'
import { weights } from './weights.ts'

export interface LineScores {
  /** For each clause, what its best ask line says for it, and a part of its second best. */
  scores: Float64Array
  /** For each clause, 0–1, how close its closest ask line is to the question, stop words apart. */
  closeness: Float64Array
}

/**
 * A clause is often one of several subjects, and one ask line that says just what was asked is better evidence than
 * the same words scattered over eight. So each line stands alone: the rarities of the question's words it holds, times
 * how much of either side that is (their cosine, so a long line that says other things too is worth less). Stop words
 * add to a line that holds something of the matter: "who do I tell" and "can I tell" are other questions.
 */
export function lineScores(index: Reader, question: Question): LineScores {
  const { held, lines } = heldByLines(index, question)
  const idle = idleInLines(index, question, held)
  const beside = besideInLines(index, question)
  const asked = massOf(index, question)
  const askedInAll = asked + idleMassOf(index, question)

  const scores = new Float64Array(index.clauses)
  const second = new Float64Array(index.clauses)
  const closeness = new Float64Array(index.clauses)
  for (const line of lines) {
    const clause = index.lines.clause[line] ?? 0
    const mass = held[line] ?? 0
    const inAll = mass + (idle[line] ?? 0)
    const lineMass = index.lineMass[line] ?? 0
    const lineInAll = lineMass + weights.line.idle * (index.lineIdleMass[line] ?? 0)
    const score = (inAll + (beside.get(line) ?? 0)) * cosine(inAll, lineInAll, askedInAll)
    closeness[clause] = Math.max(closeness[clause] ?? 0, cosine(mass, lineMass, asked))
    if (score > (scores[clause] ?? 0)) {
      second[clause] = scores[clause] ?? 0
      scores[clause] = score
    } else if (score > (second[clause] ?? 0)) second[clause] = score
  }
  for (let id = 0; id < scores.length; id++)
    scores[id] = weights.line.best * ((scores[id] ?? 0) + weights.line.second * (second[id] ?? 0))
  return { scores, closeness }
}

function cosine(shared: number, one: number, other: number): number {
  return Math.min(1, shared / Math.sqrt(one * other || 1))
}

/** For each line, the rarities of the question's words in it. Each word counts once: as itself, a slip or a synonym. */
function heldByLines(index: Reader, question: Question): { held: Float64Array; lines: number[] } {
  const { starts, ids } = index.lines
  const held = new Float64Array(index.lines.clause.length)
  const ofWord = new Float64Array(held.length)
  const lines: number[] = []
  for (const word of alternatives(question, weights.line)) {
    const touched: number[] = []
    for (const { term, weight } of word)
      for (let at = starts[term] ?? 0; at < (starts[term + 1] ?? 0); at++) {
        const line = ids[at] ?? 0
        if (ofWord[line] === 0) touched.push(line)
        ofWord[line] = Math.max(ofWord[line] ?? 0, weight * (index.rarities.lines[term] ?? 0))
      }
    for (const line of touched) {
      if (held[line] === 0) lines.push(line)
      held[line] = (held[line] ?? 0) + (ofWord[line] ?? 0)
      ofWord[line] = 0
    }
  }
  return { held, lines }
}

function idleInLines({ lines, rarities }: Reader, { idle }: Question, held: Float64Array): Float64Array {
  const found = new Float64Array(held.length)
  for (const term of idle)
    for (let at = lines.starts[term] ?? 0; at < (lines.starts[term + 1] ?? 0); at++) {
      const line = lines.ids[at] ?? 0
      if (held[line]) found[line] = (found[line] ?? 0) + weights.line.idle * (rarities.lines[term] ?? 0)
    }
  return found
}

function besideInLines(index: Reader, question: Question): Map<number, number> {
  const extra = new Map<number, number>()
  for (const [first, second] of question.linePairs) {
    const places = placesOf(index.linePairs, first, second)
    const worth = weights.line.pair * rarity(places.length, index.lines.clause.length)
    for (const line of places) extra.set(line, (extra.get(line) ?? 0) + worth)
  }
  return extra
}

/** What all the question's words inform; one that no line has is as rare as can be. */
function massOf({ rarities, lines }: Reader, question: Question): number {
  const unknown = rarity(0, lines.clause.length)
  return question.words.reduce((sum, { terms }) => sum + (rarities.lines[terms[0]?.term ?? -1] ?? unknown), 0)
}

function idleMassOf({ rarities }: Reader, { idle }: Question): number {
  return weights.line.idle * idle.reduce((sum, term) => sum + (rarities.lines[term] ?? 0), 0)
}
