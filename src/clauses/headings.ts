import { endsDangling, type Piece } from './pieces.ts'

/**
 * Which lines are headings where the format does not say so: short, standing apart, begun like a title, ended like one,
 * and with something below. Each sign alone is weak, and a rule mistaken for a heading would be lost: so a line that says
 * what somebody must do is never one.
 */
export function headingsAmong(pieces: Piece[], title: string): Set<Piece> {
  const gappy = pieces.filter(piece => piece.gap).length > pieces.length * 0.3
  const shapes = pieces.map(piece => !piece.label && !piece.bullet && hasHeadingShape(piece))
  const leveled = pieces.filter(piece => piece.level !== undefined).length >= 3
  const found = new Set<Piece>()
  const prefixes = new Set([prefix(title)])
  let run = 0
  pieces.forEach((piece, at) => {
    run = shapes[at] ? run + 1 : 0
    if (piece.level !== undefined) found.add(piece)
    else if (shapes[at] || isParallel(piece, prefixes)) {
      const [before, after] = [pieces[at - 1], pieces[at + 1]]
      const marked = piece.bold === piece.text || isCapitals(piece.text)
      const listed = runLength(shapes, at, run) >= 4 && !marked
      const below = before !== undefined && found.has(before)
      const apart = piece.gap || below || marked || !gappy
      const introduced = before !== undefined && !below && !before.bullet && /:$/.test(before.text)
      if (
        apart &&
        after &&
        !listed &&
        !introduced &&
        (!leveled || marked) &&
        (hasBelow(piece, after) || isFirstOfTwo(pieces, shapes, at))
      )
        found.add(piece)
    }
    if (found.has(piece)) prefixes.add(prefix(piece.text))
  })
  prefixes.delete('')
  return found
}

/** Short lines that stand four deep with nothing between are a list without bullets. */
function runLength(shapes: boolean[], at: number, before: number): number {
  let after = 0
  while (after < 4 && shapes[at + after + 1]) after++
  return before + after
}

/** A heading of two lines, of which neither is long enough to have been wrapped. */
function isFirstOfTwo(pieces: Piece[], shapes: boolean[], at: number): boolean {
  const [second, third] = [pieces[at + 1], pieces[at + 2]]
  return shapes[at + 1] === true && second !== undefined && third?.gap === true && hasBelow(second, third)
}

function hasBelow(piece: Piece, after: Piece): boolean {
  return (
    after.gap ||
    after.bullet ||
    after.label !== undefined ||
    after.level !== undefined ||
    after.text.length > piece.text.length
  )
}

export function hasHeadingShape(piece: Piece): boolean {
  return isTitle(piece.text) && !isDate(piece.text)
}

/** Words that could be a title: "Reporting a concern", "When should you reply?", "Do:". */
export function isTitle(text: string): boolean {
  if (text.length > 110 || /[\t@]|https?:/.test(text) || !/^[\p{Lu}\d‘'“"(]/u.test(text)) return false
  const words = text.split(/\s+/)
  if (words.length > 14 || !/\p{L}{2}/u.test(text)) return false
  if (/:$/.test(text)) return isLeadLabel(text)
  if (/[.,;!]["'’”)]*$/.test(text) || endsDangling(text)) return false
  return /\?$/.test(text) || !saysWhatToDo(text)
}

/** "Do:", "Managers:", "Key contacts:" head a list; "Options include:" and "For example:" begin a sentence that it ends. */
function isLeadLabel(text: string): boolean {
  const words = text.slice(0, -1).toLowerCase().split(/\s+/)
  return words.length <= 4 && !words.some(word => carriers.has(word))
}

const carriers = new Set(
  `include includes including example examples result following follows must should will shall may can could are is was were
   has have that these those this to by of if when where note means eg e.g. i.e. ie such namely with from as who which`.split(
    /\s+/,
  ),
)

function saysWhatToDo(text: string): boolean {
  return (
    /\b(?:must|shall|should|will|cannot|can't|may not|is to|are to)\b/i.test(text) &&
    !/^(?:what|when|who|where|how|why|which)\b/i.test(text)
  )
}

/** A title that is itself a rule ("Be honest and clear"), and so belongs to what the clause says. */
export function saysSomething(title: string): boolean {
  if (/\?$/.test(title)) return false
  return /[.!]$/.test(title) || title.split(/\s+/).length > 12 || saysWhatToDo(title) || imperative.test(title)
}

const imperative =
  /^(?:be|use|do|don['’]t|never|always|keep|think|make|ensure|ask|check|tell|follow|remember|avoid|take|give|get|know|respect|protect|stay|stop|act|treat|say|speak|write|read|consider|seek|show|let|put|try|look|listen|help|learn|share|add|set|be|does?n['’]t)\s+(?!and\b|of\b|to\b)/i

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

export function isCapitals(text: string): boolean {
  return /\p{Lu}{3}/u.test(text) && text === text.toUpperCase()
}

const months = 'January|February|March|April|May|June|July|August|September|October|November|December'
const date = new RegExp(`\\b(?:${months})\\s+\\d{4}$|\\b\\d{1,2}[/.]\\d{1,2}[/.]\\d{2,4}\\b`, 'i')

function isDate(text: string): boolean {
  return date.test(text)
}
