import { appendixWords } from './labels.ts'
import { isPrefix, type Node, pathOf } from './node.ts'
import { isTopic, type Passage } from './passages.ts'

/**
 * The ref of every passage: the shortest that nobody can confuse. A number of the main body stands alone; one of an
 * appendix carries it always (`Annex 2 7.3`); one of a list that starts again under a heading carries the heading when
 * its number alone would be ambiguous (`Do 3`, `Part A 4`). What cannot be told apart even so is counted: `Notes (second)`.
 */
export function refsOf(passages: Passage[], title: string): string[] {
  // What stands before the first heading, unless a heading has that name.
  const taken = passages.some(({ node }) => node.kind !== 'root' && /^introduction\b/i.test(node.text))
  const opening = taken ? 'Opening' : 'Introduction'
  const above = headingsOfLists(passages)
  const choices = passages.map((passage, at) => candidates(passage, above[at] ?? [], title, opening))
  const widths = new Map(choices.map(each => [each.list, 0]))
  const refOf = (each: Candidates) => each.names[Math.min(widths.get(each.list) ?? 0, each.names.length - 1)] ?? ''
  const widest = Math.max(0, ...new Set(choices.map(each => each.names.length)))
  for (let width = 1; width < widest; width++) {
    // Two of one name under one heading gain nothing from that heading: those are counted below.
    const homes = new Map<string, Set<unknown>>()
    for (const each of choices) homes.set(refOf(each), (homes.get(refOf(each)) ?? new Set()).add(each.home))
    const clashing = choices.filter(each => !each.main && (homes.get(refOf(each))?.size ?? 0) > 1)
    for (const list of new Set(clashing.map(each => each.list))) widths.set(list, width)
  }
  return counted(choices.map(each => ({ ref: refOf(each), title: each.title })))
}

