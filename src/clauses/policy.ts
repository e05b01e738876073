import { aboutOf } from './about.ts'
import { withLostAppendices } from './annexes.ts'
import type { Clause, Policy } from './clause.ts'
import { contentsOf, titleKey } from './contents.ts'
import { frontOf } from './front.ts'
import { furnitureOf } from './furniture.ts'
import { type Printed, printed } from './lines.ts'
import { headingNode, type Node, pathOf } from './node.ts'
import { outlineOf } from './outline.ts'
import { isTopic, type Passage, passagesOf, say } from './passages.ts'
import { type Piece, piecesOf } from './pieces.ts'
import { refsOf } from './refs.ts'
import type { Source } from './source.ts'

/** A policy, and what became of each line of its source: nothing is lost unseen. */
export interface Parsed {
  policy: Policy
  /** One a line of the source, in order. */
  fates: Fate[]
}

export type Fate = { is: 'contents' | 'footer' | 'heading' | 'blank' } | { is: 'clause'; clause: number }

/** Reads lines as a policy: contents and page furniture put aside, the rest an outline, the outline clauses with refs. */
export function parsePolicy(source: Source, id: { authority: string; policy: string; file: string }): Parsed {
  const lines = source.lines.map(printed)
  const contents = contentsOf(lines)
  const footers = furnitureOf(lines)
  const aside = (line: Printed): boolean => contents.has(line.at) || footers.has(line.at)
  const pieces = piecesOf(lines.map(line => (aside(line) ? { ...line, text: '', bullet: false } : line)))
  const announced = lines.filter(line => contents.has(line.at)).map(line => line.text)
  const front = frontOf(pieces, source.about['title'], new Set(announced.map(titleKey)))
  const root = outlineOf(withLostAppendices(front.body, announced), front.title)
  const passages = [...frontPassage(front.page), ...passagesOf(root)]
  const refs = refsOf(passages, front.title)
  const clauses = passages.map((passage, at) => clauseOf(passage, refs[at] ?? '', id.policy))
  const top = lines.slice(0, front.body[0]?.lines[0]?.at).filter(line => !contents.has(line.at))
  const about = aboutOf(source.about, lines, { title: front.title, lines: top }, id.file)
  const policy: Policy = {
    id: id.policy,
    authority: id.authority,
    ...about,
    file: id.file,
    notes: source.notes,
    clauses,
  }
  return { policy, fates: fatesOf(lines, contents, footers, passages) }
}

function frontPassage(page: Piece[]): Passage[] {
  if (page.length === 0) return []
  const rows = page.filter(piece => /\t|:\s/.test(piece.text)).length
  const [first] = page as [Piece]
  const root: Node = { ...headingNode(first), kind: 'root', heads: [] }
  return [{ node: root, said: page.map(say), lead: rows >= 3 ? 'Document control' : 'Front page' }]
}

function clauseOf(passage: Passage, ref: string, policy: string): Clause {
  const start = startOf(passage)
  return {
    policy,
    ref,
    heading: headingOf(passage),
    text: textOf(passage),
    page: start?.page ?? null,
    line: start?.line ?? 0,
    ...(passage.node.mended && { printed: passage.node.printed }),
    ...(passage.empty && { empty: true as const }),
  }
}

/** A numbered clause starts at its number, another where its text does. */
function startOf({ node, said, paragraph }: Passage): Printed | undefined {
  const label = node.heads[0]?.lines[0]
  const text = said[0]?.piece.lines[0]
  const numbered = (node.kind === 'number' || node.kind === 'item') && (paragraph ?? 1) === 1
  return numbered ? (label ?? text) : (text ?? label)
}

/** A list item a line, with its mark; a clause that is itself a list item needs none. */
function textOf({ said, lead }: Passage): string {
  const lines = said.map(({ mark, text }, at) => (at === 0 && lead !== undefined ? text : mark + text))
  return lines.map(line => line.replace(/:\s*\t\s*/g, ': ').replace(/\s*\t\s*/g, ' | ')).join('\n')
}

/** As printed; two lines of one heading as one. */
function titleOf({ kind, heads, printed, text }: Node): string {
  if (kind === 'heading') return heads.length === 0 ? '' : text
  return printed && heads.length > 1 ? `${printed}: ${text}` : (heads[0]?.text ?? '')
}

/** The headings above a passage, and its own where that is a title. What the passage itself says is no heading of it. */
function headingOf({ node, said }: Passage): string {
  const own = new Set(said.map(each => each.piece))
  return pathOf(node)
    .filter(each => isHeading(each, node) && !each.heads.some(head => own.has(head)))
    .map(each => titleOf(each).replace(/\s+/g, ' '))
    .filter(text => text !== '')
    .join(' › ')
}

/** A number heads what is below it where its words are a title, or the beginning of a sentence that its items end. */
function isHeading(each: Node, of: Node): boolean {
  if (each.kind === 'root') return false
  return each.kind === 'container' || each.kind === 'heading' || isTopic(each) || (each !== of && /:$/.test(each.text))
}

function fatesOf(lines: Printed[], contents: Set<number>, footers: Set<number>, passages: Passage[]): Fate[] {
  const clauses = new Map<number, number>()
  passages.forEach((passage, clause) => {
    for (const { piece } of passage.said) for (const line of piece.lines) clauses.set(line.at, clause)
  })
  return lines.map(line => {
    if (contents.has(line.at)) return { is: 'contents' }
    if (footers.has(line.at)) return { is: 'footer' }
    if (line.text === '') return { is: 'blank' }
    const clause = clauses.get(line.at)
    return clause === undefined ? { is: 'heading' } : { is: 'clause', clause }
  })
}
