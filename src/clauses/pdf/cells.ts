import type { Row } from './rows.ts'
import type { Segment } from './segments.ts'

/** A table without lines: what is wrapped within its cells is put back, judged by where the cells of the row above begin. */
export function withWholeCells(rows: Row[]): Row[] {
  const whole: Row[] = []
  let foot = 0
  for (const row of rows) {
    const above = whole.at(-1)
    const near = above !== undefined && row.y - foot <= 1.6 * row.size
    const split = above && near && above.segments.length > 1 ? splitAt(row, above) : row
    const into = above && near ? cellsFor(split, above) : undefined
    foot = row.y
    if (!into) whole.push(split)
    else for (const [at, segment] of split.segments.entries()) append(into[at] as Segment, segment)
  }
  return whole
}

/** The cells of the row above that each segment goes on; undefined when this is a row of its own. */
function cellsFor(row: Row, above: Row): Segment[] | undefined {
  if (above.segments.length < 2) return undefined
  const cells = row.segments.map(segment =>
    above.segments.find(cell => Math.abs(cell.x - segment.x) < 0.5 * segment.size),
  )
  if (cells.some(cell => cell === undefined)) return undefined
  const first = cells[0] === above.segments[0]
  const wraps = row.segments.length === 1 && /^\p{Ll}/u.test(row.segments[0]?.text ?? '')
  return first && !wraps ? undefined : (cells as Segment[])
}

function append(cell: Segment, segment: Segment): void {
  cell.runs.push({ text: ' ', bold: false }, ...segment.runs)
  cell.text += ` ${segment.text}`
}

/** Cells that stand so close that they were taken for one are parted where the row above has a cell begin. */
function splitAt(row: Row, above: Row): Row {
  const places = above.segments.slice(1).map(cell => cell.x)
  const segments = row.segments.flatMap(segment => {
    const start = segment.starts.find(({ at, x }) => at > 0 && places.some(place => Math.abs(place - x) < 2))
    return start
      ? [part(segment, 0, start.at, start.x), part(segment, start.at, segment.text.length, segment.right)]
      : [segment]
  })
  return { ...row, segments }
}

function part(segment: Segment, from: number, to: number, right: number): Segment {
  const starts = segment.starts.filter(({ at }) => at >= from && at < to)
  const text = segment.text.slice(from, to).trim()
  const x = from === 0 ? segment.x : (starts[0]?.x ?? segment.x)
  return {
    ...segment,
    runs: [{ text, bold: false }],
    text,
    x,
    right,
    starts: starts.map(({ at, x }) => ({ at: at - from, x })),
  }
}
