import { bulleted, lengthOfLabel, plain, type Run } from '../marks.ts'
import type { Piece } from './page.ts'

/** Text on one line with no wide gap in it: a whole line, a cell, a label. */
export interface Segment {
  runs: Run[]
  text: string
  /** Where its pieces begin, by their place in the text. */
  starts: { at: number; x: number }[]
  x: number
  right: number
  y: number
  size: number
  /** Set where this stands for a whole table. */
  table?: Table
}

/** A ruled table: what stands in each cell of each row, and the right edges of its columns. */
export interface Table {
  cells: Segment[][][]
  edges: number[]
}

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
  return apart <= 0.35 * small || (small < 0.8 * big && apart <= 0.5 * big)
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

/** A gap of this many letter heights parts two cells; within justified text gaps stay below it. */
const wideGap = 1.6

export function segmentsOf(level: Piece[]): Segment[] {
  const segments: Segment[] = []
  for (const piece of level) {
    const last = segments.at(-1)
    const gap = last ? piece.x - last.right : 0
    if (!last || gap > wideGap * Math.max(piece.size, last.size)) segments.push(segmentOf(piece))
    else extend(last, piece, gap)
  }
  for (const segment of segments) partFootnote(segment)
  return segments.filter(segment => segment.text.trim() !== '')
}

/** `1The Act` is footnote 1. */
function partFootnote(segment: Segment): void {
  const number = /^(\d{1,2})\p{Lu}\p{Ll}/u.exec(segment.text)?.[1]
  if (!number) return
  segment.text = `[${number}] ${segment.text.slice(number.length)}`
  segment.runs = [{ text: segment.text, bold: false }]
}

function segmentOf({ text, bold, x, right, y, size }: Piece): Segment {
  return { runs: [{ text, bold }], text, starts: [{ at: 0, x }], x, right, y, size }
}

function extend(segment: Segment, piece: Piece, gap: number): void {
  const apart = gap > 0.15 * piece.size && !/\s$/.test(segment.text) && !/^\s/.test(piece.text)
  if (isFootnote(segment, piece)) segment.text = `[${segment.text.trim()}] `
  if (isFootnote(segment, piece)) segment.runs = [{ text: segment.text, bold: false }]
  const raised = isFootnoteMark(segment, piece)
  const text = raised ? `[${piece.text.trim()}]` : `${apart ? ' ' : ''}${piece.text}`
  segment.starts.push({ at: segment.text.length, x: piece.x })
  segment.runs.push({ text, bold: piece.bold })
  segment.text += text
  segment.right = Math.max(segment.right, piece.right)
  if (piece.text.trim().length > 1 && piece.size > segment.size) segment.size = piece.size
  if (piece.size >= segment.size) segment.y = piece.y
}

/** A small raised number behind a word, which would otherwise make "policy 4" of "policy" and its footnote. */
function isFootnoteMark(segment: Segment, piece: Piece): boolean {
  return (
    /^\d{1,2}$/.test(piece.text.trim()) &&
    piece.size < 0.8 * segment.size &&
    piece.y < segment.y - 0.15 * segment.size &&
    /[\p{L}.,;:)”"]\s*$/u.test(segment.text)
  )
}

/** The footnote itself, at the foot of its page, begins with the same small raised number. */
function isFootnote({ text, size, y }: Segment, piece: Piece): boolean {
  return /^\s*\d{1,2}\s*$/.test(text) && size < 0.8 * piece.size && y < piece.y - 0.15 * piece.size
}

/** One row of the segments of a level; a label and the text set off behind it become one segment. */
export function rowOf(segments: Segment[], page: number): Row {
  const joined: Segment[] = []
  let textX = segments[0]?.x ?? 0
  for (const segment of segments) {
    const last = joined.at(-1)
    if (last && joined.length === 1 && isSetOffLabel(last.text, segments.length)) {
      last.runs.push(
        { text: ' ', bold: last.runs.at(-1)?.bold === true && segment.runs[0]?.bold === true },
        ...segment.runs,
      )
      last.text = `${last.text.trim()} ${segment.text}`
      last.right = segment.right
      textX = segment.x
      last.size = segment.size
    } else joined.push({ ...segment, runs: [...segment.runs] })
  }
  const [first] = joined
  return {
    segments: joined,
    page,
    x: first?.x ?? 0,
    right: joined.at(-1)?.right ?? 0,
    y: first?.y ?? 0,
    size: Math.max(...joined.map(segment => segment.size)),
    textX: first && textX === first.x ? behindLabel(first) : textX,
  }
}

/** Where the text begins that stands in one segment with its label. Within a piece all letters are taken as equally wide. */
function behindLabel({ text, starts, x, right }: Segment): number {
  const length = lengthOfLabel(bulleted(plain(text)))
  const own = starts.find(start => start.at > 0 && start.at >= length - 1 && start.at <= length + 1)
  if (length === 0) return x
  return own?.x ?? x + ((right - x) * length) / Math.max(1, text.length)
}

const bullet = /^\s*(?:[•‣◦⁃∙▪▫■□►▸●○◆◇❖❑❒➢➤✓✔❏\uf000-\uf0ff·*o–—-])\s*$/u

/** A label before one stretch of text. A number before several is the first cell of a row. */
function isSetOffLabel(text: string, segments: number): boolean {
  const words = plain(text).trim()
  return bullet.test(words) || (segments === 2 && words.length <= 12 && lengthOfLabel(`${words} `) === words.length + 1)
}

export function wordsOf(row: Row): string {
  return plain(row.segments.map(segment => segment.text.trim()).join('\t')).trim()
}

/** A letter height as a number that can be compared and counted. */
export function halfPoints(size: number): number {
  return Math.round(size * 2)
}
