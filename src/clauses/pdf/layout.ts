import { type Column, columnsOf } from './columns.ts'
import { cellAt, type Grid, gridsOf } from './grids.ts'
import type { Page, Piece } from './page.ts'
import { levelsOf } from './rows.ts'
import { type Segment, segmentsOf, withLabels } from './segments.ts'

/** A page as columns in reading order; a ruled table stands in its column as one row. */
export function layoutOf(page: Page, leftOut: Set<Piece>): Column[] {
  const pieces = page.pieces.filter(piece => !leftOut.has(piece))
  const grids = gridsOf(page.rules).filter(grid => isTable(grid, pieces))
  const tables: { grid: Grid; pieces: Piece[] }[] = grids.map(grid => ({ grid, pieces: [] }))
  const free: Piece[] = []
  for (const piece of pieces) {
    const table = tables.find(({ grid }) => cellAt(grid, piece.x, middle(piece)))
    if (table) table.pieces.push(piece)
    else free.push(piece)
  }
  const segments = levelsOf(free).flatMap(level => withLabels(segmentsOf(level)))
  const standing = tables.filter(table => table.pieces.length > 0).map(({ grid, pieces }) => tableOf(grid, pieces))
  return columnsOf([...segments, ...standing], page.number)
}

/** Text of a table stays within its columns, but for a merged cell here and there; that of a framed page does not. */
function isTable(grid: Grid, pieces: Piece[]): boolean {
  const inside = pieces.filter(piece => cellAt(grid, piece.x, middle(piece)))
  const crossing = inside.filter(({ x, right }) => grid.xs.some(edge => x < edge - 5 && right > edge + 5))
  return crossing.length <= inside.length * 0.25
}

/** Letters stand on their `y`; a line just below them is the border of their cell, not of the next. */
function middle(piece: Piece): number {
  return piece.y - piece.size * 0.3
}

function tableOf(grid: Grid, pieces: Piece[]): Segment {
  const cells: Piece[][][] = grid.ys.slice(1).map(() => grid.xs.slice(1).map(() => []))
  for (const piece of pieces) {
    const at = cellAt(grid, piece.x, middle(piece))
    if (at) cells[at.row]?.[at.column]?.push(piece)
  }
  const [size, padding] = [pieces[0]?.size ?? 10, 5]
  const table = {
    cells: cells.map(row => row.map(cell => levelsOf(cell).flatMap(segmentsOf))),
    edges: grid.xs.slice(1).map(edge => edge - padding),
  }
  const [left, right] = [grid.xs[0] ?? 0, grid.xs.at(-1) ?? 0]
  // It takes the place of a line of text at its top, so that it is sorted among the lines around it.
  return {
    runs: [],
    starts: [],
    text: `[table ${left} ${grid.ys[0]}]`,
    x: left,
    right,
    y: (grid.ys[0] ?? 0) + size,
    size,
    table,
  }
}
