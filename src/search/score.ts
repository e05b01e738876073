import type { Field } from './lexical.ts'
import { placesOf } from './pairs.ts'
import { alternatives, type Question } from './question.ts'
import { type Reader, rarity } from './reader.ts'
import { weights } from './weights.ts'

/** For each clause, how well its words fit the question: BM25F over its fields, and what the pairs and its policy add. */
export function lexicalScores(index: Reader, question: Question, asked: boolean): Float64Array {
  const scores = new Float64Array(index.clauses)
  addFields(index, question, asked, scores)
  addPairs(index, question, scores)
  addPolicies(index, question, scores)
  return scores
}

function addFields(index: Reader, question: Question, asked: boolean, scores: Float64Array): void {
  const { text, heading, worth } = index
  const rarities = asked ? index.rarities.withAsked : index.rarities.withoutAsked
  const fields: [Field, Float32Array][] = [
    [text, worth.text],
    [heading, worth.heading],
  ]
  if (asked) fields.push([index.asked, worth.asked])

  const occurrences = new Float64Array(index.clauses)
  const best = new Float64Array(index.clauses)
  for (const word of alternatives(question, weights)) {
    const held: number[] = []
    for (const { term, weight } of word) {
      const touched = gather(fields, term, occurrences)
      for (const id of touched) {
        const score = weight * (rarities[term] ?? 0) * saturated(occurrences[id] ?? 0)
        if (best[id] === 0) held.push(id)
        best[id] = Math.max(best[id] ?? 0, score)
        occurrences[id] = 0
      }
    }
    for (const id of held) {
      scores[id] = (scores[id] ?? 0) + (best[id] ?? 0)
      best[id] = 0
    }
  }
}

/** Adds up what a term counts in the fields of each clause, and tells which clauses have it. */
function gather(fields: [Field, Float32Array][], term: number, occurrences: Float64Array): number[] {
  const touched: number[] = []
  for (const [{ starts, ids, counts }, worthOne] of fields)
    for (let at = starts[term] ?? 0; at < (starts[term + 1] ?? 0); at++) {
      const id = ids[at] ?? 0
      if (occurrences[id] === 0) touched.push(id)
      occurrences[id] = (occurrences[id] ?? 0) + (counts[at] ?? 0) * (worthOne[id] ?? 0)
    }
  return touched
}

function addPairs(index: Reader, question: Question, scores: Float64Array): void {
  for (const [first, second] of question.pairs) {
    const places = placesOf(index.pairs, first, second)
    const worth = weights.pair * rarity(places.length, index.clauses)
    for (const id of places) scores[id] = (scores[id] ?? 0) + worth
  }
}

/** A clause of the policy that is about the matter is likelier than the same words in passing elsewhere. */
function addPolicies({ policies, policyOf, rarities, worth }: Reader, question: Question, scores: Float64Array): void {
  const fit = new Float64Array(policies.lengths.length)
  for (const { terms } of question.words)
    for (const { term, weight } of terms)
      for (let at = policies.starts[term] ?? 0; at < (policies.starts[term + 1] ?? 0); at++) {
        const id = policies.ids[at] ?? 0
        const occurrences = (policies.counts[at] ?? 0) * (worth.policies[id] ?? 0)
        fit[id] = (fit[id] ?? 0) + weight * (rarities.policies[term] ?? 0) * saturated(occurrences)
      }
  for (let id = 0; id < scores.length; id++)
    if (scores[id]) scores[id] = (scores[id] ?? 0) + weights.policy * (fit[policyOf[id] ?? 0] ?? 0)
}

function saturated(occurrences: number): number {
  return (occurrences * (weights.k1 + 1)) / (occurrences + weights.k1)
}
