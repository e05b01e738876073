import type { CompiledDesk, CompiledSignal, Signals } from './spot-compile.ts'
import { type Manner, mannerOf } from './spot-manner.ts'
import { type Found, placesOf, type Span } from './spot-pattern.ts'
import { prefillFrom } from './spot-prefill.ts'
import { type Word, wordsOf } from './spot-reading.ts'
import { weights } from './spot-signals.ts'

/** A message that is really a report: whose desk it belongs on, and why we think so. */
export interface Spotted {
  id: string
  urgent: boolean
  /** In our own words, never the message's. */
  why: string
  /** Question ids of the desk's form → exact pieces of the message. */
  prefill: Record<string, string>
}

/**
 * The desk a message should be offered, or null when it is a question, a joke or small talk.
 *
 * Every signal whose words are there is weighed: what the words say (hint 1 … sure 4.5) plus how they are said (told, asked,
 * supposed, denied: see spot-manner.ts). To that comes how like the message is to those that belonged on each desk, for what nobody
 * thought of making a signal of. `enough` and `likely` were moved until fresh messages were neither missed nor wrongly taken. A
 * wrongly offered desk costs a person one tap; a worry that is not noticed may cost a child: so where a safeguarding signal
 * stands beside another of about its weight, safeguarding is taken.
 */
export function spot(signals: Signals, message: string): Spotted | null {
  const words = wordsOf(message, signals.short)
  let best: Weighed | undefined
  for (let from = 0; from < words.length; from += windowWords - overlapWords) {
    const weighed = weigh(signals, words.slice(from, from + windowWords))
    if (weighed && (!best || weighed.score > best.score)) best = weighed
  }
  if (!best) return null
  const { desk, why, urgent } = best
  return { id: desk.id, urgent, why, prefill: prefillFrom(message, desk, best.words, best.found) }
}

const enough = 1.3
/** A signal of haste that would not be enough for a desk, beside one that is. */
const enoughToHurry = 0.5
/** What likeness counts beside signals, and how much it may take from them at most: what plainly happened is no less so for being told as no other. */
const likely = 0.8
const unlikely = -0.75
/** A message of many pages is read a window at a time, so that its length costs no more than its length. */
const windowWords = 400
const overlapWords = 40

interface Offer {
  desk: CompiledDesk
  why: string
  urgent: boolean
  score: number
  /** Of the signal that says most by itself. */
  weight: number
}

interface Weighed extends Offer {
  words: Word[]
  found: Found
}

function weigh(signals: Signals, words: Word[]): Weighed | undefined {
  const everything = signals.vocabulary.find(words)
  const manner = mannerOf(signals, words, everything)
  const found = everything.map(places => {
    const kept = places?.filter(place => !covers(place, manner))
    return kept && kept.length > 0 ? kept : undefined
  })
  const like = signals.likeness.of(words)
  const offers = signals.desks
    .map(desk => weighDesk(desk, found, manner))
    .map(offer => ({
      ...offer,
      score: Math.max(0, preferred(offer)) + Math.max(unlikely, likely * (like.get(offer.desk.id) ?? 0)),
    }))
    .filter(offer => offer.score >= enough)
  const [best] = offers.toSorted((a, b) => b.score - a.score)
  return best && { ...best, words, found }
}

function covers(place: Span, manner: Manner): boolean {
  for (let word = place.from; word < place.to; word++) if (manner.masked(word)) return true
  return false
}

function preferred(offer: Offer): number {
  if (offer.desk.id !== 'safeguarding') return offer.score
  return offer.score + (offer.weight >= weights.fair ? 1 : 0.25)
}

function weighDesk(desk: CompiledDesk, found: Found, manner: Manner): Offer {
  const heard = desk.patterns
    .map(signal => ({ signal, score: scoreOf(signal, found, manner) }))
    .filter(({ score }) => score > Number.NEGATIVE_INFINITY)
    .toSorted((a, b) => b.score - a.score)
  const [first, ...others] = heard
  const weak = scoreOfWords(desk.words, found, manner)
  if (!first || weak.score > first.score)
    return { desk, why: desk['in short'], urgent: urgentBy(desk, manner), score: weak.score, weight: 0 }
  // What is asked or supposed does not become an account by being asked with many words.
  const support = first.score < 1 ? 0 : Math.min(1, others.filter(other => other.score >= 1).length * 0.5)
  const weakly = first.score < 1 ? 0 : Math.min(0.5, 0.25 * Math.max(0, weak.different - 1))
  const urgent = heard.some(({ signal, score }) => score >= enoughToHurry && signal.urgent === true)
  return {
    desk,
    why: first.signal.why,
    urgent: urgent || (first.signal.urgent ?? urgentBy(desk, manner)),
    score: first.score + support + weakly,
    weight: first.signal.weight,
  }
}

function urgentBy({ urgent }: CompiledDesk, manner: Manner): boolean {
  return urgent === 'always' || (urgent === 'when it hurries' && manner.hurried)
}

/** Half for each different word, as many as four, and how the best placed of them is said. */
function scoreOfWords(
  words: CompiledDesk['words'],
  found: Found,
  manner: Manner,
): { different: number; score: number } {
  const places = placesOf(words, found, manner.startsClause)
  const different = new Set(places.map(place => place.from)).size
  const realness = Math.max(...places.map(place => manner.realness(place)), Number.NEGATIVE_INFINITY)
  return { different, score: Math.min(4, different) * 0.5 + realness }
}

function scoreOf(signal: CompiledSignal, found: Found, manner: Manner): number {
  if (signal.unless.some(pattern => placesOf(pattern, found, manner.startsClause).length > 0))
    return Number.NEGATIVE_INFINITY
  const places = signal.says.flatMap(pattern => placesOf(pattern, found, manner.startsClause))
  return Math.max(...places.map(place => signal.weight + manner.realness(place)), Number.NEGATIVE_INFINITY)
}
