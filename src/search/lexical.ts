import { conceptsIn, type Lexicon } from '../words/lexicon.ts'
import { tokens } from '../words/tokens.ts'
import { breather, type Progress } from './breather.ts'
import { type Pairs, pairsOf } from './pairs.ts'
import { type Postings, postingsOf } from './postings.ts'

/** A clause as the lexical index sees it. */
export interface Passage {
  /** Its number in the list of policies: clauses of one policy share it. */
  policy: number
  heading: string
  text: string
  /** What staff would type when this clause is the answer. */
  asked: string[]
}

/**
 * The words of all clauses, counted. A term is a stem, or a concept of the lexicon (`§412`) standing for any of its
 * phrases: so one mechanism finds the word itself and what means the same. Ask lines are kept apart from the rest
 * throughout, and a search can leave them out without another build.
 */
export interface Lexical {
  clauses: number
  terms: string[]
  text: Field
  heading: Field
  asked: Field
  /** Text and headings of each policy as a whole. */
  policies: Field
  /** Each ask line by itself, and the clause it belongs to. */
  lines: Field & { clause: Uint32Array }
  pairs: Pairs
  linePairs: Pairs
  /** Words as they are written, with the number of times they are, in clauses and in ask lines: for slips of the keyboard. */
  words: { written: string[]; inText: Uint32Array; inAsked: Uint32Array }
}

/** `lengths` are in words; concepts add nothing to a length. */
export interface Field extends Postings {
  lengths: Uint32Array
}

export async function lexicalOf(passages: Passage[], lexicon: Lexicon, progress?: Progress): Promise<Lexical> {
  const numbers = numbering()
  const inText = new Map<string, number>()
  const inAsked = new Map<string, number>()
  const read = (text: string, counted: Map<string, number>): Read => {
    const found = tokens(text)
    for (const { word } of found) counted.set(word, (counted.get(word) ?? 0) + 1)
    return {
      all: found.map(token => numbers.of(token.stem)),
      stems: found.filter(token => !token.stop).map(token => numbers.of(token.stem)),
      concepts: conceptsIn(lexicon, found).map(mention => numbers.of(conceptTerm(mention.concept))),
    }
  }

  const breathe = breather(progress)
  const texts: Read[] = []
  const headings: Read[] = []
  const lines: Read[][] = []
  for (const [at, passage] of passages.entries()) {
    texts.push(read(passage.text, inText))
    headings.push(read(passage.heading, inText))
    lines.push(passage.asked.map(line => read(line, inAsked)))
    await breathe(at / passages.length)
  }
  const policies: Read[] = Array.from({ length: Math.max(-1, ...passages.map(p => p.policy)) + 1 }, nothing)
  passages.forEach(({ policy }, at) => {
    for (const part of [texts[at], headings[at]]) policies[policy]?.stems.push(...(part?.stems ?? []))
  })

  const terms = numbers.list
  const field = (reads: Read[]) => fieldOf(reads, terms.length)
  return {
    clauses: passages.length,
    terms,
    text: field(texts),
    heading: field(headings),
    asked: field(lines.map(joined)),
    policies: field(policies),
    lines: {
      ...field(lines.flat().map(({ all, concepts }) => ({ all, stems: all, concepts }))),
      clause: Uint32Array.from(lines.flatMap((own, clause) => own.map(() => clause))),
    },
    pairs: pairsOf(
      texts.map(({ stems }, at) => [...(headings[at]?.stems ?? []), ...stems]),
      terms.length,
    ),
    linePairs: pairsOf(
      lines.flat().map(line => line.all),
      terms.length,
    ),
    words: counts(inText, inAsked),
  }
}

export function conceptTerm(concept: number): string {
  return `§${concept}`
}

interface Read {
  /** Stop words too. */
  all: number[]
  stems: number[]
  concepts: number[]
}

function nothing(): Read {
  return { all: [], stems: [], concepts: [] }
}

function joined(reads: Read[]): Read {
  return { all: [], stems: reads.flatMap(read => read.stems), concepts: reads.flatMap(read => read.concepts) }
}

function fieldOf(reads: Read[], terms: number): Field {
  return {
    ...postingsOf(
      reads.map(({ stems, concepts }) => [...stems, ...concepts]),
      terms,
    ),
    lengths: Uint32Array.from(reads, read => read.stems.length),
  }
}

function numbering() {
  const known = new Map<string, number>()
  const list: string[] = []
  const of = (term: string): number => {
    const number = known.get(term) ?? list.push(term) - 1
    known.set(term, number)
    return number
  }
  return { list, of }
}

function counts(inText: Map<string, number>, inAsked: Map<string, number>): Lexical['words'] {
  const written = [...new Set([...inText.keys(), ...inAsked.keys()])]
  return {
    written,
    inText: Uint32Array.from(written, word => inText.get(word) ?? 0),
    inAsked: Uint32Array.from(written, word => inAsked.get(word) ?? 0),
  }
}
