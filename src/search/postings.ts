/** For each term, the places it stands in and how often: place `ids[i]`, `counts[i]` times, for i from `starts[term]`. */
export interface Postings {
  starts: Uint32Array
  ids: Uint32Array
  counts: Uint16Array
}

/** From the terms of each place, in the order of the places. */
export function postingsOf(places: ArrayLike<number>[], terms: number): Postings {
  const bags = places.map(place => bag(place))
  const starts = new Uint32Array(terms + 1)
  for (const counted of bags) for (const term of counted.keys()) starts[term + 1] = (starts[term + 1] ?? 0) + 1
  for (let term = 0; term < terms; term++) starts[term + 1] = (starts[term + 1] ?? 0) + (starts[term] ?? 0)

  const ids = new Uint32Array(starts[terms] ?? 0)
  const counts = new Uint16Array(ids.length)
  const next = starts.slice()
  bags.forEach((counted, id) => {
    for (const [term, count] of counted) {
      const at = next[term] ?? 0
      ids[at] = id
      counts[at] = Math.min(count, 65_535)
      next[term] = at + 1
    }
  })
  return { starts, ids, counts }
}

/** How often a term stands in a place; 0 when it does not. */
export function countIn({ starts, ids, counts }: Postings, term: number, id: number): number {
  let low = starts[term] ?? 0
  let high = starts[term + 1] ?? 0
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ids[middle] ?? 0) < id) low = middle + 1
    else high = middle
  }
  return low < (starts[term + 1] ?? 0) && ids[low] === id ? (counts[low] ?? 0) : 0
}

/** In how many places each term stands. */
export function spread({ starts }: Postings, term: number): number {
  return (starts[term + 1] ?? 0) - (starts[term] ?? 0)
}

function bag(terms: ArrayLike<number>): Map<number, number> {
  const counted = new Map<number, number>()
  for (let at = 0; at < terms.length; at++) counted.set(terms[at] ?? 0, (counted.get(terms[at] ?? 0) ?? 0) + 1)
  return counted
}
