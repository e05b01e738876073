import { Fixable } from '../errors.ts'
import type { Concepts } from '../words/lexicon.ts'
import type { Example } from './examples.ts'
import { type Likeness, learn } from './likeness.ts'
import { type Pattern, wordsBetween } from './spot-pattern.ts'
import { type DeskSignals, type Manner, type SharedSignals, type Signal, weights } from './spot-signals.ts'
import { type Vocabulary, vocabularyOf } from './spot-vocabulary.ts'

export interface CompiledSignal extends Omit<Signal, 'says' | 'unless' | 'weight'> {
  weight: number
  says: Pattern[]
  unless: Pattern[]
}

export interface CompiledDesk {
  id: string
  'in short': string
  urgent: DeskSignals['urgent']
  patterns: CompiledSignal[]
  /** Weak by themselves: see spot.ts. */
  words: Pattern
  fills: { question: string; with: string; group: Pattern | undefined }[]
}

export interface Signals {
  short: ReadonlyMap<string, string>
  vocabulary: Vocabulary
  manner: Record<keyof Manner, Pattern[]>
  /** First of equals first. */
  desks: CompiledDesk[]
  likeness: Likeness
}

/** Signals ready to be compared with messages; signals with mistakes are refused with all of them. */
export function compileSignals(
  shared: SharedSignals,
  desks: ReadonlyMap<string, DeskSignals>,
  lexicon: Concepts,
  examples: readonly Pick<Example, 'say' | 'desk'>[],
): Signals {
  const book = phraseBook(shared.groups, new Map(lexicon.map(({ concept, words }) => [concept, words])))
  const one = (text: string) => patternOf(text, book.slot)
  const many = (list: string[] = []) => list.map(one)

  const compiled = [...desks].map(([id, { patterns, words, fills, ...said }]) => ({
    id,
    ...said,
    words: [[{ slot: book.slot(words.join('/')), first: false, between: 0 }]],
    fills: Object.entries(fills).map(([question, filler]) => ({
      question,
      with: filler,
      group: isGroup(filler) ? one(filler) : undefined,
    })),
    patterns: patterns.map(signal => ({
      ...signal,
      weight: weights[signal.weight],
      says: many(signal.says),
      unless: many(signal.unless),
    })),
  }))
  const manner = compileManner(shared.manner, many)
  if (book.mistakes.size > 0) throw new Fixable([...book.mistakes].join('\n'))

  const rank = (id: string) => shared['first of equals'].indexOf(id) + 1 || Number.POSITIVE_INFINITY
  const short = new Map(Object.entries(shared.short))
  const vocabulary = vocabularyOf(book.slots, short, shared.ordinary)
  const inOrder = compiled.toSorted((a, b) => rank(a.id) - rank(b.id))
  return { short, manner, vocabulary, desks: inOrder, likeness: learn(examples, short) }
}

function compileManner(said: Manner, many: (list: string[]) => Pattern[]): Record<keyof Manner, Pattern[]> {
  return {
    fillers: many(said.fillers),
    'asks at the start': many(said['asks at the start']),
    'asks anywhere': many(said['asks anywhere']),
    'does not ask': many(said['does not ask']),
    'seeks help': many(said['seeks help']),
    divides: many(said.divides),
    'does not suppose': many(said['does not suppose']),
    supposes: many(said.supposes),
    tells: many(said.tells),
    'tells plainly': many(said['tells plainly']),
    negates: many(said.negates),
    'does not negate': many(said['does not negate']),
    topics: many(said.topics),
    'is over': many(said['is over']),
    'is not real': many(said['is not real']),
    'is glad': many(said['is glad']),
    'figures of speech': many(said['figures of speech']),
    hurries: many(said.hurries),
  }
}

function isGroup(word: string): boolean {
  return /^[A-Z][A-Z ]*$/.test(word)
}

/** "A > B & C" as steps. What the signs mean is told in spot-pattern.ts. */
function patternOf(text: string, slotOf: (source: string) => number): Pattern {
  return text.split('&').map(run =>
    run.split(/(?=[>+])/).map(element => {
      const [, between = '', first = '', source = ''] = /^\s*([>+]?)\s*(\^?)\s*(.*?)\s*$/.exec(element) ?? []
      return { slot: slotOf(source), first: first !== '', between: between === '+' ? 0 : wordsBetween }
    }),
  )
}

/** Numbers each set of alternatives once, with the phrases it comes to when groups and concepts are written out. */
function phraseBook(groups: SharedSignals['groups'], concepts: ReadonlyMap<string, string[]>) {
  const slots: string[][] = []
  const bySource = new Map<string, number>()
  const mistakes = new Set<string>()

  const phrasesOf = (part: string, source: string, within: string[]): string[] => {
    const concept = /^<(.+)>$/.exec(part)?.[1]
    if (part !== '' && concept === undefined && !isGroup(part)) return [part]
    const found = concept === undefined ? groups[part] : concepts.get(concept)
    if (found === undefined || within.includes(part)) {
      mistakes.add(mistakeAbout(part, source, found !== undefined))
      return []
    }
    return concept === undefined ? found.flatMap(phrase => phrasesOf(phrase, source, [...within, part])) : found
  }

  const slot = (source: string): number => {
    const held = bySource.get(source)
    if (held !== undefined) return held
    bySource.set(source, slots.length)
    return slots.push(source.split('/').flatMap(part => phrasesOf(part.trim(), source, []))) - 1
  }
  return { slots, mistakes, slot }
}

function mistakeAbout(part: string, source: string, circular: boolean): string {
  const where = source.length > 60 ? `${source.slice(0, 60)}…` : source
  if (part === '') return `In the signals, "${where}" has an empty alternative. Write a word between the strokes.`
  if (circular) return `In the signals, the group ${part} contains itself. Take it out of the groups it names.`
  return part.startsWith('<')
    ? `In the signals, "${where}" names the idea ${part}, which is not in lexicon.yaml. Add it there, or write the words.`
    : `In the signals, "${where}" names the group ${part}, and there is none. Add it under "groups", or use small letters.`
}
