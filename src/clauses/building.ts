import type { Node } from './node.ts'
import type { Piece } from './pieces.ts'
import type { Sequence } from './sequence.ts'

/** A numbering that may go on, and the node under which it began. */
export interface Open extends Sequence {
  base: Node
}

/** An outline in the making. */
export interface Building {
  pieces: Piece[]
  stack: Node[]
  sequences: Open[]
  /** For each piece, the next one that carries a label. */
  next: (Piece | undefined)[]
  /** The next one that carries a number. */
  nextNumber: (Piece | undefined)[]
  /** Whether an unnumbered heading was seen inside a numbered section: then the last section may hold some too. */
  subheadings: boolean
}

export function top(state: Building): Node {
  return state.stack.at(-1) as Node
}

export function open(state: Building, node: Node): void {
  while (state.stack.length > deepest) state.stack.pop()
  const parent = top(state)
  node.parent = parent
  parent.body.push(node)
  state.stack.push(node)
}

/** No document means more levels than this; a thousand headings on end would else be a thousand levels. */
const deepest = 24
