import { parse } from 'yaml'
import { z } from 'zod'
import { Fixable } from '../errors.ts'
import { type Pattern, wordsBetween } from './spot-pattern.ts'
import { type Vocabulary, vocabularyOf } from './spot-vocabulary.ts'

/** How much one signal says by itself. A worry needs two: see spot.ts. */
const weights = { hint: 1, fair: 2, strong: 3, sure: 4.5 }

/** YAML reads 999 as a number and false as a truth; here both are words. */
const word = z.union([z.string().min(1), z.number(), z.boolean()]).transform(String)
const patterns = z.array(word).min(1)

export const Signal = z.strictObject({
  /** A short calm phrase in our own words, shown to the person. */
  why: z.string().min(1),
  weight: z.enum(['hint', 'fair', 'strong', 'sure']).default('fair'),
  says: patterns,
  unless: z.array(word).default([]),
  /** Always urgent, never urgent, or (left out) urgent when the message itself hurries. */
  urgent: z.boolean().optional(),
  'sub-type': z.string().min(1).optional(),
})
export type Signal = z.infer<typeof Signal>

/** How a thing is said: the frames that make words a question, a supposition, an account of what happened. */
export const Manner = z.strictObject({
  fillers: patterns,
  'asks at the start': patterns,
  'asks anywhere': patterns,
  'seeks help': patterns,
  divides: patterns,
  supposes: patterns,
  tells: patterns,
  'tells plainly': patterns,
  negates: patterns,
  'does not negate': patterns,
  topics: patterns,
  'is over': patterns,
  'is not real': patterns,
  'figures of speech': patterns,
  hurries: patterns,
})
export type Manner = z.infer<typeof Manner>

export const SignalFile = z.strictObject({
  short: z.record(z.string(), z.string()),
  ordinary: z.array(word),
  groups: z.record(z.string().regex(/^[A-Z][A-Z ]*$/, 'write the name of a group in capitals'), patterns),
  manner: Manner,
  words: z.record(z.string(), patterns),
  desks: z.record(z.string(), z.array(Signal)),
})
export type SignalFile = z.infer<typeof SignalFile>

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

/** What `policies/signals.yaml` says, or a Fixable with everything that is wrong with it. `from` names the file. */
export function readSignals(text: string, from: string): Signals {
  const read = SignalFile.safeParse(parse(text))
  if (read.success) return compileSignals(read.data)
  const mistakes = read.error.issues.map(issue => `${from}: ${issue.path.join(' > ')}: ${issue.message}.`)
  throw new Fixable(`The signals cannot be read:\n${mistakes.join('\n')}`)
}

/** Signals ready to be compared with messages; a file with mistakes is refused with all of them. */
export function compileSignals(file: SignalFile): Signals {
  const slots: string[][] = []
  const bySource = new Map<string, number>()
  const mistakes: string[] = []
  const short = new Map(Object.entries(file.short))

  const slotFor = (source: string): number => {
    const held = bySource.get(source)
    if (held !== undefined) return held
    const phrases = source.split('/').flatMap(part => expand(part.trim(), file.groups, mistakes, source, []))
    bySource.set(source, slots.length)
    return slots.push(phrases) - 1
  }
  const pattern = (text: string): Pattern =>
    text.split('&').map(run =>
      run.split(/(?=[>+])/).map(element => {
        const [, between = '', first = '', source = ''] = /^\s*([>+]?)\s*(\^?)\s*(.*?)\s*$/.exec(element) ?? []
        return { slot: slotFor(source), first: first !== '', between: between === '+' ? 0 : wordsBetween }
      }),
    )

  const manner = Object.fromEntries(
    Object.entries(file.manner).map(([name, list]) => [name, list.map(pattern)]),
  ) as Record<keyof Manner, Pattern[]>
  const desks = Object.entries(file.desks).map(([id, signals]) => ({
    id,
    words: [[{ slot: slotFor((file.words[id] ?? []).join('/')), first: false, between: 0 }]],
    signals: signals.map(signal => ({
      ...signal,
      weight: weights[signal.weight],
      says: signal.says.map(pattern),
      unless: signal.unless.map(pattern),
    })),
  }))
  if (mistakes.length > 0) throw new Fixable([...new Set(mistakes)].join('\n'))
  return { short, manner, desks, vocabulary: vocabularyOf(slots, short, file.ordinary) }
}

/** The phrases an alternative stands for: itself, or those of the group it names. */
function expand(
  part: string,
  groups: SignalFile['groups'],
  mistakes: string[],
  source: string,
  path: string[],
): string[] {
  if (!/^[A-Z][A-Z ]*$/.test(part)) {
    if (part === '') mistakes.push(`The signal "${source}" has an empty alternative. Write a word between the strokes.`)
    return part === '' ? [] : [part]
  }
  const group = groups[part]
  if (group === undefined || path.includes(part)) {
    mistakes.push(
      group === undefined
        ? `The signal "${source}" names the group ${part}, and there is none. Add it under "groups", or write small letters.`
        : `The group ${part} contains itself. Take it out of the groups it names.`,
    )
    return []
  }
  return group.flatMap(phrase => expand(phrase, groups, mistakes, source, [...path, part]))
}
