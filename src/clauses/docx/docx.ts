import { bulleted, canHead, lengthOfLabel, plain, type Run, withBoldLead } from '../marks.ts'
import type { Line, Source } from '../source.ts'
import { tableLines } from '../table.ts'
import { withPrintedTitle } from '../title.ts'
import { counter, type Lists, listsOf } from './numbering.ts'
import { openPackage, type WordParts } from './package.ts'
import { contentOf, endsInNext, oneOf, type Reading } from './paragraph.ts'
import { propertiesOf } from './properties.ts'
import { indentOf, type Style, stylesOf } from './styles.ts'
import { child, children, isOn, value, type Xml } from './xml.ts'

/** A Word document: paragraphs with the numbers that Word would print, tables, text boxes and footnotes where they stand. */
export function readDocx(bytes: Uint8Array, file: string): Source {
  const parts = openPackage(bytes, file)
  const word = wordOf(parts)
  const lines = blocks(child(parts.document, 'body'), word)
  const notes = word.reading.changed ? ['it holds tracked changes: read as if all were accepted'] : []
  const about = withPrintedTitle(
    propertiesOf(parts.properties),
    lines.map(line => line.text),
  )
  return { lines, about, notes }
}

interface Word {
  style(id: string | undefined): Style
  lists: Lists
  label(list: string, level: number): string | undefined
  footnotes: Map<string, Xml>
  reading: Reading
  paragraphs: number
  /** The text of paragraphs whose end was deleted, waiting for the paragraph that it now begins. */
  carried: Run[]
}

function wordOf(parts: WordParts): Word {
  const style = stylesOf(parts.styles)
  const lists = listsOf(parts.numbering, id => style(id).list)
  const footnotes = new Map(children(parts.footnotes, 'footnote').map(note => [note.attributes['id'] ?? '', note]))
  const reading: Reading = {
    isBold: id => style(id).bold,
    isHidden: id => style(id).hidden,
    fields: [],
    changed: false,
  }
  return { style, lists, label: counter(lists), footnotes, reading, paragraphs: 0, carried: [] }
}

const transparent = new Set(['sdt', 'sdtContent', 'customXml', 'ins', 'moveTo'])

function blocks(node: Xml | undefined, word: Word): Line[] {
  const lines: Line[] = []
  for (const block of node?.children ?? []) {
    if (typeof block === 'string') continue
    if (block.name === 'p') add(lines, paragraph(block, word))
    else if (block.name === 'tbl') add(lines, [blank(word), ...table(block, word), blank(word)])
    else if (block.name === 'AlternateContent') add(lines, blocks(oneOf(block), word))
    else if (transparent.has(block.name)) add(lines, blocks(block, word))
  }
  return lines
}

function blank(word: Word): Line {
  return { text: '', line: Math.max(1, word.paragraphs), page: null }
}

/** Paragraphs are parted by a blank line, list items are not: that is what a blank line means in a text. */
function add(lines: Line[], more: Line[]): void {
  for (const line of more) if (line.text !== '' || (lines.at(-1)?.text ?? '') !== '') lines.push(line)
}

function paragraph(node: Xml, word: Word): Line[] {
  const properties = child(node, 'pPr')
  const style = word.style(value(properties, 'pStyle'))
  const content = contentOf(node, style.bold === true, word.reading)
  const [first = [], ...others] = content.lines
  const texts = [[...word.carried, ...first], ...others]
  word.carried = []
  if (endsInNext(node)) {
    word.reading.changed = true
    word.carried = texts.some(runs => wordsOf(runs) !== '') ? texts.flat() : []
    return []
  }
  word.paragraphs++
  const hidden = style.hidden === true || isOn(child(properties, 'rPr'), 'vanish') === true
  const empty = texts.every(runs => wordsOf(runs) === '')
  const list = hidden && empty ? undefined : listOf(properties, style, word)
  const label = list && word.label(list.id, list.level)
  const indent = list ? list.level * 2 : Math.round((indentOf(properties) ?? style.indentTwips ?? 0) / 360)
  const own = ownLines(texts, label ?? '', levelOf(properties, style), Math.max(0, Math.min(indent, 20)), word)
  const notes = content.footnotes.flatMap(id => footnote(id, word))
  return [...own, ...notes, ...content.boxes.flatMap(box => [blank(word), ...blocks(box, word), blank(word)])]
}

