import { titleKey } from './contents.ts'
import { hasHeadingShape } from './headings.ts'
import type { Piece } from './pieces.ts'
import { isCapitals, isSentence } from './titles.ts'

/** The front of a document: its title, the lines of its front page or document control, and where its body begins. */
export interface Front {
  title: string
  /** Titles and names that head the document. */
  headings: Piece[]
  /** What the front page says: version, dates, owners, statement numbers. Empty when it only names the document. */
  page: Piece[]
  body: Piece[]
}

/** `announced` are the titles in the table of contents: where one of them stands, the body has begun. */
export function frontOf(pieces: Piece[], named: string | undefined, announced: Set<string>): Front {
  const end = endOfFront(pieces, named, announced)
  const block = pieces.slice(0, end)
  const title = named ?? fieldTitle(block) ?? bestTitle(block)?.text ?? ''
  if (end === pieces.length) return wholeDocument(pieces, title)
  const body = pieces.slice(end)
  return block.some(piece => isField(piece.text) && piece.text !== title)
    ? { title, headings: [], page: block, body }
    : { title, headings: block, page: [], body }
}

/** A document that is nothing but short lines: the first may be its title, the rest is what it says. */
function wholeDocument(pieces: Piece[], title: string): Front {
  const [first] = pieces
  const titled = pieces.length > 1 && first !== undefined && (first.level !== undefined || first.text === title)
  return titled
    ? { title, headings: [first], page: [], body: pieces.slice(1) }
    : { title: pieces.length > 1 ? title : '', headings: [], page: [], body: pieces }
}

const longestFront = 60

function endOfFront(pieces: Piece[], named: string | undefined, announced: Set<string>): number {
  let title = named?.toLowerCase()
  for (let at = 0; at < Math.min(pieces.length, longestFront); at++) {
    const piece = pieces[at] as Piece
    const { text, level, bullet } = piece
    if (namesControl(text) && level === undefined) continue
    const named = at === 0 && namesDocument(text) && !/\d|\t/.test(text)
    if (isField(text) && !named && !bullet && level === undefined && !(piece.label && !isHistory(text))) continue
    if (piece.label || bullet || isProse(text) || (title !== undefined && at > 0 && isSectionName(text))) return at
    const other = level !== undefined && text.toLowerCase() !== title && (at > 0 || level > 1)
    if (other && (title !== undefined || at > 0)) return at
    const next = pieces[at + 1]
    const heads = hasHeadingShape(piece) && next !== undefined && !isField(next.text) && startsBody(next)
    if (heads && announced.has(titleKey(text))) return at
    const another = title !== undefined || isSectionName(text) || namesControl(text)
    if (heads && another && !isOrganisation(text) && !title?.endsWith(text.toLowerCase())) return at
    if (title === undefined && (level !== undefined || namesDocument(text))) title = text.toLowerCase()
    else if (title === undefined && heads) title = text.toLowerCase()
  }
  return Math.min(pieces.length, longestFront)
}

function startsBody(piece: Piece): boolean {
  return piece.label !== undefined || piece.bullet || isProse(piece.text)
}

export function isProse(text: string): boolean {
  return text.length > 140 || (/[.!?:]['"’”)]*$/.test(text) && text.split(/\s+/).length >= 4) || isSentence(text)
}

/** `Version: 2.1`, `Owner⇥Head of HR`, `Policy Statement No 43`, `March 2021`. */
export function isField(text: string): boolean {
  if (text.length > 240) return false
  const words = text.split(/\s+/).length
  // A field left blank: "Agreed at the meeting on:".
  if (/:$/.test(text))
    return (
      words <= 8 &&
      /^(?:agreed|approved|adopted|date|signed|reviewed|next review|review|version|owner|author)\b/i.test(text)
    )
  if (/\t/.test(text)) return words <= 40
  if (/^\p{L}[^:.]{1,40}:\s*\S/u.test(text)) return words <= 40 && !(words > 5 && /[.!?]$/.test(text))
  return (
    /\b(?:version|issue|issued|edition|revision|approved|adopted|no\.?)\b.{0,20}\d|\b(?:19|20)\d\d\b|\bv\d+(?:\.\d+)*\b/i.test(
      text,
    ) && text.length <= 120
  )
}

/** A row of a table of versions, which begins with a number and is no clause. */
function isHistory(text: string): boolean {
  return (
    /^\d{1,2}(?:\.\d{1,2})?\s/.test(text) &&
    /\b(?:19|20)\d\d\b|\b\d{1,2}\/\d{1,2}\/\d{2,4}\b/.test(text) &&
    text.length < 160
  )
}

const kinds =
  /\b(?:polic(?:y|ies)|procedures?|guid(?:e|ance|elines?)|principles|code|strategy|protocols?|framework|handbook|charter|rules|standards?|scheme|manual|toolkit|faqs?|regulations|orders|arrangements|agreement|plan|questions)\b/i

function namesDocument(text: string): boolean {
  const own = text.replace(new RegExp(kinds, 'gi'), '').match(/\p{L}{3,}/gu) ?? []
  return kinds.test(text) && own.some(word => !/^(?:statement|document|the|and|for|our)$/i.test(word))
}

function isSectionName(text: string): boolean {
  return /^(?:introduction|purpose|scope|background|aims?|overview|summary|foreword|objectives?|definitions?|contents|preface|about)\b/i.test(
    text,
  )
}

function isOrganisation(text: string): boolean {
  return /\b(?:council|authority|trust|association|ltd|limited|partnership|together)$/i.test(text)
}

function namesControl(text: string): boolean {
  return /^(?:document (?:control|history|information)|version (?:control|history)|revision history|front page)\b/i.test(
    text,
  )
}

function fieldTitle(block: Piece[]): string | undefined {
  for (const { text } of block) {
    const value =
      /^(?:document|policy|procedure)?\s*(?:name|title)(?: of (?:document|policy))?\s*:?\s*[:\t]\s*(\S.*)$/i.exec(
        text,
      )?.[1]
    if (value) return value.trim()
  }
  return undefined
}

function bestTitle(block: Piece[]): Piece | undefined {
  const candidates = block.filter(
    (piece, at) =>
      (!isField(piece.text) || (at === 0 && !/[\t\d]/.test(piece.text))) &&
      piece.text.length <= 160 &&
      /\p{L}{3}/u.test(piece.text),
  )
  return (
    candidates.find(piece => piece.level === 1) ??
    candidates.find(piece => namesDocument(piece.text) && !isCapitals(piece.text)) ??
    candidates.find(piece => namesDocument(piece.text)) ??
    candidates.find(piece => !isOrganisation(piece.text)) ??
    candidates[0]
  )
}
