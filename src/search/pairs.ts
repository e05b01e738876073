/**
 * Which terms stand side by side, and where: `keys` are sorted, and the places of `keys[i]` are `ids[starts[i]]` up to
 * `ids[starts[i + 1]]`. A pair is one number, first × terms + second, so that half a million pairs need no strings.
 */
export interface Pairs {
  terms: number
  keys: Float64Array
  starts: Uint32Array
  ids: Uint32Array
}

export function pairsOf(places: ArrayLike<number>[], terms: number): Pairs {
  const all = new Float64Array(places.reduce((total, place) => total + Math.max(0, place.length - 1), 0))
  let next = 0
  places.forEach((place, id) => {
    for (let at = 1; at < place.length; at++)
      all[next++] = ((place[at - 1] ?? 0) * terms + (place[at] ?? 0)) * places.length + id
  })
  const sorted = all.sort().filter((value, at) => value !== all[at - 1])

  const keys: number[] = []
  const starts: number[] = []
  const ids = new Uint32Array(sorted.length)
  sorted.forEach((value, at) => {
    const key = Math.floor(value / places.length)
    if (key !== keys.at(-1)) {
      keys.push(key)
      starts.push(at)
    }
    ids[at] = value - key * places.length
  })
  return { terms, keys: Float64Array.from(keys), starts: Uint32Array.from([...starts, ids.length]), ids }
}

/** The places where the two stand side by side in this order. */
export function placesOf({ terms, keys, starts, ids }: Pairs, first: number, second: number): Uint32Array {
  const wanted = first * terms + second
  let low = 0
  let high = keys.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((keys[middle] ?? 0) < wanted) low = middle + 1
    else high = middle
  }
  return keys[low] === wanted ? ids.subarray(starts[low], starts[low + 1]) : ids.subarray(0, 0)
}