const ordinals = ['', '', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth']

/** Those that still share a name: told apart by their titles (`1 Appeals`), or else by counting. */
function counted(all: { ref: string; title: string }[]): string[] {
  const used = new Set(all.map(each => each.ref))
  const seen = new Map<string, number>()
  return all.map(({ ref, title }) => {
    let count = (seen.get(ref) ?? 0) + 1
    let name = ref
    if (count > 1 && title !== '' && !used.has(`${ref} ${title}`)) name = `${ref} ${title}`
    while (count > 1 && used.has(name)) {
      name = `${ref} (${ordinals[count] ?? `no. ${count}`})`
      if (used.has(name)) count++
    }
    used.add(name)
    seen.set(ref, count)
    return name
  })
}

interface Candidates {
  /** The heading it stands under. */
  home: unknown
  /** The words beside its number, where they are a title. */
  title: string
  /** The list it belongs to: its items carry the same headings, so that "Do 9" is followed by "Do 10". */
  list: unknown
  /** From the shortest to the one with all its headings. */
  names: string[]
  /** True for a number of the main body: it keeps its bare number, others give way. */
  main: boolean
}

/** What each passage stands under. A numbering that runs on over headings stands only under what all of it shares. */
function headingsOfLists(passages: Passage[]): Node[][] {
  const lists = new Map<unknown, Node[]>()
  const each = passages.map(passage => {
    const { node, lead } = passage
    const path = pathOf(node)
    const numbered = isNumbered(node)
    const all = path.slice(
      1,
      !numbered && lead !== undefined ? path.length : numbered ? numberStart(path) : path.length - 1,
    )
    // 5.1 says already that it stands in 5.
    const above = all.filter(
      other => !(other.kind === 'number' && other.family === node.family && isPrefix(other.parts, node.parts)),
    )
    const shared = lists.get(listOf(passage)) ?? above
    lists.set(listOf(passage), shared.slice(0, common(shared, above)))
    return above
  })
  return each.map((above, at) => lists.get(listOf(passages[at] as Passage)) ?? above)
}

function common(a: Node[], b: Node[]): number {
  let same = 0
  while (same < a.length && a[same] === b[same]) same++
  return same
}

function isNumbered(node: Node): boolean {
  return node.kind === 'number' || node.kind === 'item'
}

function listOf(passage: Passage): unknown {
  return (isNumbered(passage.node) && passage.node.sequence) || passage
}

function candidates(passage: Passage, above: Node[], title: string, opening: string): Candidates {
  const { node } = passage
  const path = pathOf(node)
  const numbered = isNumbered(node)
  const own = numbered
    ? numberName(path.slice(numberStart(path)))
    : (passage.lead ?? (node.kind === 'root' ? opening : shortName(node, title)))
  const annex = above.findLast(each => each.kind === 'container' && appendixWords.has(each.family))
  const fixed = annex && node.family !== `number ${annex.shown.split(' ')[1]}` ? `${annex.shown} ` : ''
  let name = withDetail(own, passage, numbered)
  const names = [fixed + name]
  for (const each of above.toReversed()) {
    const short = shortName(each, title)
    if (short === '' || each === annex) continue
    name = each.kind === 'heading' && !numbered ? `${short}: ${name}` : `${short} ${name}`
    names.push(fixed + name)
  }
  // A bare "a)" is no ref, however rare.
  if (names.length > 1 && /^\W?[a-z]{1,4}\W$/i.test(own)) names.shift()
  return {
    home: above.at(-1),
    title: numbered && isTopic(node) ? shortName({ ...node, shown: '' }, title) : '',
    list: listOf(passage),
    names,
    main: node.kind === 'number' && above.every(each => each.kind === 'number' || each.gathers === true),
  }
}

/** Where the labels that make up a number begin: `2.1.3` is whole in itself, `6 l)` is two. */
function numberStart(path: Node[]): number {
  let at = path.length - 1
  if ((path[at]?.parts.length ?? 0) > 1) return at
  while (at > 1 && ['number', 'item'].includes(path[at - 1]?.kind ?? '')) at--
  return at
}

/** A decimal number repeats the ones above it; a letter does not. */
function isWithin(above: string, below: string): boolean {
  return below.startsWith(`${above}.`) || below.startsWith(`${above}(`)
}

/** The labels of a number that has its own: `2.1.3` says all those above it, `6 l)` does not. */
function numberName(path: Node[]): string {
  // A list "1. 2. 3." inside 2.1 is cited as 2.1 (1): two numbers side by side would read as one.
  const nested = (each: Node, at: number) =>
    at > 0 && each.kind === 'number' && each.parts.length === 1 && each.family === 'number'
  const shown = path.map((each, at) => (nested(each, at) ? `(${each.shown})` : each.shown))
  const saysIt = (at: number) =>
    path[at + 1]?.family === `number ${shown[at]}` || isWithin(shown[at] ?? '', shown[at + 1] ?? '')
  return shown.filter((_, at) => at === shown.length - 1 || !saysIt(at)).join(' ')
}

function withDetail(own: string, passage: Passage, numbered: boolean): string {
  if (passage.paragraph !== undefined)
    return passage.node.kind === 'root' ? `Paragraph ${passage.paragraph}` : `${own}, paragraph ${passage.paragraph}`
  return numbered && passage.lead !== undefined ? `${own} ${passage.lead}` : own
}

const longestName = 70

/** What a person would call a heading: "Appendix 1", "4", "Short version" for "Social media policy – the quick guide". */
export function shortName(node: Node, title: string): string {
  if (node.shown !== '') return node.shown
  let name = node.text
  const before = /^(.+?)\s*(?:[–—:]|\s-)\s+/.exec(name)
  if (before?.[1] && isPartOf(before[1], title)) name = name.slice(before[0].length).replace(/^(?:the|our|a)\s+/i, '')
  name = name.replace(/[\s:.]+$/, '')
  name = name.charAt(0).toUpperCase() + name.slice(1)
  if (name.length <= longestName) return name
  return `${name.slice(0, longestName).replace(/\s+\S*$/, '')}…`
}

function isPartOf(words: string, title: string): boolean {
  return title !== '' && ` ${title.toLowerCase()} `.includes(` ${words.toLowerCase()} `)
}
