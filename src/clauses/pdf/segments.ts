import { bulleted, lengthOfLabel, plain, type Run } from '../marks.ts'
import { type Piece, smaller } from './page.ts'

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

/** A gap of this many letter heights parts two cells; within justified text gaps stay below it. */
const wideGap = 1.6

export function segmentsOf(level: Piece[]): Segment[] {
  const segments: Segment[] = []
  const wide = isStretched(level) ? Number.POSITIVE_INFINITY : wideGap
  for (const piece of level) {
    const last = segments.at(-1)
    const gap = last ? piece.x - last.right : 0
    if (!last || gap > wide * Math.max(piece.size, last.size)) segments.push(segmentOf(piece))
    else extend(last, piece, gap)
  }
  for (const segment of segments) partFootnote(segment)
  return segments.filter(segment => segment.text.trim() !== '')
}

/** A justified line of a few long words has wide gaps too, but all of one width; cells of a table hardly ever have. */
function isStretched(level: Piece[]): boolean {
  const gaps = level.slice(1).map((piece, at) => piece.x - (level[at]?.right ?? 0))
  return gaps.length >= 4 && Math.min(...gaps) > 0.7 * Math.max(...gaps)
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
  if (isFootnote(segment, piece)) {
    segment.text = `[${segment.text.trim()}] `
    segment.runs = [{ text: segment.text, bold: false }]
  }
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
    piece.size < smaller * segment.size &&
    piece.y < segment.y - 0.15 * segment.size &&
    /[\p{L}.,;:)”"]\s*$/u.test(segment.text)
  )
}

/** The footnote itself, at the foot of its page, begins with the same small raised number. */
function isFootnote({ text, size, y }: Segment, piece: Piece): boolean {
  return /^\s*\d{1,2}\s*$/.test(text) && size < smaller * piece.size && y < piece.y - 0.15 * piece.size
}

/**
 * A label and the text that is set off behind it are one. A number before several stretches of text is the first cell of a
 * row instead, unless the second stretch after it has a label too: then these are two columns.
 */
export function withLabels(segments: Segment[]): Segment[] {
  const joined: Segment[] = []
  for (let at = 0; at < segments.length; at++) {
    const [label, text, after] = segments.slice(at, at + 3) as [Segment, Segment?, Segment?]
    const alone = after === undefined || isLabel(after) || isBullet(label)
    if (!text || text.table || !isLabel(label) || !alone || text.x - label.right > 8 * text.size) joined.push(label)
    else {
      joined.push(behind(label, text))
      at++
    }
  }
  return joined
}

function behind(label: Segment, text: Segment): Segment {
  const mark = label.text.trim()
  const bold = label.runs.at(-1)?.bold === true && text.runs[0]?.bold === true
  const starts = text.starts.map(({ at, x }) => ({ at: at + mark.length + 1, x }))
  return {
    ...text,
    x: label.x,
    runs: [...label.runs, { text: ' ', bold }, ...text.runs],
    text: `${mark} ${text.text}`,
    starts: [...label.starts, ...starts],
  }
}

/** Where the text begins that stands in one segment with its label. Within a piece all letters are taken as equally wide. */
export function behindLabel({ text, starts, x, right }: Segment): number {
  const length = lengthOfLabel(bulleted(plain(text)))
  const own = starts.find(start => start.at > 0 && start.at >= length - 1 && start.at <= length + 1)
  if (length === 0) return x
  return own?.x ?? x + ((right - x) * length) / Math.max(1, text.length)
}

function isLabel(segment: Segment): boolean {
  const words = plain(segment.text).trim()
  return isBullet(segment) || (words.length <= 12 && lengthOfLabel(`${words} `) === words.length + 1)
}

function isBullet({ text }: Segment): boolean {
  return /^\s*(?:[•‣◦⁃∙▪▫■□►▸●○◆◇❖❑❒➢➤✓✔❏\uf000-\uf0ff·*o–—-])\s*$/u.test(text)
}
