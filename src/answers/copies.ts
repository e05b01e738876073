import type { Clause } from '../clauses/clause.ts'

/** How alike two clauses of different policies must be (shared runs of three words) to count as one text in two places. */
const alike = 0.5

/** Whether `other` is the same text printed in another policy, with small changes perhaps. */
export function isCopy(clause: Clause, other: Clause): boolean {
  if (clause.policy === other.policy || clause.empty || other.empty) return false
  const [a, b] = [runs(clause.text), runs(other.text)]
  if (Math.min(a.size, b.size) < 4) return false
  const shared = [...a].filter(run => b.has(run)).length
  return shared / (a.size + b.size - shared) >= alike
}

/** The words that only the first has, and only the second, in order and in runs. Both empty: they differ in nothing that matters. */
export function difference(one: string, other: string): { onlyHere: string[]; onlyThere: string[] } {
  const [a, b] = [words(one), words(other)]
  const common = longestCommon(a, b)
  return {
    onlyHere: without(
      a,
      common.map(pair => pair[0]),
    ),
    onlyThere: without(
      b,
      common.map(pair => pair[1]),
    ),
  }
}

function runs(text: string): Set<string> {
  const list = words(text)
  return new Set(list.slice(2).map((word, i) => `${list[i]} ${list[i + 1]} ${word}`))
}

function words(text: string): string[] {
  return (
    text
      .toLowerCase()
      .replace(/[’‘]/g, "'")
      .match(/[\p{L}\p{N}][\p{L}\p{N}'-]*/gu) ?? []
  )
}

/** Which places of the two lists stand for each other, by the classic table. Clauses are short; above that we give up. */
function longestCommon(a: string[], b: string[]): [number, number][] {
  if (a.length * b.length > 1_000_000) return []
  const width = b.length + 1
  const table = new Uint32Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      table[i * width + j] =
        a[i] === b[j]
          ? (table[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(table[(i + 1) * width + j] ?? 0, table[i * width + j + 1] ?? 0)
    }
  }
  const pairs: [number, number][] = []
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) pairs.push([i++, j++])
    else if ((table[(i + 1) * width + j] ?? 0) >= (table[i * width + j + 1] ?? 0)) i++
    else j++
  }
  return pairs
}

function without(list: string[], places: number[]): string[] {
  const taken = new Set(places)
  const found: string[] = []
  list.forEach((word, i) => {
    if (taken.has(i)) return
    if (i > 0 && !taken.has(i - 1) && found.length > 0) found[found.length - 1] += ` ${word}`
    else found.push(word)
  })
  return found
}
