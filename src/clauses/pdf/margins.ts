import type { Column } from './columns.ts'
import { type Row, wordsOf } from './rows.ts'

/**
 * Whether a line is full can only be told against the margin of its pages; a page with a few short lines does not show it.
 * Pages of one column and one width share theirs. One line in thirty may stick out: an address that does not break.
 */
export function withCommonMargins(pages: { width: number; columns: Column[] }[]): Column[] {
  const known = new Map<number, { left: number; right: number }>()
  for (const width of new Set(pages.map(page => page.width))) {
    const alone = pages.filter(page => page.width === width && page.columns.length === 1)
    const rows = alone.flatMap(page => page.columns.flatMap(column => column.rows))
    if (rows.length > 0) known.set(width, marginsOf(rows))
  }
  return pages.flatMap(({ width, columns }) => {
    const common = known.get(width)
    return columns.length === 1 && common ? columns.map(column => ({ ...column, ...common })) : columns
  })
}

function marginsOf(rows: Row[]): { left: number; right: number } {
  const lefts = rows.map(row => row.x).sort((one, other) => one - other)
  const long = rows.filter(row => wordsOf(row).length > 40)
  const rights = (long.length > 0 ? long : rows).map(row => row.right).sort((one, other) => other - one)
  const out = (all: number[]) => all[all.length < 30 ? 0 : Math.floor(all.length / 30)] ?? 0
  return { left: out(lefts), right: out(rights) }
}
