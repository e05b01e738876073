import { counted } from '../counting.ts'
import { bulleted, canHead, plain, type Run, withBoldLead } from '../marks.ts'
import type { Line } from '../source.ts'
import { type Cell, tableLines } from '../table.ts'
import { attribute, type Element, textOf, type Visitable } from './tree.ts'

const leftOut = words(`nav script style aside footer noscript template svg button select textarea iframe object
  math head dialog`)
const inline =
  words(`a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark q s samp small
  span strike strong sub sup time tt u var wbr`)

interface List {
  ordered: boolean
  next: number
  step: number
  format: string
}

interface Table {
  rows: Cell[][]
  /** What was being written when the table began. */
  outside: { lines: Line[]; lists: List[] }
}

/** Builds lines while a page is walked through: blocks become lines, list items get the numbers a browser prints. */
export class HtmlLines implements Visitable {
  private lines: Line[] = []
  private runs: Run[] = []
  private line = 1
  private bold = 0
  private fixed = 0
  private level: number | undefined
  private label: string | undefined
  private lists: List[] = []
  private tables: Table[] = []

  private readonly nestedCounters: boolean
  private readonly aboveTitle: Set<unknown>

  constructor(nestedCounters: boolean, aboveTitle: Set<unknown>) {
    this.nestedCounters = nestedCounters
    this.aboveTitle = aboveTitle
  }

  finish(): Line[] {
    this.flush()
    return this.lines
  }

  enter(node: Element): boolean {
    const { tagName: tag } = node
    if ((leftOut.has(tag) && !isAccordionTitle(node)) || hidden(node) || (tag === 'header' && this.isSites(node)))
      return false
    if (isBold(node)) this.bold++
    if (inline.has(tag)) return true
    // A paragraph that opens a list item takes the item's label.
    if (this.label === undefined || tag === 'li' || tag === 'ol' || tag === 'ul' || this.words() !== '') this.flush()
    this.line = node.sourceCodeLocation?.startLine ?? this.line
    if (/^h[1-6]$/.test(tag)) this.level = Number(tag[1])
    if (tag === 'pre') this.fixed++
    if (tag === 'ol' || tag === 'ul') this.lists.push(list(node))
    if (tag === 'li') this.label = this.item(node)
    if (tag === 'table') this.openTable()
    if (tag === 'td' || tag === 'th') this.stray()
    if (tag === 'tr') this.tables.at(-1)?.rows.push([])
    if (!within(node, 'li') && tag !== 'br' && tag !== 'li') this.blank()
    return true
  }

  leave(node: Element): void {
    const { tagName: tag } = node
    if (!inline.has(tag)) this.flush()
    if (isBold(node)) this.bold--
    if (/^h[1-6]$/.test(tag)) this.level = undefined
    if (tag === 'pre') this.fixed--
    if (tag === 'ol' || tag === 'ul') this.lists.pop()
    if (tag === 'td' || tag === 'th') this.closeCell()
    if (tag === 'table') this.closeTable()
    if (['p', 'div', 'table', 'section', 'dl', 'blockquote'].includes(tag) || (tag.length === 2 && tag[0] === 'h'))
      this.blank()
    if ((tag === 'ol' || tag === 'ul') && this.lists.length === 0) this.blank()
  }

  text(value: string): void {
    if (!this.fixed) this.runs.push({ text: plain(value.replace(/\s+/g, ' ')), bold: this.bold > 0 })
    else
      for (const [at, line] of value.split('\n').entries()) {
        if (at > 0) this.flush()
        this.runs.push({ text: plain(line), bold: false })
      }
  }

  /** Ends the line that is being written. */
  private flush(): void {
    const { level } = this
    const words = this.words()
    const heads = level && canHead(words)
    this.runs = []
    if (words === '' && this.label === undefined) return
    const text = this.labelled(words)
    this.lines.push({ text, line: this.line, page: null, ...(heads ? { level } : {}) })
    this.label = undefined
  }

  private words(): string {
    const marked = this.level ? this.runs.map(run => run.text).join('') : withBoldLead(this.runs)
    return this.fixed ? marked.trimEnd() : marked.replace(/\s+/g, ' ').trim()
  }

