import { isLight, isStopStem } from '../words/tokens.ts'
import type { Field, Lexical } from './lexical.ts'
import { type Postings, spread } from './postings.ts'
import { weights } from './weights.ts'

/** A lexical index made ready for questions: what follows from the counts and the weights, worked out once at opening. */
export interface Reader extends Lexical {
  policyOf: Uint32Array
  numberOf: Map<string, number>
  writtenAt: Map<string, number>
  /** For each term what it informs: among clauses with and without their ask lines, among policies, and among ask lines. */
  rarities: { withAsked: Float32Array; withoutAsked: Float32Array; policies: Float32Array; lines: Float32Array }
  /** For each clause (or policy), what one occurrence of a word counts there, given the length of the field. */
  worth: { text: Float32Array; heading: Float32Array; asked: Float32Array; policies: Float32Array }
  /** For each ask line, the rarities of its words added up, and of its stop words. */
  lineMass: Float32Array
  lineIdleMass: Float32Array
}

export function readerOf(lexical: Lexical, policyOf: Uint32Array): Reader {
  const { terms, clauses, text, heading, asked, policies, lines } = lexical
  const rarities = (all: number, places: (term: number) => number) =>
    Float32Array.from(terms, (stem, term) => information(stem, places(term), all))
  // Ask lines are conversation themselves: among them such words are as common as they are.
  const lineRarities = Float32Array.from(terms, (_, term) => rarity(spread(lines, term), lines.clause.length))
  return {
    ...lexical,
    policyOf,
    numberOf: new Map(terms.map((term, number) => [term, number])),
    writtenAt: new Map(lexical.words.written.map((word, at) => [word, at])),
    rarities: {
      withAsked: rarities(clauses, holders([text, heading, asked], clauses)),
      withoutAsked: rarities(clauses, holders([text, heading], clauses)),
      policies: rarities(policies.lengths.length, term => spread(policies, term)),
      lines: lineRarities,
    },
    worth: {
      text: worth(text, weights.text),
      heading: worth(heading, weights.heading),
      asked: worth(asked, weights.asked),
      policies: worth(policies, { weight: 1, lengthCounts: weights.text.lengthCounts }),
    },
    lineMass: massOfLines(lexical, lineRarities, term => !isStopStem(term)),
    lineIdleMass: massOfLines(lexical, lineRarities, isStopStem),
  }
}

/** BM25's: never negative, however common the word. */
export function rarity(places: number, all: number): number {
  return Math.log(1 + (all - places + 0.5) / (places + 0.5))
}

/** What a word informs: its rarity, and less where it is a word of any conversation. */
export function information(stem: string, places: number, all: number): number {
  return rarity(places, all) * (isLight(stem) ? weights.light : 1)
}

/** In how many clauses a term stands, in whichever field. */
function holders(fields: Postings[], clauses: number): (term: number) => number {
  const seenFor = new Int32Array(clauses).fill(-1)
  return term => {
    let found = 0
    for (const { starts, ids } of fields)
      for (let at = starts[term] ?? 0; at < (starts[term + 1] ?? 0); at++) {
        const id = ids[at] ?? 0
        if (seenFor[id] !== term) found++
        seenFor[id] = term
      }
    return found
  }
}

function worth({ lengths }: Field, { weight, lengthCounts }: { weight: number; lengthCounts: number }): Float32Array {
  const average = lengths.reduce((sum, length) => sum + length, 0) / lengths.length || 1
  return Float32Array.from(lengths, length => weight / (1 - lengthCounts + (lengthCounts * length) / average))
}

function massOfLines(
  { lines, terms }: Lexical,
  rarities: Float32Array,
  counts: (term: string) => boolean,
): Float32Array {
  const mass = new Float32Array(lines.clause.length)
  terms.forEach((term, number) => {
    if (term.startsWith('§') || !counts(term)) return
    for (let at = lines.starts[number] ?? 0; at < (lines.starts[number + 1] ?? 0); at++) {
      const line = lines.ids[at] ?? 0
      mass[line] = (mass[line] ?? 0) + (rarities[number] ?? 0)
    }
  })
  return mass
}
