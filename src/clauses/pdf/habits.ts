import type { Column } from './columns.ts'
import { halfPoints, type Row, wordsOf } from './rows.ts'

/** What is usual in this document, learnt from all its pages. */
export interface Habits {
  /** Letter height of the body. */
  size: number
  /** From one line to the next within a paragraph, in letter heights. */
  leading: number
  /** The level of a heading set in letters of a height, in half points. */
  levels: Map<number, number>
  /** All its words, to tell a word cut at a line's end from one with a hyphen of its own. */
  words: Set<string>
}

/** Whether two rows are set in the same type, as far as headings go. A scan's letters vary a little from line to line. */
export function isSameType(one: Row, other: Row, { levels }: Habits): boolean {
  const [first, second] = [levels.get(halfPoints(one.size)), levels.get(halfPoints(other.size))]
  return first === second && Math.abs(one.size - other.size) <= (levels.size > 0 ? 0.08 : 0.25) * one.size
}

export function habitsOf(columns: Column[]): Habits {
  const rows = columns.flatMap(column => column.rows)
  const size = bodySize(rows)
  const words = new Set(
    rows.flatMap(
      row =>
        wordsOf(row)
          .toLowerCase()
          .match(/\p{L}+/gu) ?? [],
    ),
  )
  return { size, words, leading: usualLeading(columns), levels: headingLevels(rows, size) }
}

/** The letter height most of the text is set in. */
function bodySize(rows: Row[]): number {
  const letters = lettersBySize(rows)
  const [most] = [...letters].sort((one, other) => other[1] - one[1])
  return (most?.[0] ?? 20) / 2
}

function lettersBySize(rows: Row[]): Map<number, number> {
  const letters = new Map<number, number>()
  for (const row of rows) {
    const size = halfPoints(row.size)
    letters.set(size, (letters.get(size) ?? 0) + wordsOf(row).length)
  }
  return letters
}

/**
 * From one line to the next within a paragraph, in letter heights: the usual distance above lines that begin in the middle of a
 * sentence, for those are certainly not paragraphs of their own.
 */
function usualLeading(columns: Column[]): number {
  const counts = new Map<number, number>()
  for (const { rows } of columns)
    for (const [at, row] of rows.entries()) {
      const above = rows[at - 1]
      const gap = above ? Math.round(((row.y - above.y) / row.size) * 20) / 20 : 0
      if (gap < 0.8 || gap > 2.6 || !/^\p{Ll}/u.test(wordsOf(row))) continue
      counts.set(gap, (counts.get(gap) ?? 0) + 1)
    }
  const [usual] = [...counts].sort((one, other) => other[1] - one[1] || one[0] - other[0])
  return usual?.[0] ?? 1.25
}

/**
 * Levels of headings by letter height, the largest first. Sizes met only on the first page are its title's and count as one.
 * Where no size carries the body (a scan whose letters were recognised line by line), size tells nothing.
 */
function headingLevels(rows: Row[], body: number): Map<number, number> {
  const letters = lettersBySize(rows)
  const all = [...letters.values()].reduce((sum, n) => sum + n, 0)
  const aboutBody = [...letters].filter(([size]) => Math.abs(size / 2 - body) < body * 0.08)
  if (aboutBody.reduce((sum, [, n]) => sum + n, 0) < all * 0.4) return new Map()
  const large = [...letters.keys()].filter(size => size / 2 > body * 1.12).sort((one, other) => other - one)
  const pages = (size: number) => new Set(rows.filter(row => halfPoints(row.size) === size).map(row => row.page))
  const first = Math.min(...rows.map(row => row.page))
  const levels = new Map<number, number>()
  let level = 0
  let titles = false
  for (const size of large) {
    const title = [...pages(size)].every(page => page === first)
    if (!(title && titles)) level++
    titles = title
    levels.set(size, Math.min(6, level))
  }
  return levels
}