function wordsOf(runs: Run[]): string {
  return runs
    .map(run => run.text)
    .join('')
    .trim()
}

/** The direct word on the paragraph wins over its style's; list 0 is Word's way of saying: none after all. */
function listOf(properties: Xml | undefined, style: Style, word: Word): { id: string; level: number } | undefined {
  const direct = child(properties, 'numPr')
  const id = value(direct, 'numId') ?? style.list
  if (id === undefined || id === '0') return undefined
  const ofStyle = value(direct, 'numId') === undefined ? levelOfStyle(style, word.lists.get(id)?.levels) : undefined
  return { id, level: Number(value(direct, 'ilvl') ?? style.listLevel ?? ofStyle ?? 0) }
}

function levelOfStyle(
  style: Style,
  levels: Map<number, { style: string | undefined }> | undefined,
): number | undefined {
  return [...(levels ?? [])].find(([, level]) => level.style !== undefined && level.style === style.listFrom)?.[0]
}

function levelOf(properties: Xml | undefined, style: Style): number | undefined {
  const outline = value(properties, 'outlineLvl')
  const level = outline === undefined ? style.level : Number(outline) > 8 ? 0 : Math.min(6, Number(outline) + 1)
  return level === 0 ? undefined : level
}

function ownLines(texts: Run[][], label: string, level: number | undefined, indent: number, word: Word): Line[] {
  const whole = texts.map(wordsOf).join(' ').trim()
  if (whole === '' && label === '') return [blank(word)]
  const at = { line: word.paragraphs, page: null }
  if (level && whole !== '' && canHead(whole))
    return [blank(word), { text: `${label === '-' ? '' : label} ${tidy(whole)}`.trim(), ...at, level }, blank(word)]
  const pad = ' '.repeat(indent)
  const lines = texts.map(runs => tidy(withBoldLead(runs))).filter(text => text !== '' || whole === '')
  const [first = '', ...others] = lines.map(bulleted)
  const item = label !== '' || first.startsWith('- ') || lengthOfLabel(first) > 0
  const own = [`${label} ${first}`.trim(), ...others].map(text => ({ text: pad + text, ...at }))
  return item ? own : [blank(word), ...own, blank(word)]
}

/** A tab after a typed number is a space; other tabs part columns. */
function tidy(text: string): string {
  const words = plain(text).trim()
  const start = lengthOfLabel(words)
  return `${words.slice(0, start).replace(/\s+/g, ' ')}${words.slice(start)}`
    .replace(/ *\t[\t ]*/g, '\t')
    .replace(/ {2,}/g, ' ')
}

function footnote(id: string, word: Word): Line[] {
  const [first, ...others] = blocks(word.footnotes.get(id), word).filter(line => line.text !== '')
  return first ? [blank(word), { ...first, text: `[${id}] ${first.text.trim()}` }, ...others, blank(word)] : []
}

function table(node: Xml, word: Word): Line[] {
  const rows = rowsOf(node).filter(row => children(child(row, 'trPr'), 'del').length === 0)
  const cells = rows.map(row =>
    rowsOf(row, 'tc').map(cell => blocks(cell, word).filter(line => line.text.trim() !== '')),
  )
  return tableLines(cells)
}

/** Rows of a table or cells of a row, also where a content control is wrapped around them. */
function rowsOf(node: Xml, name = 'tr'): Xml[] {
  return node.children.flatMap(part => {
    if (typeof part === 'string') return []
    if (part.name === name) return [part]
    return transparent.has(part.name) ? rowsOf(part, name) : []
  })
}
