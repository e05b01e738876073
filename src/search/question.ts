import { conceptsIn, type Lexicon, type Mention } from '../words/lexicon.ts'
import { questionTokens, type Token } from '../words/tokens.ts'
import { conceptTerm } from './lexical.ts'
import type { Reader } from './reader.ts'
import { meantBy } from './slips.ts'
import { weights } from './weights.ts'

/** A question, read with the index's own words in hand. */
export interface Question {
  words: QuestionWord[]
  /** The concepts it names, and those that lie near them, each with the words of its phrase: `from` up to before `to`. */
  concepts: { term: number; related: boolean; from: number; to: number }[]
  /** Stop words that ask lines have too: they tell nothing of the subject, and something of what is asked about it. */
  idle: number[]
  /** Terms that stand side by side in it, passing over stop words; and with them, as ask lines have them. */
  pairs: [number, number][]
  linePairs: [number, number][]
}

export interface QuestionWord {
  word: string
  stem: string
  known: boolean
  /** Its place among all the words of the question. */
  at: number
  /** What to look for: itself, or the words one slip away when nobody knows it. Empty when there are none. */
  terms: Weighed[]
}

export interface Weighed {
  term: number
  weight: number
}

/** More words than a question has. A pasted page is read up to here, so that its cost has an end. */
const mostWords = 64

export function readQuestion(index: Reader, lexicon: Lexicon, question: string, asked: boolean): Question {
  const all: Token[] = []
  const words = new Map<string, QuestionWord>()
  for (const typed of questionTokens(question)) {
    const known = isHeld(index, typed.stem, asked)
    const mended = typed.stop || known || words.size >= mostWords ? [typed] : meantBy(index, lexicon, typed, asked)
    const [token = typed] = mended
    if (!token.stop && !words.has(token.stem) && words.size < mostWords) {
      const weight = token === typed ? 1 : weights.slip
      const terms = mended.flatMap(({ stem }) =>
        isHeld(index, stem, asked) ? { term: index.numberOf.get(stem) ?? 0, weight } : [],
      )
      words.set(token.stem, { word: typed.word, stem: typed.stem, known, at: all.length, terms })
    }
    all.push(token)
  }
  const inOrder = all.filter(token => words.has(token.stem)).map(token => words.get(token.stem)?.terms[0]?.term ?? -1)
  const idle = all.filter(token => token.stop).flatMap(token => index.numberOf.get(token.stem) ?? [])
  return {
    words: [...words.values()],
    concepts: named(index, lexicon, all),
    idle: [...new Set(idle)],
    pairs: neighbours(inOrder),
    linePairs: neighbours(
      all.map(token => words.get(token.stem)?.terms[0]?.term ?? index.numberOf.get(token.stem) ?? -1),
    ),
  }
}

/**
 * What may stand for each word of the question: itself (or a slip of it), or a concept whose phrase starts there. A
 * clause is credited with the best of them and no more, or a word that the lexicon happens to hold would count double.
 */
export function alternatives({ words, concepts }: Question, weigh: { concept: number; related: number }): Weighed[][] {
  const places = new Map<number, Weighed[]>()
  const add = (at: number, term: number, weight: number) => {
    places.set(at, [...(places.get(at) ?? []), { term, weight }])
  }
  for (const { at, terms } of words) for (const { term, weight } of terms) add(at, term, weight)
  for (const { from, term, related } of concepts) add(from, term, related ? weigh.related : weigh.concept)
  return [...places.values()]
}

function isHeld(index: Reader, stem: string, asked: boolean): boolean {
  const term = index.numberOf.get(stem)
  if (term === undefined) return false
  const fields = asked ? [index.text, index.heading, index.asked] : [index.text, index.heading]
  return fields.some(({ starts }) => (starts[term] ?? 0) < (starts[term + 1] ?? 0))
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