  private labelled(words: string): string {
    const text = bulleted(words)
    if (this.level) return `${this.label && !/^- ?$/.test(this.label) ? this.label : ''} ${text}`.trim()
    if (this.label === undefined) return indented(this.lists.length) + text
    const indent = indented(this.lists.length - 1)
    // Many pages print their own number inside an item whose bullet a style sheet hides.
    const own =
      /^(?:\*\*)?(?:\d{1,3}(?:\.\d{1,3})+\.?|\(?(?:[a-z]|[ivx]+)\)|\d{1,3}[.)])(?:\s|\*\*|$)/i.test(text) ||
      text.startsWith('- ')
    return indent + (own || this.label === '' ? text : `${this.label} ${text}`.trimEnd())
  }

  /** The header of the site, not that of the document. */
  private isSites(node: Element): boolean {
    return !within(node, 'main', 'article') && !this.aboveTitle.has(node)
  }

  private item(node: Element): string {
    const at = this.lists.at(-1)
    if (!at?.ordered) return at?.format === 'none' ? '' : '-'
    const given = Number.parseInt(attribute(node, 'value') ?? '', 10)
    const n = Number.isNaN(given) ? at.next : given
    at.next = n + at.step
    if (at.format === 'none') return ''
    if (!this.nestedCounters) return `${counted(n, listStyle(node) ?? attribute(node, 'type') ?? at.format)}.`
    const above = this.lists.slice(0, -1).filter(list => list.ordered)
    return `${[...above.map(list => list.next - list.step), n].join('.')}${above.length ? '' : '.'}`
  }

  private blank(): void {
    const last = this.lines.at(-1)
    if (last && last.text !== '') this.lines.push({ text: '', line: this.line, page: null })
  }

  private openTable(): void {
    this.tables.push({ rows: [], outside: { lines: this.lines, lists: this.lists } })
    this.lines = []
    this.lists = []
  }

  /** What stands in a table but in no cell, such as its caption, goes before it. */
  private stray(table = this.tables.at(-1)): void {
    if (table) for (const line of this.lines) table.outside.lines.push(line)
    if (table) this.lines = []
  }

  private closeCell(): void {
    const table = this.tables.at(-1)
    if (!table) return
    table.rows.at(-1)?.push(this.lines.filter(line => line.text.trim() !== ''))
    this.lines = []
    this.lists = []
  }

  private closeTable(): void {
    const table = this.tables.pop()
    if (!table) return
    this.stray(table)
    this.lines = table.outside.lines
    this.lists = table.outside.lists
    for (const line of tableLines(table.rows)) this.lines.push(line)
  }
}

function list(node: Element): List {
  const ordered = node.tagName === 'ol'
  const items = node.childNodes.filter(child => child.nodeName === 'li').length
  const step = attribute(node, 'reversed') === undefined ? 1 : -1
  const start = Number.parseInt(attribute(node, 'start') ?? '', 10)
  const format = listStyle(node) ?? (ordered ? (attribute(node, 'type') ?? '1') : 'bullet')
  return { ordered, step, format, next: Number.isNaN(start) ? (step < 0 ? items : 1) : start }
}

function listStyle(node: Element): string | undefined {
  return /list-style(?:-type)?\s*:[^;]*?\b(none|decimal-leading-zero|(?:lower|upper)-(?:alpha|latin|roman))\b/.exec(
    attribute(node, 'style') ?? '',
  )?.[1]
}

function hidden(node: Element): boolean {
  const closed =
    attribute(node, 'hidden') !== undefined ||
    attribute(node, 'aria-hidden') === 'true' ||
    /display\s*:\s*none|visibility\s*:\s*hidden/i.test(attribute(node, 'style') ?? '')
  // A closed section of an accordion is part of the page all the same; what is hidden around the page is not.
  if (closed && !(within(node, 'main', 'article') && textOf(node).trim().length > 200)) return true
  return /^(?:navigation|banner|contentinfo|search|dialog|alertdialog)$/.test(attribute(node, 'role') ?? '')
}

/** The title of a section that opens at a click stands in a button. */
function isAccordionTitle(node: Element): boolean {
  return node.tagName === 'button' && within(node, 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'summary')
}

function isBold(node: Element): boolean {
  if (/^(?:b|strong|dt)$/.test(node.tagName)) return true
  return /font-weight\s*:\s*(?:bold|[6-9]00)/i.test(attribute(node, 'style') ?? '')
}

function within(node: Element, ...tags: string[]): boolean {
  for (
    let above = node.parentNode, n = 0;
    above && n < 100;
    above = 'parentNode' in above ? above.parentNode : null, n++
  )
    if (tags.includes(above.nodeName)) return true
  return false
}

function words(text: string): Set<string> {
  return new Set(text.split(/\s+/))
}

function indented(levels: number): string {
  return '  '.repeat(Math.max(0, Math.min(levels, 20)))
}
