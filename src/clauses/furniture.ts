import { labelOf } from './labels.ts'
import type { Printed } from './lines.ts'

/**
 * What stands on a page for the page's sake: page numbers, running heads and feet, rules, a stamp that says DRAFT.
 * A line that repeats is furniture only at the edge of pages, or if it counts pages, or if it is the document's own title:
 * "Example" may rightly stand in every chapter.
 */
export function furnitureOf(lines: Printed[]): Set<number> {
  const found = new Set<number>()
  for (const line of lines) if (isFurniture(line, lines)) found.add(line.at)
  for (const at of runningHeads(lines)) found.add(at)
  return found
}

export function isDraftStamp(text: string): boolean {
  return /^\W*draft(?: (?:copy|only|document|for (?:consultation|comment|discussion|approval)))?\W*$/i.test(text)
}

function isFurniture(line: Printed, lines: Printed[]): boolean {
  const { text } = line
  if (text === '' || text.length > 120) return false
  if (/^[-=_*~.·•+|—–\s]{3,}$/.test(text) || isDraftStamp(text)) return true
  if (line.bullet && /^\d{1,3}\s*[-–—]$/.test(text)) return true
  if (/^\W*page\s+\d{1,3}(?:\s*(?:of|\/)\s*\d{1,3})?\W*$/i.test(text)) return true
  if (/\bpage\s+\d{1,3}\s+of\s+\d{1,3}$/i.test(text)) return true
  return /^[-–—|\s]*\d{1,3}(?:\s*(?:of|\/)\s*\d{1,3})?[-–—|\s]*$/.test(text) && standsAlone(line, lines)
}

function standsAlone(line: Printed, lines: Printed[]): boolean {
  const [before, after] = [lines[line.at - 1], lines[line.at + 1]]
  const apart = (other: Printed | undefined) => !other || other.text === '' || (line.page ?? 0) !== (other.page ?? 0)
  return line.level === undefined && !line.bullet && apart(before) && apart(after)
}

function runningHeads(lines: Printed[]): number[] {
  const edges = pageEdges(lines)
  const pages = new Set(lines.map(line => line.page)).size
  const title = lines.filter(line => line.text !== '').slice(0, 4)
  const titles = new Set(title.map(line => line.text).filter(text => /^\S+\s+\S+\s+\S.*[^.,;:]$/.test(text)))
  const copies = grouped(
    lines.filter(
      line => line.text !== '' && line.text.length <= 120 && (edges.has(line.at) || standsAlone(line, lines)),
    ),
    line => key(line.text),
  )
  return [...copies].flatMap(([name, all]) => {
    const atEdge = all.filter(line => edges.has(line.at))
    const runs = new Set(atEdge.map(line => line.page)).size
    if (name.length > 1 && runs >= 3 && runs * 3 >= pages) return atEdge.map(line => line.at)
    if (runs >= 2 && pages >= 2 && counts(atEdge)) return atEdge.map(line => line.at)
    const repeated = all.length >= 3 && pages < 3 && (counts(all) || all.every(line => titles.has(line.text)))
    return repeated ? all.filter(line => !title.includes(line) || counts(all)).map(line => line.at) : []
  })
}

/** `Lone working – page 3`, `… 4`: copies that differ only in one number, which rises. */
function counts(copies: Printed[]): boolean {
  const numbers = copies.map(line => Number(/(\d{1,3})\D*$/.exec(line.text)?.[1] ?? Number.NaN))
  const rising = numbers.every((number, at) => at === 0 || number > (numbers[at - 1] ?? 0))
  return (
    rising && copies.every(line => !labelOf(line.text) && /(?:\bpage|\bp\.?|[|–—-])\s*\d{1,3}\W*$/i.test(line.text))
  )
}

/** The first and last two lines of each page. */
function pageEdges(lines: Printed[]): Set<number> {
  const pages = grouped(
    lines.filter(line => line.page !== null && line.text !== '' && line.level === undefined && !line.bullet),
    line => line.page,
  )
  const edges = [...pages.values()].flatMap(page => (page.length > 4 ? [...page.slice(0, 2), ...page.slice(-2)] : []))
  return new Set(edges.map(line => line.at))
}

function key(text: string): string {
  return text.toLowerCase().replace(/\d+/g, '#').replace(/\s+/g, ' ')
}

function grouped<K>(lines: Printed[], by: (line: Printed) => K): Map<K, Printed[]> {
  const groups = new Map<K, Printed[]>()
  for (const line of lines) {
    const group = groups.get(by(line))
    if (group) group.push(line)
    else groups.set(by(line), [line])
  }
  return groups
}
