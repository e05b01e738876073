/**
 * The small language in which signals are written, so that a person who does not program can add one:
 *
 *     PRESS > rang/phoned/emailed        one after the other, at most five words between
 *     fire + drill                       one right after the other
 *     lost/stolen & DEVICE               both within twenty-five words, in either order
 *     ^ can/may > i/we                   the first stands at the start of a clause
 *
 * Small letters are words or phrases, in any inflection; `=word` is that form only; CAPITALS name a group of words.
 */
export interface Step {
  slot: number
  /** Whether it must stand at the start of a clause. */
  first: boolean
  /** How many words may stand between it and the step before. */
  between: number
}

/** Runs of steps in order; all of them must be found near each other. */
export type Pattern = Step[][]

/** Words from `from` up to, not including, `to`. */
export interface Span {
  from: number
  to: number
}

export type Found = ReadonlyArray<readonly Span[] | undefined>

export const wordsBetween = 5
const wordsAcross = 25
/** Enough to see the best of several; a message that repeats itself a thousand times is not read a thousand times. */
const enough = 12

/** Every place where the pattern holds. `startsClause` says whether a word begins its clause, fillers aside. */
export function placesOf(pattern: Pattern, found: Found, startsClause: (word: number) => boolean): Span[] {
  const [head, ...others] = pattern
  if (head === undefined || !isKnown(pattern, found)) return []
  let places = runs(head, found, startsClause).map(part => ({ ...part, parts: [part] }))
  for (const other of others) {
    const near = runs(other, found, startsClause)
    places = places.flatMap(place => {
      // It may stand between two that were found before, but share no word with them.
      const partner = near.find(
        span => place.parts.every(part => apart(part, span)) && distance(place, span) <= wordsAcross,
      )
      if (!partner) return []
      const { from, to, parts } = place
      return [{ from: Math.min(from, partner.from), to: Math.max(to, partner.to), parts: [...parts, partner] }]
    })
  }
  return places
}

/**
 * Where the first run of the pattern stands in the company of the others. "He was on fire & speech": the speech shows that
 * nothing burns, and is itself no figure of speech.
 */
export function placesInCompany(pattern: Pattern, found: Found, startsClause: (word: number) => boolean): Span[] {
  const [head, ...company] = pattern
  if (head === undefined || !isKnown(pattern, found)) return []
  const others = company.map(run => runs(run, found, startsClause))
  return runs(head, found, startsClause).filter(place =>
    others.every(near => near.some(span => apart(place, span) && distance(place, span) <= wordsAcross)),
  )
}

function isKnown(pattern: Pattern, found: Found): boolean {
  return pattern.every(run => run.every(step => found[step.slot] !== undefined))
}

function runs(steps: Step[], found: Found, startsClause: (word: number) => boolean): Span[] {
  const [head, ...rest] = steps
  if (head === undefined) return []
  const places: Span[] = []
  for (const start of found[head.slot] ?? []) {
    if (head.first && !startsClause(start.from)) continue
    const to = reach(start.to, rest, found)
    if (to !== undefined) places.push({ from: start.from, to })
    if (places.length >= enough) break
  }
  return places
}

/** Where the remaining steps end, each at most its `between` words after the one before. */
function reach(from: number, steps: Step[], found: Found): number | undefined {
  const [next, ...rest] = steps
  if (next === undefined) return from
  const spans = found[next.slot] ?? []
  for (let i = firstAtOrAfter(spans, from); i < spans.length; i++) {
    const span = spans[i]
    if (span === undefined || span.from - from > next.between) return undefined
    const end = reach(span.to, rest, found)
    if (end !== undefined) return end
  }
  return undefined
}

function firstAtOrAfter(spans: readonly Span[], word: number): number {
  let low = 0
  let high = spans.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((spans[middle]?.from ?? 0) < word) low = middle + 1
    else high = middle
  }
  return low
}

function apart(a: Span, b: Span): boolean {
  return a.to <= b.from || b.to <= a.from
}

function distance(a: Span, b: Span): number {
  return Math.max(a.from - b.to, b.from - a.to)
}
