import { parse } from 'yaml'
import { z } from 'zod'
import { Fixable } from '../errors.ts'
import { type Token, tokens } from './tokens.ts'

const phrase = z.coerce.string().trim().min(1)

/** `lexicon.yaml`: the words staff use beside the words policies use. `words` mean the same; `related` lie near. */
export const Concepts = z.array(
  z.strictObject({ concept: phrase, words: z.array(phrase).min(1), related: z.array(phrase).default([]) }),
)
export type Concepts = z.infer<typeof Concepts>

/**
 * The same, ready to be looked for in a text. Made when an index is built and kept with it: reading the YAML costs more
 * than everything else a start does.
 */
export const Lexicon = z.strictObject({
  /** How many words the longest phrase has. */
  longest: z.number(),
  /** The stems of a phrase, joined by spaces → the concepts that have it among their words. */
  phrases: z.record(z.string(), z.array(z.number())),
  /** For each concept, the concepts that lie near it. */
  related: z.array(z.array(z.number())),
  /** Every word that stands in a phrase, as it is written and as its stem. */
  vocabulary: z.record(z.string(), z.literal(1)),
  /** All words of each concept and those near it, as one text: company that an embedder can learn from. */
  entries: z.array(z.string()),
})
export type Lexicon = z.infer<typeof Lexicon>

export interface Mention {
  concept: number
  /** The place of its first word among the tokens, and of the word after its last. */
  from: number
  to: number
}

export const noLexicon: Lexicon = { longest: 0, phrases: {}, related: [], vocabulary: {}, entries: [] }

export function readLexicon(yaml: string, file: string): Lexicon {
  const read = Concepts.safeParse(parsed(yaml, file))
  if (read.success) return compiled(read.data)
  const issue = read.error.issues[0]
  const [at, ...within] = issue?.path ?? []
  throw new Fixable(
    `${file}: entry ${Number(at ?? 0) + 1}, "${within.join('.')}": ${issue?.message}. An entry is written
- concept: leave
  words: [leave, time off, holiday]
  related: [sickness]`,
  )
}

export function compiled(concepts: Concepts): Lexicon {
  const phrases = new Map<string, number[]>()
  let longest = 0
  for (const [concept, { words }] of concepts.entries())
    for (const word of words) {
      const stems = tokens(word)
      const known = phrases.get(key(stems)) ?? []
      if (!known.includes(concept)) phrases.set(key(stems), [...known, concept])
      longest = Math.max(longest, stems.length)
    }
  const related = concepts.map(({ related }, own) => {
    const near = related.flatMap(word => phrases.get(key(tokens(word))) ?? [])
    return [...new Set(near)].filter(concept => concept !== own)
  })
  const entries = concepts.map(({ words, related }) => [...words, ...related].join('\n'))
  return { longest, phrases: Object.fromEntries(phrases), related, vocabulary: vocabularyOf(concepts), entries }
}

function vocabularyOf(concepts: Concepts): Lexicon['vocabulary'] {
  const all = concepts.flatMap(({ words }) => words).flatMap(tokens)
  return Object.fromEntries(all.flatMap(({ word, stem }) => [word, stem].map(known => [known, 1 as const])))
}

/**
 * The concepts a text speaks of. At each word the longest phrase wins and its words are used up: in "member of the
 * public" nobody means a councillor.
 */
export function conceptsIn(lexicon: Lexicon, text: Token[]): Mention[] {
  const found: Mention[] = []
  for (let from = 0; from < text.length; ) {
    const to = endOfPhrase(lexicon, text, from)
    if (to > from)
      for (const concept of lexicon.phrases[key(text.slice(from, to))] ?? []) found.push({ concept, from, to })
    from = Math.max(to, from + 1)
  }
  return found
}

function endOfPhrase(lexicon: Lexicon, text: Token[], from: number): number {
  for (let to = Math.min(text.length, from + lexicon.longest); to > from; to--)
    if (Object.hasOwn(lexicon.phrases, key(text.slice(from, to))) && !(to === from + 1 && isPlainWord(text[from])))
      return to
  return from
}

/** `it`, `x`, `us`: short forms that are words of every sentence name something only when they are written as a name. */
function isPlainWord(token: Token | undefined): boolean {
  return token?.stop === true && !token.capitals
}

function key(text: Token[]): string {
  return text.map(token => token.stem).join(' ')
}

function parsed(yaml: string, file: string): unknown {
  try {
    return parse(yaml)
  } catch (cause) {
    throw new Fixable(`${file} is not YAML: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
  }
}
