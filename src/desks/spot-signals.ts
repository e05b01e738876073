import { parse } from 'yaml'
import { z } from 'zod'
import { Fixable } from '../errors.ts'

/** How much one signal says by itself. A worry needs two: see spot.ts. */
export const weights = { hint: 1, fair: 2, strong: 3, sure: 4.5 }

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
  'does not ask': patterns,
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
  'is glad': patterns,
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

/** What `policies/signals.yaml` says, or a Fixable with everything that is wrong with it. `from` names the file. */
export function readSignals(text: string, from: string): SignalFile {
  const read = SignalFile.safeParse(parse(text))
  if (read.success) return read.data
  const mistakes = read.error.issues.map(issue => `${from}: ${issue.path.join(' > ')}: ${issue.message}.`)
  throw new Fixable(`The signals cannot be read:\n${mistakes.join('\n')}`)
}
