import { z } from 'zod'
import { keys } from '../authorities/sentences.ts'
import { Id, yesNo } from '../authorities/written.ts'

/** How much one signal says by itself; `enough` in spot.ts says how much is needed. */
export const weights = { hint: 1, fair: 2, strong: 3, sure: 4.5 }

const patterns = z.array(z.string().min(1)).min(1)

/** Words and phrases with commas between, not a YAML list: a clerk needs no brackets, and reading is ten times faster. */
const phrases = z
  .string()
  .transform(written => written.split(',').map(phrase => phrase.trim().replace(/\s+/g, ' ')))
  .refine(list => list.every(phrase => phrase !== ''), {
    error: 'write words with one comma between two, and none at the end.',
  })

const Signal = keys({
  /** A short calm phrase in our own words, shown to the person. */
  why: z.string().min(1).max(100),
  weight: z.enum(['hint', 'fair', 'strong', 'sure']),
  says: patterns,
  /** None of these may stand in the message. */
  unless: patterns.optional(),
  /** Urgent always, or never; left out, as the desk says. */
  urgent: yesNo.optional(),
})
export type Signal = z.infer<typeof Signal>

/** `signals` of a desk file: how a message is noticed to be a report for that desk. */
export const DeskSignals = keys({
  /** Said where nothing more precise is known. */
  'in short': z.string().min(1).max(100),
  /** What is found of a message for a question of the form: a group of words, or one of `readable` in spot-prefill.ts. */
  fills: z.record(Id, z.string().min(1)).default({}),
  /** Of a report that no pattern calls urgent, or not urgent, by itself. */
  urgent: z.enum(['always', 'when it hurries', 'never'], { error: 'write always, when it hurries, or never.' }),
  /** Weak by themselves. */
  words: phrases,
  patterns: z.array(Signal).min(1),
})
export type DeskSignals = z.infer<typeof DeskSignals>

/** How a thing is said: the frames that make words a question, a supposition, an account of what happened. */
const Manner = keys({
  fillers: patterns,
  'asks at the start': patterns,
  'asks anywhere': patterns,
  'does not ask': patterns,
  'seeks help': patterns,
  divides: patterns,
  supposes: patterns,
  'does not suppose': patterns,
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

/** `policies/signals.yaml`: what the signals of all desks share. */
export const SharedSignals = keys({
  /** Desks in the order in which they are taken when a message weighs the same for two. */
  'first of equals': phrases,
  /** What people type, and the words it stands for. */
  short: z.record(z.string(), z.string()),
  /** Words that look like a slip of a signal's word, and are none. */
  ordinary: phrases,
  groups: z.record(z.string().regex(/^[A-Z][A-Z ]*$/, 'write the name of a group in capitals.'), phrases),
  manner: Manner,
})
export type SharedSignals = z.infer<typeof SharedSignals>
