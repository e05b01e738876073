import { plain } from '../marks.ts'
import { type Piece, smaller } from './page.ts'
import { behindLabel, type Segment, withLabels } from './segments.ts'

/** What stands on one level of a column. */
export interface Row {
  segments: Segment[]
  page: number
  x: number
  right: number
  y: number
  size: number
  /** Where the text begins behind a label or bullet; `x` where there is none. */
  textX: number
}

/** Anything set on a page: a piece of text, or a segment. */
type Placed = Pick<Piece, 'text' | 'x' | 'right' | 'y' | 'size'>

/** Pieces that stand on one level, left to right, levels from the top. A raised footnote mark stays on its line. */
export function levelsOf<Set extends Placed>(pieces: Set[]): Set[][] {
  const levels: { y: number; size: number; pieces: Set[] }[] = []
  const sorted = withoutDoubles(pieces).sort((one, other) => one.y - other.y || one.x - other.x)
  for (const piece of sorted) {
    // Only the last few levels can be near: the pieces come from the top down.
    const level = levels.slice(-4).find(({ y, size }) => isLevel(piece, y, size))
    if (!level) levels.push({ y: piece.y, size: piece.size, pieces: [piece] })
    else {
      level.pieces.push(piece)
      if (piece.size > level.size) Object.assign(level, { y: piece.y, size: piece.size })
    }
  }
  return levels
    .sort((one, other) => one.y - other.y)
    .map(level => level.pieces.sort((one, other) => one.x - other.x || one.right - other.right))
}

function isLevel(piece: Placed, y: number, size: number): boolean {
  const [small, big] = [Math.min(piece.size, size), Math.max(piece.size, size)]
  const apart = Math.abs(piece.y - y)
  return apart <= 0.35 * small || (small < smaller * big && apart <= 0.5 * big)
}

/** Bold that is faked, and shadows, are the same text set twice a hair apart. */
function withoutDoubles<Set extends Placed>(pieces: Set[]): Set[] {
  const seen = new Set<string>()
  return pieces.filter(({ text, x, y }) => {
    const places = [-1, 0, 1].map(nudge => `${text} ${Math.round(x + nudge)} ${Math.round(y)}`)
    const double = text.trim().length > 1 && places.some(place => seen.has(place))
    seen.add(`${text} ${Math.round(x)} ${Math.round(y)}`)
    return !double
  })
}

/** One row of the segments of a level. */
export function rowOf(level: Segment[], page: number): Row {
  const segments = withLabels(level)
  const [first] = segments
  return {
    segments,
    page,
    x: first?.x ?? 0,
    right: segments.at(-1)?.right ?? 0,
    y: first?.y ?? 0,
    size: Math.max(...segments.map(segment => segment.size)),
    textX: first ? behindLabel(first) : 0,
  }
}

export function wordsOf(row: Row): string {
  return plain(row.segments.map(segment => segment.text.trim()).join('\t')).trim()
}

/** A letter height as a number that can be compared and counted. */
export function halfPoints(size: number): number {
  return Math.round(size * 2)
}
