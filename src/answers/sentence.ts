/** Longest piece of one clause that a citation shows. */
export const windowLength = 1500

/** The sentences and list items of a clause, each with where it starts in the text. */
export function sentences(text: string): { text: string; start: number }[] {
  const found: { text: string; start: number }[] = []
  for (const line of text.matchAll(/[^\n]+/g)) {
    for (const part of line[0].matchAll(sentence)) {
      if (part[0].trim() !== '') found.push({ text: part[0].trim(), start: line.index + part.index })
    }
  }
  return found
}

// Ends at a stop, with its closing quote, when a capital, a digit or a quote follows. `e.g. Lunch` ends nowhere.
const sentence =
  /(?:[^.!?]|[.!?](?!["'”’)]*\s+["'“‘(]?[A-Z0-9])|(?<=\b(?:e\.g|i\.e|eg|ie|etc|No|no|Mr|Mrs|Ms|Dr|St|para|cf|vs))\.)+[.!?]*["'”’)]*\s*/g

/** The sentence in which the wanted words weigh most. `weigh` says what a sentence is worth to the question. */
export function answering(text: string, weigh: (sentence: string) => number): { text: string; start: number } {
  let best = { text: '', start: 0 }
  let most = -1
  for (const candidate of sentences(text)) {
    const weight = weigh(candidate.text)
    if (weight > most) {
      most = weight
      best = candidate
    }
  }
  return best
}

/** The whole text, or where that is long a window of it around a place, cut at the ends of sentences. */
export function windowAround(text: string, start: number): string {
  if (text.length <= windowLength) return text
  const starts = sentences(text).map(found => found.start)
  const ends = [...starts.slice(1), text.length]
  let first = Math.max(
    0,
    starts.findLastIndex(at => at <= start),
  )
  let last = first
  if ((ends[last] ?? 0) - (starts[first] ?? 0) > windowLength) return text.slice(start, start + windowLength).trim()
  for (let grown = true; grown; ) {
    grown = false
    if (last + 1 < ends.length && (ends[last + 1] ?? 0) - (starts[first] ?? 0) <= windowLength) {
      last++
      grown = true
    }
    if (first > 0 && (ends[last] ?? 0) - (starts[first - 1] ?? 0) <= windowLength) {
      first--
      grown = true
    }
  }
  return text.slice(starts[first], ends[last]).trim()
}
