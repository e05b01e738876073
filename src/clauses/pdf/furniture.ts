import { plain } from '../marks.ts'
import type { Page, Piece } from './page.ts'
import { levelsOf } from './rows.ts'

export interface Furniture {
  pieces: Set<Piece>
  /** What was left out, each once, with `#` for its numbers. */
  texts: string[]
}

/** How much of a page's height at either end may hold running lines, and how many rows of it. */
const margin = 0.15
const deepest = 5

/**
 * The lines that a program repeats on every page: title, version, "Page 3 of 12". A line near the top or the foot is one
 * when, its numbers aside, it stands on half of all pages, or on half of the left or of the right ones.
 */
export function furnitureOf(pages: Page[]): Furniture {
  const found: Furniture = { pieces: new Set(), texts: [] }
  if (pages.length < 2) return found
  const edges = pages.map(page => ({ page, ...atTheEdges(levelsOf(page.pieces), page.height) }))
  const repeated = repeatedRows(edges, pages)
  const texts = new Set<string>()
  for (const { top, foot } of edges)
    for (const side of [top, foot])
      for (const row of side) {
        // From the edge inwards: what stands behind a line of the text is text.
        if (!repeated.has(row)) break
        texts.add(keyOf(row))
        for (const piece of row) found.pieces.add(piece)
      }
  return { ...found, texts: texts.size > 12 ? [...[...texts].slice(0, 12), '…'] : [...texts] }
}

interface Edges {
  page: Page
  top: Piece[][]
  foot: Piece[][]
}

function repeatedRows(edges: Edges[], pages: Page[]): Set<Piece[]> {
  const places = new Map<string, Place[]>()
  for (const { page, top, foot } of edges)
    for (const row of new Set([...top, ...foot])) {
      const there = places.get(keyOf(row)) ?? []
      there.push({ row, page: page.number, edge: toEdge(row, page.height) })
      places.set(keyOf(row), there)
    }
  const repeated = new Set<Piece[]>()
  for (const all of places.values()) {
    const there = atOnePlace(all)
    if (!isRepeated(new Set(there.map(({ page }) => page)), pages) || isCounted(there)) continue
    for (const { row } of there) repeated.add(row)
  }
  for (const row of [...rolling(edges, ({ top }) => top[0]), ...rolling(edges, ({ foot }) => foot[0])])
    repeated.add(row)
  return repeated
}

/** Heads whose words change with the chapter are known by their numbers: they go with the page. */
function rolling(edges: Edges[], outermost: (edges: Edges) => Piece[] | undefined): Piece[][] {
  const byStep = new Map<number, Place[]>()
  for (const each of edges) {
    const row = outermost(each)
    const number = row && /^(\d{1,4})(?![.)\d])\b|\b(\d{1,4})$/.exec(textOf(row))
    if (!row || !number || textOf(row).length > 120) continue
    const step = Number(number[2] ?? number[1]) - each.page.number
    byStep.set(step, [
      ...(byStep.get(step) ?? []),
      { row, page: each.page.number, edge: toEdge(row, each.page.height) },
    ])
  }
  const found = [...byStep.values()].map(atOnePlace).find(there => there.length >= Math.max(3, edges.length / 2))
  return (found ?? []).map(({ row }) => row)
}

interface Place {
  row: Piece[]
  page: number
  /** How far from the nearer end of the page, below zero from its foot. */
  edge: number
}

function toEdge([first]: Piece[], height: number): number {
  const y = first?.y ?? 0
  return y < height / 2 ? y : y - height
}

/** A running line stands at the same height on every page, which a sentence that happens to come again does not. */
function atOnePlace(places: Place[]): Place[] {
  const around = places.map(({ edge }) => places.filter(other => Math.abs(other.edge - edge) < 4))
  return around.reduce((most, some) => (some.length > most.length ? some : most), [])
}

/** The rows near both ends of a page, the outermost first. */
function atTheEdges(rows: Piece[][], height: number): { top: Piece[][]; foot: Piece[][] } {
  return {
    top: rows.slice(0, deepest).filter(([first]) => (first?.y ?? height) < height * margin),
    foot: rows
      .slice(-deepest)
      .reverse()
      .filter(([first]) => (first?.y ?? 0) > height * (1 - margin)),
  }
}

/** Clauses at the head of each page, the same but for their numbers, are still clauses. */
function isCounted(places: Place[]): boolean {
  const texts = new Set(places.map(({ row }) => textOf(row)))
  return texts.size > 1 && [...texts].every(text => /^\d{1,3}(?:\.\d{1,3})+\s+\p{L}/u.test(text))
}

function textOf(row: Piece[]): string {
  const words = plain(row.map(piece => piece.text).join(' '))
  return words.replace(/\s+/g, ' ').trim()
}

function keyOf(row: Piece[]): string {
  const text = textOf(row).replace(/\d+/g, '#')
  return /^[ivxl]{1,6}$/i.test(text) ? '#' : text
}

function isRepeated(on: Set<number>, pages: Page[]): boolean {
  if (on.size < 2) return false
  if (on.size >= pages.length / 2) return true
  return [0, 1].some(side => {
    const all = pages.filter(page => page.number % 2 === side).length
    return [...on].filter(page => page % 2 === side).length >= Math.max(2, all / 2)
  })
}
