import { isWordFamily } from './labels.ts'
import { grouped, isHollow, namedGroups } from './leads.ts'
import { childrenOf, isNode, type Node } from './node.ts'
import type { Piece } from './pieces.ts'
import { isCapitals, isTitle, saysSomething } from './titles.ts'

/**
 * Which passages of the outline are clauses. A clause is the smallest labelled passage with what belongs to it; but a list
 * whose sense hangs on its lead-in ("Staff must not: a) share passwords") is never cut from it, since an item shown alone
 * would read as its opposite. Only where such a clause grows too long to quote are its items clauses of their own, and then
 * the lead-in stands among their headings.
 */
export interface Passage {
  node: Node
  said: Said[]
  /** What names it under its node: a lead-in, or the count of its paragraph. */
  lead?: string
  paragraph?: number
  empty?: true
}

/** A piece of a clause's text, with the label or bullet that stands before it. */
export interface Said {
  piece: Piece
  mark: string
  text: string
}

/** Longest text of a clause whose lettered items are kept together, and of one whose paragraphs are. */
const longestList = 1_800
const longestText = 3_000

export function passagesOf(root: Node): Passage[] {
  const found: Passage[] = []
  collect(root, found)
  return found.every(({ node, lead }) => node === root && lead === undefined) ? found.flatMap(onlyParagraphs) : found
}

/** A document without a heading or a label is cited by its paragraphs. */
function onlyParagraphs({ node, said }: Passage): Passage[] {
  return paragraphsOf(said).map((each, at) => ({ node, said: each, paragraph: at + 1 }))
}

function collect(node: Node, found: Passage[]): void {
  const before = found.length
  const labelled = node.kind === 'number' || node.kind === 'item'
  if (folds(node)) {
    const all = flat(node)
    const said = labelled && isTopic(node) && ownPieces(node).length > 0 ? all.slice(1) : all
    found.push({ node, said, ...(said.length === 0 && { empty: true as const }) })
    return
  }
  const own = ownPieces(node)
  const children = childrenOf(node)
  if (labelled) found.push(...labelledPassages(node, own, children))
  else found.push(...headingPassages(node, own))
  for (const child of children) collect(child, found)
  if (node.kind !== 'root' && found.length === before) found.push({ node, said: [], empty: true })
}

/** Whether the labelled items under a node are part of what it says. */
function folds(node: Node): boolean {
  const items = childrenOf(node)
  const first = items[0]
  if (!first || isWordFamily(first.family) || items.some(item => item.kind !== 'item' && !isNested(item, node)))
    return false
  const said = ownPieces(node)
  const led = /:$/.test(said.at(-1)?.text ?? '')
  const carried = /^\p{Ll}/u.test(first.text) || /[:,;–-]$/.test(node.text)
  const labelled = node.kind === 'number' || node.kind === 'item'
  const own = labelled ? carried || said.length > 0 || !isTitle(node.text) : led
  return own && sizeOf(node) <= longestList && hasNoHeading(node)
}

/** A heading among the items says that they are more than a list. */
function hasNoHeading(node: Node): boolean {
  return childrenOf(node).every(each => (each.kind === 'number' || each.kind === 'item') && hasNoHeading(each))
}

/** A list `1. 2. 3.` inside clause 2.1 is numbered like clauses, and is none. */
function isNested(item: Node, node: Node): boolean {
  return (
    (item.kind === 'number' &&
      item.parts.length === 1 &&
      (node.kind === 'item' || node.parts.length > 1 || (node.kind === 'number' && item.sequence !== node.sequence))) ||
    (item.kind === 'number' && node.kind === 'heading' && item.parts.length === 1 && childrenOf(item).length === 0)
  )
}

function sizeOf(node: Node): number {
  let size = node.text.length
  for (const each of node.body) size += isNode(each) ? sizeOf(each) : each.text.length
  return size
}

function ownPieces(node: Node): Piece[] {
  return node.body.filter((each): each is Piece => !isNode(each))
}

/** Everything under a node as one text, items with their labels. */
function flat(node: Node): Said[] {
  const below = node.body.flatMap(each => (isNode(each) ? marked(each) : [say(each)]))
  return node.kind === 'number' || node.kind === 'item' ? [...headSaid(node), ...below] : below
}

