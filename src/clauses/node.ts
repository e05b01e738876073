import type { Label } from './labels.ts'
import type { Piece } from './pieces.ts'
import type { Sequence } from './sequence.ts'

/** A place in the outline, with what stands under it in reading order. */
export interface Node {
  /** container: an appendix, part, chapter or section; item: a letter, a roman number, `1)`, `Rule 4`. */
  kind: 'root' | 'container' | 'heading' | 'number' | 'item'
  /** The pieces that carry its label or heading. */
  heads: Piece[]
  /** What they say, without the label. */
  text: string
  /** As cited: `2.1`, `l)`, `Appendix 1`; empty for headings. */
  shown: string
  /** As printed: `2.1.`, `I)`, `APPENDIX 1`. */
  printed: string
  mended: boolean
  family: string
  parts: number[]
  sequence?: Sequence
  level?: number
  parent?: Node
  body: (Piece | Node)[]
  /** A heading that gathers numbers which go on below it. */
  gathers?: true
}

export function isNode(each: Piece | Node): each is Node {
  return 'kind' in each
}

export function childrenOf(node: Node): Node[] {
  return node.body.filter(isNode)
}

export function headingNode(piece: Piece): Node {
  const level = piece.level === undefined ? {} : { level: piece.level }
  const none = { shown: '', printed: '', mended: false, family: '', parts: [] }
  return { kind: 'heading', heads: [piece], text: piece.text, ...none, ...level, body: [] }
}

export function labelledNode(piece: Piece, label: Label, family: string, parts: number[], kind: Node['kind']): Node {
  const level = piece.level === undefined ? {} : { level: piece.level }
  const { shown, printed, rest } = label
  return { kind, heads: [piece], text: rest, shown, printed, mended: false, family, parts, ...level, body: [] }
}

/** Root first, the node itself last. */
export function pathOf(node: Node): Node[] {
  const path: Node[] = []
  for (let at: Node | undefined = node; at; at = at.parent) path.unshift(at)
  return path
}

export function isPrefix(parts: number[], of: number[]): boolean {
  return parts.length < of.length && parts.every((part, at) => part === of[at])
}
