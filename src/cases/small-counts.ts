/** What is shown of a count: itself; that it is below five; or nothing, because it would give away one that is. */
export type Shown = number | '<5' | 'hidden'

const few = 5

/**
 * Counts that belong together, and their total as the last, for people who may not see what was counted. A count below five
 * could tell in a small council who it was. Where there is one, its total is hidden too: then what is shown is the same
 * whichever small count stands there, so nobody learns more by adding, subtracting or knowing this rule. Hiding the next count
 * instead and showing the total was turned down: who knows which count is hidden next can often work out both.
 */
export function withoutSmallCounts(counts: readonly number[]): Shown[] {
  const total = counts.reduce((sum, count) => sum + count, 0)
  const small = counts.some(count => count < few)
  return [...counts.map(count => (count < few ? '<5' : count)), small ? 'hidden' : total]
}
