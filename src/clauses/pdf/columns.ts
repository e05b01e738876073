import { withWholeCells } from './cells.ts'
import { levelsOf, type Row, rowOf } from './rows.ts'
import type { Segment } from './segments.ts'

/** A part of a page that is read from its top to its foot before the next one is begun. */
export interface Column {
  rows: Row[]
  left: number
  right: number
}

/**
 * The columns of a page in reading order. Two columns of prose have a gutter that few lines cross, and lines that fill their
 * side of it; a table's cells do not fill theirs, so a table stays in one column, row by row. Lines across the gutter
 * (headings) part the page into bands: each band is read left, then right.
 */
export function columnsOf(segments: Segment[], page: number): Column[] {
  const [left, right] = [Math.min(...segments.map(one => one.x)), Math.max(...segments.map(one => one.right))]
  const gutter = segments.length >= 12 ? gutterOf(segments, left, right) : undefined
  if (gutter === undefined) return segments.length ? [columnOf(segments, page, left, right)] : []
  return bandsOf(segments, gutter).flatMap(band => columnsOf(band, page))
}

function columnOf(segments: Segment[], page: number, left: number, right: number): Column {
  return { rows: withWholeCells(levelsOf(segments).map(level => rowOf(level, page))), left, right }
}

function gutterOf(segments: Segment[], left: number, right: number): number | undefined {
  const size = segments.map(one => one.size).sort((one, other) => one - other)[Math.floor(segments.length / 2)] ?? 10
  const candidates: { at: number; crossing: number }[] = []
  for (let at = left + (right - left) * 0.25; at < left + (right - left) * 0.75; at += 2)
    candidates.push({ at, crossing: segments.filter(one => one.x < at + size / 2 && one.right > at - size / 2).length })
  const least = Math.min(...candidates.map(one => one.crossing))
  if (!(least <= segments.length * 0.25)) return undefined
  const best = candidates.filter(one => one.crossing === least)
  const at = best[Math.floor(best.length / 2)]?.at ?? 0
  const [before, behind] = [segments.filter(one => one.right <= at), segments.filter(one => one.x >= at)]
  return fills(before, at - left) && fills(behind, right - at) && areAsDense(before, behind) ? at : undefined
}

/** Terms beside what they mean are not columns: they stand as far apart as the text beside them is long. */
function areAsDense(one: Segment[], other: Segment[]): boolean {
  const [first, second] = [usualGap(one), usualGap(other)]
  return Math.max(first, second) < 1.4 * Math.min(first, second)
}

function usualGap(side: Segment[]): number {
  const ys = side.map(segment => segment.y).sort((one, other) => one - other)
  const gaps = ys.slice(1).map((y, at) => y - (ys[at] ?? 0))
  return gaps.sort((one, other) => one - other)[Math.floor(gaps.length / 2)] ?? 0
}

/** Whether these are lines of prose that are mostly as long as their column is wide. */
function fills(side: Segment[], width: number): boolean {
  if (side.length < 5) return false
  const reach = Math.max(...side.map(one => one.right)) - Math.min(...side.map(one => one.x))
  const long = side.filter(one => one.right - one.x > reach * 0.65)
  return reach > width * 0.6 && long.length >= side.length * 0.5
}

/** Left side, right side, what crosses, and so on down the page. */
function bandsOf(segments: Segment[], gutter: number): Segment[][] {
  const bands: Segment[][] = []
  let sides: [Segment[], Segment[]] = [[], []]
  let crossing: Segment[] = []
  for (const segment of [...segments].sort((one, other) => one.y - other.y || one.x - other.x)) {
    const crosses = segment.x < gutter && segment.right > gutter
    if (crosses) {
      bands.push(...sides)
      sides = [[], []]
      crossing.push(segment)
    } else {
      if (crossing.length) bands.push(crossing)
      crossing = []
      sides[segment.x < gutter ? 0 : 1].push(segment)
    }
  }
  return [...bands, ...sides, crossing].filter(band => band.length > 0)
}
