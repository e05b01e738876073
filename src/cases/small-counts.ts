/** What is shown of a count: itself; that it is below five; or nothing, because it would give away one that is. */
export type Shown = number | '<5' | 'hidden'

const few = 5

/**
 * A table of counts with its totals (a last row and a last column), for people beyond the desk. A count below five could tell
 * in a small council who it was. Hiding it alone is not enough where a total stands beside it: so more is hidden, until nobody
 * who adds and subtracts learns more of a count marked so than that it is from 0 to 4.
 */
export function withoutSmallCounts(counts: readonly (readonly number[])[]): Shown[][] {
  if (counts.length === 0) return []
  const table = withTotals(counts)
  const shown: Shown[][] = table.map(row => row.map(count => (count < few ? '<5' : count)))
  for (;;) {
    const bounds = boundsOf(shown)
    const lines = linesOf(table).filter(line => line.some(at => givesAway(valueAt(shown, at), valueAt(bounds, at))))
    const hiddenIn = (line: Place[]) => line.filter(at => typeof valueAt(shown, at) !== 'number').length
    const [line] = lines.sort((one, other) => hiddenIn(one) - hiddenIn(other))
    if (!line) return shown
    const open = line.filter(at => valueAt(shown, at) !== 'hidden')
    if (open.length === 0) return shown
    const { row, column } = open.reduce((one, other) => (cost(table, other) < cost(table, one) ? other : one))
    ;(shown[row] ?? [])[column] = 'hidden'
  }
}

/**
 * Which count to hide next: the smallest, but not one so near to five that who knows this rule could subtract it; and a small
 * one only where nothing else is left in its line.
 */
function cost(table: number[][], at: Place): number {
  const count = valueAt(table, at)
  return count >= 2 * few - 1 ? count : count >= few ? 1e6 + count : 1e9 - at.row - at.column
}

interface Place {
  row: number
  column: number
}
interface Bounds {
  least: number
  most: number
}

function withTotals(counts: readonly (readonly number[])[]): number[][] {
  const rows = counts.map(row => [...row, sum(row)])
  const width = rows[0]?.length ?? 0
  return [...rows, Array.from({ length: width }, (_, column) => sum(rows.map(row => row[column] ?? 0)))]
}

/** Rows and columns, the total last in each: every sum that a reader can do. */
function linesOf(table: readonly (readonly unknown[])[]): Place[][] {
  const columns = (table[0] ?? []).map((_, column) => table.map((_, row) => ({ row, column })))
  return [...table.map((line, row) => line.map((_, column) => ({ row, column }))), ...columns]
}

/** What is hidden beside a small count must not be worked out either, for the small one would follow from it. */
function givesAway(shown: Shown, { least, most }: Bounds): boolean {
  if (shown === 'hidden') return most - least < few - 1
  return shown === '<5' && (least > 0 || most < few - 1)
}

/** How far each count can be worked out, from what is shown: line after line until nothing narrows any more. */
function boundsOf(shown: Shown[][]): Bounds[][] {
  const bounds = shown.map(row => row.map(boundOf))
  for (let narrowed = true; narrowed; ) {
    narrowed = false
    for (const line of linesOf(shown)) {
      const parts = line.slice(0, -1).map(at => valueAt(bounds, at))
      const total = valueAt(bounds, line.at(-1) ?? { row: 0, column: 0 })
      const least = sum(parts.map(part => part.least))
      const most = sum(parts.map(part => part.most))
      narrowed = narrow(total, least, most) || narrowed
      for (const part of parts)
        narrowed = narrow(part, total.least - (most - part.most), total.most - (least - part.least)) || narrowed
    }
  }
  return bounds
}

function boundOf(shown: Shown): Bounds {
  if (shown === '<5') return { least: 0, most: few - 1 }
  if (shown === 'hidden') return { least: 0, most: 1e9 }
  return { least: shown, most: shown }
}

function narrow(bounds: Bounds, least: number, most: number): boolean {
  const before = bounds.most - bounds.least
  bounds.least = Math.max(bounds.least, least)
  bounds.most = Math.min(bounds.most, most)
  return bounds.most - bounds.least < before
}

function valueAt<T>(table: readonly (readonly T[])[], { row, column }: Place): T {
  return table[row]?.[column] as T
}

function sum(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0)
}