function marked(item: Node): Said[] {
  const [first, ...rest] = flat(item)
  return first ? [{ ...first, mark: `${item.printed} ` }, ...rest] : []
}

function headSaid(node: Node): Said[] {
  const [head] = node.heads
  return head ? [{ piece: head, mark: '', text: node.text }] : []
}

export function say(piece: Piece): Said {
  return { piece, mark: piece.bullet ? '- ' : '', text: piece.text }
}

function labelledPassages(node: Node, own: Piece[], children: Node[]): Passage[] {
  const topic = isTopic(node)
  const said = own.map(say)
  const head = topic && (own.length > 0 || children.length > 0) ? [] : headSaid(node)
  if (children.length > 0 && (topic || (own.length === 0 && /:$/.test(node.text)))) {
    return said.length > 0 ? split(node, said) : []
  }
  const all = [...head, ...said]
  const hollow = node.text === '' ? own.length === 0 : own.length === 0 && isBare(node)
  return hollow ? [{ node, said: all, empty: true }] : split(node, all)
}

/** A numbered title with nothing below it, among numbers that have something below theirs; or a lead-in that leads nowhere. */
function isBare(node: Node): boolean {
  if (childrenOf(node).length > 0) return false
  if (/:$/.test(node.text)) return true
  const { full, all } = siblingsOf(node)
  return isTitle(node.text) && !saysSomething(node.text) && full * 2 > all
}

const siblings = new WeakMap<Node, Map<string, { full: number; all: number }>>()

/** How many of a node's like there are beside it, and how many have something below them. Counted once for each parent. */
function siblingsOf(node: Node): { full: number; all: number } {
  const parent = node.parent ?? node
  const families = siblings.get(parent) ?? new Map<string, { full: number; all: number }>()
  if (!siblings.has(parent)) {
    for (const { family, body } of childrenOf(parent)) {
      const count = families.get(family) ?? { full: 0, all: 0 }
      families.set(family, { full: count.full + (body.length > 0 ? 1 : 0), all: count.all + 1 })
    }
    siblings.set(parent, families)
  }
  return families.get(node.family) ?? { full: 0, all: 0 }
}

/** Whether the words beside a number are the title of what stands below, and say nothing themselves. */
export function isTopic(node: Node): boolean {
  const known = topics.get(node) ?? isTopicOf(node)
  topics.set(node, known)
  return known
}

/** Every clause asks it of all that it stands under: once for each is enough. */
const topics = new WeakMap<Node, boolean>()

function isTopicOf(node: Node): boolean {
  if (node.body.length === 0 || /[:;]$/.test(node.text)) return false
  if (node.level !== undefined) return true
  const children = childrenOf(node)
  if (isTitle(node.text)) return children.length > 0 || !saysSomething(node.text)
  // With numbers directly below it, even a long line without a stop is a title.
  return isNode(node.body[0] as Node) && children[0]?.kind === 'number' && /^.{1,200}[^.!]$/.test(node.text)
}

function headingPassages(node: Node, own: Piece[]): Passage[] {
  if (own.length === 0) return []
  const groups = grouped(own)
  const named = namedGroups(groups, node)
  const found: Passage[] = []
  const plain: Said[] = []
  for (const group of groups) {
    const lead = named.get(group)
    const last = found.at(-1)
    if (lead !== undefined)
      found.push({ node, said: group.map(say), lead, ...(isHollow(group) && { empty: true as const }) })
    else if (last) last.said.push(...group.map(say))
    else plain.push(...group.map(say))
  }
  return [...(plain.length > 0 ? split(node, plain) : []), ...found]
}

/** A text too long to quote is cut at its paragraphs. */
function split(node: Node, said: Said[]): Passage[] {
  const size = said.reduce((sum, each) => sum + each.text.length, 0)
  const paragraphs = paragraphsOf(said)
  if (size <= longestText || paragraphs.length < 2) return [{ node, said }]
  return paragraphs.map((each, at) => ({ node, said: each, paragraph: at + 1 }))
}

/** Paragraphs with the bullets below them. */
function paragraphsOf(said: Said[]): Said[][] {
  const paragraphs: Said[][] = []
  for (const each of said) {
    const last = paragraphs.at(-1)
    if (last && (each.mark !== '' || (last.length === 1 && isCapitals(last[0]?.text ?? '')))) last.push(each)
    else paragraphs.push([each])
  }
  return paragraphs
}
