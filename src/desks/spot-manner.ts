import type { Signals } from './spot-compile.ts'
import { type Found, type Pattern, placesInCompany, placesOf, type Span } from './spot-pattern.ts'
import type { Word } from './spot-reading.ts'

/**
 * How each part of a message is meant. "A journalist has rung" and "what if a journalist rings?" share every word that
 * matters; they differ in whether something is told, asked or supposed. `realness` says how far a place in the message
 * tells of a thing that happened; `spot` adds it to what the words themselves say.
 */
export interface Manner {
  realness(place: Span): number
  startsClause(word: number): boolean
  masked(word: number): boolean
  hurried: boolean
}

const asked = -2
/** "What do I say to a customer who is angry?" may be about any; "to this man who has just rung" is about one. */
const askedForHelp = { inGeneral: -1.5, about: -0.5 }
const supposed = -3
const negated = -3
const aTopic = -2
const over = -2.5
const unreal = -3
/** Little, for the bitter say "lovely" too. */
const glad = -1
const told = 1
const toldPlainly = 1.5

export function mannerOf(signals: Signals, words: readonly Word[], found: Found): Manner {
  const anywhere = () => true
  const all = (patterns: Pattern[], starts: (word: number) => boolean = anywhere) =>
    patterns.flatMap(pattern => placesOf(pattern, found, starts))
  const { manner } = signals

  const fillers = coverOf(all(manner.fillers), words.length)
  const asksAnywhere = outermost(all(manner['asks anywhere'])).map(place => place.from)
  const divides = all(manner.divides).map(place => place.from)
  const clauses = clausesOf(words, new Set([...asksAnywhere, ...divides]))
  const starts = startsOf(clauses, fillers)
  const startsClause = (word: number) => starts[word] === true
  const figures = manner['figures of speech'].flatMap(pattern => placesInCompany(pattern, found, startsClause))
  // Words that meet over a full stop or a comma are no figure of speech.
  const withinClause = figures.filter(({ from, to }) => words[from]?.clause === words[to - 1]?.clause)
  const masks = coverOf(withinClause, words.length)

  const asks = byClause([...all(manner['asks at the start'], startsClause), ...asksAnywhere.map(one)], clauses)
  for (const place of all(manner['does not ask'], startsClause)) asks.delete(clauses[place.from] ?? 0)
  const seeks = byClause(all(manner['seeks help']), clauses)
  const tells = byClause(all(manner.tells, startsClause), clauses)
  const plain = byClause(all(manner['tells plainly'], startsClause), clauses)
  const topics = byClause(all(manner.topics, startsClause), clauses)
  const wonders = coverOf(all(manner['does not suppose']), words.length)
  const supposes = all(manner.supposes, startsClause).filter(place => !wonders[place.from])
  const spared = coverOf(all(manner['does not negate']), words.length)
  const negates = all(manner.negates).filter(place => !spared[place.from])
  const past = all(manner['is over'], startsClause).length > 0
  const happy = all(manner['is glad'], startsClause).length > 0
  const fiction = all(manner['is not real'], startsClause).length > 0

  return {
    startsClause,
    masked: word => masks[word] === true,
    hurried: all(manner.hurries, startsClause).length > 0,
    realness(place) {
      const clause = clauses[place.from] ?? 0
      const last = clauses[place.to - 1] ?? clause
      let sum = 0
      // "How many are there? A resident is asking": a place that runs on into an account is told.
      const isAsked = asks.has(clause) && (last === clause || asks.has(last) || !tells.has(last))
      const isPlain = plain.has(clause) || plain.has(last)
      if (isAsked && !seeks.has(clause)) sum += asked
      else if (isAsked) sum += isPlain ? askedForHelp.about : askedForHelp.inGeneral
      if (isPlain) sum += toldPlainly
      else if (!isAsked && (tells.has(clause) || tells.has(last))) sum += told
      if (supposes.some(span => precedes(span, place, clauses, words))) sum += supposed
      if (negates.some(span => touches(span, place, clauses))) sum += negated
      if (topics.has(clause)) sum += aTopic
      if (past) sum += over
      if (fiction) sum += unreal
      if (happy) sum += glad
      return sum
    },
  }
}

function one(from: number): Span {
  return { from, to: from + 1 }
}

/** "What do you" and the "do you" in it are one question. */
function outermost(places: Span[]): Span[] {
  return places.filter(place => !places.some(other => other.from < place.from && other.to >= place.to))
}

function coverOf(places: Span[], length: number): boolean[] {
  const cover: boolean[] = new Array(length).fill(false)
  for (const place of places) cover.fill(true, place.from, place.to)
  return cover
}

/** The clause of each word: as punctuated, and a new one where a question or a "but" begins with no stop before it. */
function clausesOf(words: readonly Word[], begins: ReadonlySet<number>): number[] {
  let clause = 0
  return words.map((word, i) => {
    const before = words[i - 1]
    if (before && (before.clause !== word.clause || begins.has(i))) clause++
    return clause
  })
}

/** Whether a word is the first of its clause that says something: greetings and "so", "please", "and" do not. */
function startsOf(clauses: number[], fillers: boolean[]): boolean[] {
  let open = true
  return clauses.map((clause, i) => {
    if (clause !== clauses[i - 1]) open = true
    if (!open) return false
    if (fillers[i]) return true
    open = false
    return true
  })
}

function byClause(places: Span[], clauses: number[]): Set<number> {
  return new Set(places.map(place => clauses[place.from] ?? 0))
}

/** "If", "what happens when": they govern what follows in the sentence, up to the next clause but one. */
function precedes(span: Span, place: Span, clauses: number[], words: readonly Word[]): boolean {
  if (span.from > place.from || words[span.from]?.sentence !== words[place.from]?.sentence) return false
  return (clauses[place.from] ?? 0) - (clauses[span.from] ?? 0) <= 0
}

/** A "no" or "not" within three words before the place, in its clause, or inside it without being part of it. */
function touches(span: Span, place: Span, clauses: number[]): boolean {
  if (clauses[span.from] !== clauses[place.from]) return false
  return span.from < place.from && place.from - span.to < 3
}
