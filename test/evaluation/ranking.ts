import type { Clause } from '../../src/clauses/clause.ts'
import type { Found } from '../../src/search/match.ts'
import { gradeOf, type Labelled } from './labelled.ts'

/** How an authority's clauses are searched: by the index itself, or whatever else is to be measured. */
export type Find = (authority: string, question: string) => Promise<Found>

/** A labelled question and what came of it. Ranks count from 1; Infinity when none was found. */
export interface Ranked {
  labelled: Labelled
  /** The first clause with any grade, and the first that answers. */
  right: number
  answers: number
  first: Clause[]
}

export async function rank(questions: Labelled[], find: Find): Promise<Ranked[]> {
  const ranked: Ranked[] = []
  for (const labelled of questions) {
    const { matches } = await find(labelled.authority, labelled.question)
    const grades = matches.map(({ clause }) => gradeOf(labelled, clause))
    const place = (least: number) => grades.findIndex(grade => grade >= least) + 1 || Number.POSITIVE_INFINITY
    ranked.push({ labelled, right: place(1), answers: place(2), first: matches.slice(0, 3).map(match => match.clause) })
  }
  return ranked
}

/** The share of questions, in per cent, with a right clause first, among the first three and the first five. */
export function shares(places: number[]): { first: number; three: number; five: number } {
  const upTo = (most: number) => (100 * places.filter(place => place <= most).length) / (places.length || 1)
  return { first: upTo(1), three: upTo(3), five: upTo(5) }
}

/**
 * Questions that an ask line all but repeats: they share 60 % of their words with it, of all words that either has.
 * Such a question measures our memory, not our search, so the figures are printed without them too.
 */
export function foreseen(question: string, lines: string[]): boolean {
  const words = wordsOf(question)
  return lines.some(line => {
    const own = wordsOf(line)
    const both = [...words].filter(word => own.has(word)).length
    return both >= 0.6 * (words.size + own.size - both)
  })
}

function wordsOf(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/[a-z0-9']+/g))
}
