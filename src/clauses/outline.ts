import { type Building, open, top } from './building.ts'
import { isField } from './front.ts'
import { headingsAmong } from './headings.ts'
import { appendixWords, containerWords, type Label, type Reading } from './labels.ts'
import { headingNode, isNode, isPrefix, labelledNode, type Node } from './node.ts'
import type { Piece } from './pieces.ts'
import { openLabel } from './place.ts'
import { believable, later } from './plausible.ts'
import { isStart } from './sequence.ts'
import { isCapitals, isTitle } from './titles.ts'

/**
 * Pieces in reading order become a tree. A stack holds the open nodes; beside it, `sequences` remembers every numbering
 * that may go on, since a numbering outlives the headings between its numbers ("PERSONAL USE" between 4 and 5) and yet
 * starts afresh in an appendix, a part, or a list under a heading. A label belongs where its sequence goes on best.
 */
export function outlineOf(all: Piece[], title: string): Node {
  const pieces = believable(all)
  const headings = headingsAmong(pieces, title)
  const root: Node = { ...headingNode(emptyPiece), kind: 'root', heads: [], text: '' }
  const state: Building = {
    pieces,
    stack: [root],
    sequences: [],
    next: later(pieces),
    nextNumber: later(pieces, label => numberOf(label) !== undefined),
    subheadings: false,
  }
  for (let at = 0; at < pieces.length; at++) {
    const piece = pieces[at] as Piece
    if (startsControl(pieces, at) && !isUntouched(top(state))) openControl(state)
    if (isContainer(piece)) at += openContainer(state, piece, at, headings)
    else if (piece.label && openLabel(state, piece, piece.label, at)) continue
    else if (headings.has(piece)) openHeading(state, piece, at, headings)
    else top(state).body.push(piece)
  }
  return root
}

/** A heading or number with nothing under it yet: what comes belongs there. */
function isUntouched(node: Node): boolean {
  return node.kind !== 'root' && node.body.length === 0 && isTitle(node.text)
}

const controls =
  /^(?:date|policy|document|version|review|approv|adopt|owner|author|status|issue|effective|next|last|minute|ratified|responsible|signed|revision|reference|title|prepared|written)/i

/** Three lines on end such as "Adopted: May 2021": the document's own particulars, which some print at the back. */
function startsControl(pieces: Piece[], at: number): boolean {
  const three = pieces.slice(at, at + 3)
  const before = pieces[at - 1]?.text ?? ''
  const is = (text: string) => controls.test(text) && /^[^:\t]{2,45}(?:[:\t]\s*\S|:$)/.test(text) && isField(text)
  return three.length === 3 && three.every(piece => !piece.label && !piece.bullet && is(piece.text)) && !is(before)
}

function openControl(state: Building): void {
  state.stack.length = 1
  open(state, { ...headingNode(emptyPiece), heads: [], text: 'Document control' })
}

const emptyPiece: Piece = { text: '', lines: [], bullet: false, indent: 0, bold: '', gap: true }

function isContainer(piece: Piece): boolean {
  const { label } = piece
  if (!label || !containerWords.has(label.readings[0]?.family ?? '')) return false
  return piece.level !== undefined || label.rest === '' || isTitle(label.rest)
}

/** Opens an appendix, part, chapter or section; gives how many more pieces its title takes. */
function openContainer(state: Building, piece: Piece, at: number, headings: Set<Piece>): number {
  const label = piece.label as Label
  const { family, parts } = label.readings[0] as Reading
  const node = labelledNode(piece, label, family, parts, 'container')
  const wide = (other: Node) =>
    other.kind === 'root' || (other.kind === 'container' && rank(other.family) < rank(family))
  while (!wide(top(state))) state.stack.pop()
  open(state, node)
  if (appendixWords.has(family)) state.sequences = []
  const upcoming = numberOf(state.nextNumber[at]?.label)
  if (upcoming && upcoming.parts.length > 1 && upcoming.parts[0] === parts[0])
    state.sequences = [{ family: 'number', parts, base: node }]
  const title = state.pieces[at + 1]
  if (label.rest !== '' || !title || title.label || title.bullet || !headings.has(title)) return 0
  node.heads.push(title)
  node.text = title.text
  return 1
}

function rank(family: string): number {
  return appendixWords.has(family) ? 1 : ['part', 'chapter', 'section'].indexOf(family) + 2
}

function numberOf(label: Label | undefined): Reading | undefined {
  return label?.readings.find(reading => reading.family.startsWith('number'))
}

function openHeading(state: Building, piece: Piece, at: number, headings: Set<Piece>): void {
  const above = top(state)
  const before = state.pieces[at - 1]
  const beneath =
    before !== undefined && headings.has(before) && above.heads.includes(before) && above.body.length === 0
  const alike = isCapitals(above.heads[0]?.text ?? '') === isCapitals(piece.text)
  if (
    beneath &&
    !piece.gap &&
    alike &&
    above.heads.length < mostLines &&
    piece.level === undefined &&
    above.kind !== 'root'
  ) {
    above.heads.push(piece)
    above.text = `${above.text} ${piece.text}`
    return
  }
  if (piece.level !== undefined) closeForLevel(state, piece.level)
  else if (!beneath) closeForHeading(state, piece, at)
  open(state, headingNode(piece))
}

/** More lines than these are no heading, but a notice in capitals. */
const mostLines = 3

function closeForLevel(state: Building, level: number): void {
  while (state.stack.length > 1) {
    const { kind, level: own } = top(state)
    if (own === undefined ? kind === 'container' : own < level) return
    state.stack.pop()
  }
}

/** Closes what an unnumbered heading ends. Whether a numbered section goes on around it, the next label tells. */
function closeForHeading(state: Building, piece: Piece, at: number): void {
  const following = state.next[at]
  const upcoming = numberOf(state.nextNumber[at]?.label)
  const direct = following !== undefined && state.pieces[at + 1] === following
  const goesOn = upcoming ? !isStart(upcoming.parts) && !direct : state.subheadings && !following
  while (state.stack.length > 1) {
    const node = top(state)
    if (node.kind === 'container' || (node.kind === 'heading' && node.level !== undefined)) return
    if (node.kind === 'number') {
      const around = upcoming && node.family === upcoming.family && isPrefix(node.parts, upcoming.parts)
      const section = goesOn && isTitle(node.text)
      if (section) state.subheadings = true
      if (around || section || node.level !== undefined) return
    }
    if (node.kind === 'heading' && isSibling(node, piece)) return
    if (state.pieces[at - 1] === node.heads.at(-1) && isSectionLikeOthers(node)) return
    state.stack.pop()
  }
}

/** A title alone, where its neighbours have something below theirs: the heading that follows is below it. */
function isSectionLikeOthers({ text, family, parent }: Node): boolean {
  if (!parent || family === '' || !isTitle(text)) return false
  const before = parent.body.findLastIndex(
    (each, at) => at < parent.body.length - 1 && isNode(each) && each.family === family,
  )
  const neighbour = parent.body[before]
  return neighbour !== undefined && isNode(neighbour) && neighbour.body.length > 0
}

/** "On Twitter" goes beside "On Facebook", under the heading that both stand under. */
function isSibling(parent: Node, piece: Piece): boolean {
  const [first] = parent.body
  return (
    first !== undefined &&
    'kind' in first &&
    first.kind === 'heading' &&
    firstWord(first.text) === firstWord(piece.text)
  )
}

function firstWord(text: string): string {
  return text.split(' ', 1)[0]?.toLowerCase() ?? ''
}
