import { appendixWords } from './labels.ts'
import type { Piece } from './pieces.ts'
import { isCapitals, isSentence, isTitle } from './titles.ts'

/**
 * Which lines are headings where the format does not say so: short, standing apart, begun like a title, ended like one,
 * and with something below. Each sign alone is weak, and a rule mistaken for a heading would be lost: so a line that says
 * what somebody must do is never one.
 */
export function headingsAmong(pieces: Piece[], title: string): Set<Piece> {
  const paragraphs = pieces.filter(piece => !piece.bullet && !piece.label)
  const gappy = paragraphs.filter(piece => piece.gap).length > paragraphs.length * 0.3
  const leveled = pieces.filter(piece => piece.level !== undefined).length >= 3
  const shapes = pieces.map(
    (piece, at) => !piece.label && !piece.bullet && hasHeadingShape(piece) && !isFieldAmong(pieces, at),
  )
  const runs = runsOf(shapes)
  const found = new Set<Piece>()
  const prefixes = new Set([prefix(title)])
  pieces.forEach((piece, at) => {
    if (piece.level !== undefined) found.add(piece)
    else if (shapes[at] || isParallel(piece, prefixes)) {
      const before = pieces[at - 1]
      const marked = piece.bold === piece.text || isCapitals(piece.text)
      const below = before !== undefined && found.has(before)
      const afterList = before?.bullet === true && piece.indent <= before.indent
      const apart = piece.gap || below || marked || !gappy || afterList
      const introduced = before !== undefined && !below && !before.bullet && /:$/.test(before.text)
      const run = runs[at] ?? { place: 1, length: 1 }
      const heads = marked
        ? pieces[at + 1] !== undefined
        : headsRun(piece, run, pieces[at - run.place + run.length + 1], gappy)
      if (apart && !introduced && heads && (!leveled || marked)) found.add(piece)
    }
    if (found.has(piece)) prefixes.add(prefix(piece.text))
  })
  prefixes.delete('')
  return found
}

interface Run {
  /** From 1. */
  place: number
  length: number
}

/** For each short line, how many of its kind stand together, and where it is among them. */
function runsOf(shapes: boolean[]): (Run | undefined)[] {
  const runs: (Run | undefined)[] = shapes.map(() => undefined)
  for (let at = 0; at < shapes.length; at++) {
    let end = at
    while (shapes[end]) end++
    for (let each = at; each < end; each++) runs[each] = { place: each - at + 1, length: end - at }
    at = Math.max(at, end - 1)
  }
  return runs
}

/**
 * Whether a short line heads what comes after its run. One or two with something below are headings; more are a list
 * without bullets, of which the last may head the paragraph below. With nothing below, or an appendix, all are a list.
 */
function headsRun(piece: Piece, run: Run, after: Piece | undefined, gappy: boolean): boolean {
  if (!after || isAppendix(after)) return false
  const prose = !after.label && !after.bullet && (after.text.length > piece.text.length || /[.:]$/.test(after.text))
  const fromLast = run.length - run.place
  if (run.length === 1) return gappy || prose || after.label !== undefined || after.bullet
  if (!gappy || run.length > 3) return fromLast === 0 && (prose || after.bullet)
  return fromLast < 2
}

function isAppendix(piece: Piece): boolean {
  return appendixWords.has(piece.label?.readings[0]?.family ?? '')
}

/** One of several lines `Name: value`. */
function isFieldAmong(pieces: Piece[], at: number): boolean {
  const field = (piece: Piece | undefined) => piece !== undefined && /^[^:]{2,45}:\s+\S/.test(piece.text)
  return field(pieces[at]) && (field(pieces[at - 1]) || field(pieces[at + 1]))
}

export function hasHeadingShape(piece: Piece): boolean {
  return isTitle(piece.text) && !isSentence(piece.text) && !isDate(piece.text) && !/\d[\d ]{5,}\d/.test(piece.text)
}

/** A sentence-like line is a heading all the same where it begins, before a dash, like the title or a heading above. */
function isParallel(piece: Piece, prefixes: Set<string>): boolean {
  const begun = prefix(piece.text)
  return (
    begun !== '' &&
    prefixes.has(begun) &&
    !piece.bullet &&
    !piece.label &&
    piece.gap &&
    piece.text.split(/\s+/).length <= 10
  )
}

/** What stands before the dash or colon of a heading, when that is two words or more. */
function prefix(text: string): string {
  const before = /^(.+?)(?:\s+[–—-]\s+|:\s+)/.exec(text.slice(0, 110))?.[1] ?? ''
  return before.includes(' ') ? before.toLowerCase() : ''
}

const months = 'January|February|March|April|May|June|July|August|September|October|November|December'
const date = new RegExp(`\\b(?:${months})\\s+\\d{4}$|\\b\\d{1,2}[/.]\\d{1,2}[/.]\\d{2,4}\\b`, 'i')

function isDate(text: string): boolean {
  return date.test(text)
}
