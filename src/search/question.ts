import { conceptsIn, type Lexicon, type Mention } from '../words/lexicon.ts'
import { questionTokens, type Token, tokens } from '../words/tokens.ts'
import { oneSlipAway } from '../words/typos.ts'
import { conceptTerm } from './lexical.ts'
import type { Reader } from './reader.ts'
import { weights } from './weights.ts'

/** A question, read with the index's own words in hand. */
export interface Question {
  words: QuestionWord[]
  /** The concepts it names, and those that lie near them, each with the words of its phrase: `from` up to before `to`. */
  concepts: { term: number; related: boolean; from: number; to: number }[]
  /** Terms that stand side by side in it. */
  pairs: [number, number][]
}

export interface QuestionWord {
  word: string
  stem: string
  known: boolean
  /** Its place among all the words of the question. */
  at: number
  /** What to look for: itself, or the words one slip away when the index does not have it. Empty when there are none. */
  terms: { term: number; weight: number }[]
}

/** More words than a question has. A pasted page is read up to here, so that its cost has an end. */
const mostWords = 64

export function readQuestion(index: Reader, lexicon: Lexicon, question: string, asked: boolean): Question {
  const all = questionTokens(question)
  const words = distinct(all).map(({ token, at }) => ({ ...understood(index, token, asked), at }))
  const first = new Map(words.map(word => [word.stem, word.terms[0]?.term ?? -1]))
  const inOrder = all.filter(token => first.has(token.stem)).map(token => first.get(token.stem) ?? -1)
  return { words, concepts: named(index, lexicon, all), pairs: neighbours(inOrder) }
}

/**
 * What may stand for each word of the question: itself (or a slip of it), or a concept whose phrase starts there. A
 * clause is credited with the best of them and no more, or a word that the lexicon happens to hold would count double.
 */
export function alternatives(
  { words, concepts }: Question,
  weigh: { concept: number; related: number },
): { term: number; weight: number }[][] {
  const places = new Map<number, { term: number; weight: number }[]>()
  const add = (at: number, term: number, weight: number) => {
    places.set(at, [...(places.get(at) ?? []), { term, weight }])
  }
  for (const { at, terms } of words) for (const { term, weight } of terms) add(at, term, weight)
  for (const { from, term, related } of concepts) add(from, term, related ? weigh.related : weigh.concept)
  return [...places.values()]
}

function distinct(all: Token[]): { token: Token; at: number }[] {
  const places = new Map<string, number>()
  all.forEach((token, at) => {
    if (!token.stop && !places.has(token.stem) && places.size < mostWords) places.set(token.stem, at)
  })
  return [...places.values()].flatMap(at => (all[at] ? [{ token: all[at], at }] : []))
}

function understood(index: Reader, { word, stem }: Token, asked: boolean): Omit<QuestionWord, 'at'> {
  const term = index.numberOf.get(stem)
  const known = term !== undefined && isHeld(index, term, asked)
  return { word, stem, known, terms: known ? [{ term, weight: 1 }] : meant(index, word, asked) }
}

function isHeld(index: Reader, term: number, asked: boolean): boolean {
  const fields = asked ? [index.text, index.heading, index.asked] : [index.text, index.heading]
  return fields.some(({ starts }) => (starts[term] ?? 0) < (starts[term + 1] ?? 0))
}

/** The commonest words one slip away, by their stems. */
function meant(index: Reader, word: string, asked: boolean): QuestionWord['terms'] {
  const howOften = (written: string): number => {
    const at = index.writtenAt.get(written)
    if (at === undefined) return 0
    return (index.words.inText[at] ?? 0) + (asked ? (index.words.inAsked[at] ?? 0) : 0)
  }
  const near = oneSlipAway(word, written => howOften(written) > 0).sort((a, b) => howOften(b) - howOften(a))
  const stems = near.flatMap(written => tokens(written).filter(token => !token.stop)).map(token => token.stem)
  return [...new Set(stems)]
    .slice(0, weights.slipsTried)
    .flatMap(stem => index.numberOf.get(stem) ?? [])
    .map(term => ({ term, weight: weights.slip }))
}

function named(index: Reader, lexicon: Lexicon, all: Token[]): Question['concepts'] {
  const found = new Map<number, Question['concepts'][number]>()
  const add = (concept: number, related: boolean, { from, to }: Mention): void => {
    const term = index.numberOf.get(conceptTerm(concept))
    if (term !== undefined && (!found.has(term) || (found.get(term)?.related && !related)))
      found.set(term, { term, related, from, to })
  }
  for (const mention of conceptsIn(lexicon, all)) {
    add(mention.concept, false, mention)
    for (const near of lexicon.related[mention.concept] ?? []) add(near, true, mention)
  }
  return [...found.values()]
}

function neighbours(terms: number[]): [number, number][] {
  const seen = new Map<string, [number, number]>()
  for (let at = 1; at < terms.length; at++) {
    const [first = -1, second = -1] = [terms[at - 1], terms[at]]
    if (first >= 0 && second >= 0) seen.set(`${first} ${second}`, [first, second])
  }
  return [...seen.values()]
}
