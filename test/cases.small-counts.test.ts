import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Shown, withoutSmallCounts } from '../src/cases/small-counts.ts'

describe('counts shown beyond the desk', () => {
  test('show no count below five, nor what would give it away beside a total', () => {
    const shown = withoutSmallCounts([
      [2, 20, 30],
      [9, 40, 50],
    ])

    expect(shown).toEqual([
      ['<5', 'hidden', 30, 52],
      ['hidden', 'hidden', 50, 99],
      [11, 60, 80, 151],
    ])
  })

  test('do not let two counts of four be worked out from their total of eight', () => {
    expect(withoutSmallCounts([[4, 4, 30]])[0]).toEqual(['<5', '<5', 'hidden', 38])
  })

  test('hide the totals of columns where beside a small row total they would give away every count in it', () => {
    const shown = withoutSmallCounts([
      [1, 1, 1, 1],
      [4, 4, 4, 4],
    ])

    expect(shown[2]?.slice(0, 4)).toEqual(['hidden', 'hidden', 'hidden', 'hidden'])
  })

  test('are shown as they are where none is small', () => {
    expect(withoutSmallCounts([[5, 6]])).toEqual([
      [5, 6, 11],
      [5, 6, 11],
    ])
  })

  test('never let anybody who adds and subtracts find out a count below five', () => {
    const count = fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 12 }))
    const tables = fc.oneof(
      fc.tuple(fc.tuple(count, count), fc.tuple(count, count)),
      fc.tuple(fc.tuple(count, count, count)),
    )

    fc.assert(
      fc.property(tables, table => {
        const shown = withoutSmallCounts(table)
        if (!shown.slice(0, -1).some(line => line.slice(0, -1).includes('<5'))) return
        const could = consistent(shown, table.length, table[0].length)

        for (const [row, line] of table.entries())
          for (const [column] of line.entries())
            if (shown[row]?.[column] === '<5')
              expect(new Set(could.map(one => one[row]?.[column])), `${JSON.stringify({ table, shown })}`).toEqual(
                new Set([0, 1, 2, 3, 4]),
              )
      }),
      { numRuns: 150 },
    )
  })
})

/** Every table that fits what is shown, found by trying all. */
function consistent(shown: Shown[][], rows: number, columns: number): number[][][] {
  const cells = rows * columns
  const most = 18
  const found: number[][][] = []
  const fits = (row: number, column: number, count: number) => {
    const says = shown[row]?.[column]
    return says === '<5' ? count < 5 : says === 'hidden' || count === says
  }
  const fill = (at: number, table: number[][]): void => {
    if (at === cells) {
      const right = table.every((line, row) => fits(row, columns, sum(line)))
      const below = table[0]?.every((_, column) => fits(rows, column, sum(table.map(line => line[column] ?? 0))))
      if (right && below && fits(rows, columns, sum(table.flat()))) found.push(table.map(line => [...line]))
      return
    }
    const row = Math.floor(at / columns)
    const column = at % columns
    const says = shown[row]?.[column]
    const tries = typeof says === 'number' ? [says] : says === '<5' ? [0, 1, 2, 3, 4] : range(0, most)
    for (const count of tries) {
      const line = table[row] ?? []
      line[column] = count
      fill(at + 1, table)
    }
  }
  fill(
    0,
    Array.from({ length: rows }, () => Array.from({ length: columns }, () => 0)),
  )
  return found
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, n) => from + n)
}

function sum(counts: number[]): number {
  return counts.reduce((sum, count) => sum + count, 0)
}
