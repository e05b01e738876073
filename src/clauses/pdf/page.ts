import { getResolvedPDFJS } from 'unpdf'
import { plain } from '../marks.ts'
import { multiplied } from './matrix.ts'
import { type Rule, rulesOf } from './rules.ts'

/** A piece of text as the page sets it. Positions in points from the top left, `y` at the foot of the letters. */
export interface Piece {
  text: string
  x: number
  right: number
  y: number
  size: number
  bold: boolean
}

/** A raised mark is set in at most this share of the letters beside it: 5 in 6 by browsers, less by Word. */
export const smaller = 0.86

export interface Page {
  number: number
  width: number
  height: number
  pieces: Piece[]
  /** Lines drawn on the page: borders of tables. */
  rules: Rule[]
  /** Text set at an angle, such as DRAFT across the page. */
  slanted: string[]
  /** Whether it holds more text than a page can. */
  cut: boolean
  /** Whether anything at all is drawn on it. */
  drawn: boolean
}

export type PdfPage = Awaited<ReturnType<Awaited<ReturnType<typeof import('unpdf').getDocumentProxy>>['getPage']>>

/** A page with more pieces than this is a drawing or a map, not a page of a policy. */
const mostPieces = 50_000

export async function pageOf(pdf: PdfPage): Promise<Page> {
  const { OPS } = await getResolvedPDFJS()
  const view = pdf.getViewport({ scale: 1 })
  const content = await pdf.getTextContent()
  // Only after this list is made does pdf.js know the fonts by name, and bold only shows in the name.
  const drawing = await pdf.getOperatorList()
  const bold = new Map<string, boolean>()
  const set: (Piece & { angle: number })[] = []
  for (const item of content.items.slice(0, mostPieces)) {
    if (!('str' in item) || item.str.trim() === '') continue
    if (!bold.has(item.fontName)) bold.set(item.fontName, isBold(pdf, item.fontName))
    set.push(piece(item, view.transform, bold.get(item.fontName) === true))
  }
  const turn = mainAngle(set)
  const upright = set.filter(each => each.angle === turn)
  const turned = turn === 0 || turn === 180 ? [view.width, view.height] : [view.height, view.width]
  return {
    number: pdf.pageNumber,
    width: turned[0] ?? view.width,
    height: turned[1] ?? view.height,
    pieces: upright.filter(isOnPaper(view)).map(({ angle, ...each }) => rotated(each, angle, view)),
    rules: turn === 0 ? rulesOf(drawing, OPS, view.transform) : [],
    slanted: set.filter(each => each.angle !== turn).map(each => each.text.trim()),
    cut: content.items.length > mostPieces,
    drawn: drawing.fnArray.filter(op => op === OPS.transform).length > 1,
  }
}

interface Item {
  str: string
  transform: number[]
  width: number
  height: number
}

function piece(item: Item, view: number[], bold: boolean): Piece & { angle: number } {
  const [a, b, c, d, x, y] = multiplied(view, item.transform)
  const angle = Math.round((Math.atan2(b, a) * 180) / Math.PI)
  const size = Math.hypot(c, d) || item.height || 1
  return { text: plain(item.str), x, right: x + item.width, y, size, bold, angle: Math.abs(angle) <= 2 ? 0 : angle }
}

/** A page may be laid sideways without saying so: then nearly all its text runs at one right angle. */
function mainAngle(set: { angle: number; text: string }[]): number {
  const letters = new Map<number, number>()
  for (const { angle, text } of set) letters.set(angle, (letters.get(angle) ?? 0) + text.length)
  const [main] = [...letters].sort((one, other) => other[1] - one[1])
  return main && [90, -90, 180, -180].includes(main[0]) ? main[0] : 0
}

function rotated(piece: Piece, angle: number, view: { width: number; height: number }): Piece {
  const length = piece.right - piece.x
  const at =
    angle === 90
      ? { x: piece.y, y: view.width - piece.x }
      : angle === -90
        ? { x: view.height - piece.y, y: piece.x }
        : angle === 0
          ? { x: piece.x, y: piece.y }
          : { x: view.width - piece.x, y: view.height - piece.y }
  return { ...piece, ...at, right: at.x + length }
}

function isOnPaper(view: { width: number; height: number }): (piece: Piece) => boolean {
  return ({ x, y }) => x > -5 && y > -5 && x < view.width + 5 && y < view.height + 5
}

function isBold(pdf: PdfPage, fontName: string): boolean {
  // pdf.js throws when the font of a damaged page never arrived.
  if (!pdf.commonObjs.has(fontName)) return false
  const font: unknown = pdf.commonObjs.get(fontName)
  if (typeof font !== 'object' || font === null) return false
  const name = 'name' in font ? String(font.name) : ''
  const flags = ['bold', 'black'].some(flag => flag in font && (font as Record<string, unknown>)[flag] === true)
  return flags || /bold|black|heavy|semi-?bd|demi/i.test(name)
}
