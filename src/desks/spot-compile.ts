import { Fixable } from '../errors.ts'
import type { Concepts } from '../words/lexicon.ts'
import { type Pattern, wordsBetween } from './spot-pattern.ts'
import { type Manner, type Signal, type SignalFile, weights } from './spot-signals.ts'
import { type Vocabulary, vocabularyOf } from './spot-vocabulary.ts'

export interface CompiledSignal extends Omit<Signal, 'says' | 'unless' | 'weight'> {
  weight: number
  says: Pattern[]
  unless: Pattern[]
}

export interface CompiledDesk {
  id: string
  signals: CompiledSignal[]
  /** Weak by themselves: see spot.ts. */
  words: Pattern
}

export interface Signals {
  short: ReadonlyMap<string, string>
  vocabulary: Vocabulary
  manner: Record<keyof Manner, Pattern[]>
  desks: CompiledDesk[]
}

/** Signals ready to be compared with messages; a file with mistakes is refused with all of them. */
export function compileSignals(file: SignalFile, lexicon: Concepts): Signals {
  const book = phraseBook(file.groups, new Map(lexicon.map(({ concept, words }) => [concept, words])))
  const patterns = (list: string[]) => list.map(text => patternOf(text, book.slot))

  const { manner: m } = file
  const manner = {
    fillers: patterns(m.fillers),
    'asks at the start': patterns(m['asks at the start']),
    'asks anywhere': patterns(m['asks anywhere']),
    'does not ask': patterns(m['does not ask']),
    'seeks help': patterns(m['seeks help']),
    divides: patterns(m.divides),
    supposes: patterns(m.supposes),
    tells: patterns(m.tells),
    'tells plainly': patterns(m['tells plainly']),
    negates: patterns(m.negates),
    'does not negate': patterns(m['does not negate']),
    topics: patterns(m.topics),
    'is over': patterns(m['is over']),
    'is glad': patterns(m['is glad']),
    'is not real': patterns(m['is not real']),
    'figures of speech': patterns(m['figures of speech']),
    hurries: patterns(m.hurries),
  }
  const desks = Object.entries(file.desks).map(([id, signals]) => ({
    id,
    words: [[{ slot: book.slot((file.words[id] ?? []).join('/')), first: false, between: 0 }]],
    signals: signals.map(signal => ({
      ...signal,
      weight: weights[signal.weight],
      says: patterns(signal.says),
      unless: patterns(signal.unless),
    })),
  }))
  if (book.mistakes.size > 0) throw new Fixable([...book.mistakes].join('\n'))

  const short = new Map(Object.entries(file.short))
  return { short, manner, desks, vocabulary: vocabularyOf(book.slots, short, file.ordinary) }
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
function phraseBook(groups: SignalFile['groups'], concepts: ReadonlyMap<string, string[]>) {
  const slots: string[][] = []
  const bySource = new Map<string, number>()
  const mistakes = new Set<string>()

  const phrasesOf = (part: string, source: string, within: string[]): string[] => {
    const concept = /^<(.+)>$/.exec(part)?.[1]
    const isGroup = /^[A-Z][A-Z ]*$/.test(part)
    if (part !== '' && concept === undefined && !isGroup) return [part]
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
