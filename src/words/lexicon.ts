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
  /** For the stem that a phrase starts with, how many words the longest such phrase has. */
  longest: z.record(z.string(), z.number()),
  /** The stems of a phrase, joined by spaces → the concepts that have it among their words. */
  phrases: z.record(z.string(), z.array(z.number())),
  /** The same for words that count only where a text shows them as a name: written in the lexicon with a capital. */
  names: z.record(z.string(), z.array(z.number())),
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

export const noLexicon: Lexicon = { longest: {}, phrases: {}, names: {}, related: [], vocabulary: {}, entries: [] }

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
  const names = new Map<string, number[]>()
  const longest = new Map<string, number>()
  for (const [concept, { words }] of concepts.entries())
    for (const word of words) {
      const stems = tokens(word)
      const among = stems.length === 1 && /^\p{Lu}/u.test(word) ? names : phrases
      const known = among.get(key(stems)) ?? []
      if (!known.includes(concept)) among.set(key(stems), [...known, concept])
      const first = stems[0]?.stem ?? ''
      longest.set(first, Math.max(longest.get(first) ?? 0, stems.length))
    }
  const related = concepts.map(({ related }, own) => {
    const near = related.flatMap(word => [
      ...(phrases.get(key(tokens(word))) ?? []),
      ...(names.get(key(tokens(word))) ?? []),
    ])
    return [...new Set(near)].filter(concept => concept !== own)
  })
  const entries = concepts.map(({ words, related }) => [...words, ...related].join('\n'))
  return {
    longest: Object.fromEntries(longest),
    phrases: Object.fromEntries(phrases),
    names: Object.fromEntries(names),
    related,
    vocabulary: vocabularyOf(concepts),
    entries,
  }
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
    const concepts = to > from ? own(lexicon.phrases, key(text.slice(from, to))) : named(lexicon, text[from])
    const end = Math.max(to, from + 1)
    for (const concept of concepts) found.push({ concept, from, to: end })
    from = end
  }
  return found
}

function endOfPhrase({ phrases, longest }: Lexicon, text: Token[], from: number): number {
  let phrase = text[from]?.stem ?? ''
  const most = Object.hasOwn(longest, phrase) ? (longest[phrase] ?? 0) : 0
  let end = from
  for (let to = from + 1; to <= Math.min(text.length, from + most); to++) {
    if (Object.hasOwn(phrases, phrase)) end = to
    phrase += ` ${text[to]?.stem}`
  }
  return end
}

function named({ names }: Lexicon, token: Token | undefined): number[] {
  return token?.name ? own(names, token.stem) : []
}

function own(record: Record<string, number[]>, key: string): number[] {
  return Object.hasOwn(record, key) ? (record[key] ?? []) : []
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
