import type { Run } from '../marks.ts'
import { child, children, isOn, textIn, value, type Xml } from './xml.ts'

/** What stands in one paragraph. Text boxes and footnotes hang on the place in the text where they are anchored. */
export interface Content {
  /** The text by its forced line breaks. */
  lines: Run[][]
  boxes: Xml[]
  footnotes: string[]
}

/** What goes on from one paragraph into the next. */
export interface Reading {
  isBold(style: string | undefined): boolean | undefined
  isHidden(style: string | undefined): boolean | undefined
  /** Fields that are open: the instruction of a field is not text, its result is. */
  fields: ('instruction' | 'result')[]
  changed: boolean
}

const containers = new Set(
  'hyperlink ins moveTo smartTag sdt sdtContent fldSimple bdo dir customXml AlternateContent Choice Fallback'.split(
    ' ',
  ),
)
const deleted = new Set(['del', 'moveFrom'])

export function contentOf(paragraph: Xml, bold: boolean, reading: Reading): Content {
  const content: Content = { lines: [[]], boxes: [], footnotes: [] }
  addAll(paragraph, bold, reading, content)
  // A field that was begun and never ended may not swallow the rest of the document.
  reading.fields = reading.fields.filter(part => part === 'result')
  return content
}

function addAll(node: Xml, bold: boolean, reading: Reading, content: Content): void {
  for (const part of node.children) {
    if (typeof part === 'string') continue
    if (deleted.has(part.name) || part.name === 'ins') reading.changed = true
    if (part.name === 'r') addRun(part, bold, reading, content)
    else if (part.name === 'AlternateContent') addAll(oneOf(part), bold, reading, content)
    else if (containers.has(part.name)) addAll(part, bold, reading, content)
  }
}

/** The same thing said twice, for newer and for older Word. */
export function oneOf(alternatives: Xml): Xml {
  return child(alternatives, 'Choice') ?? child(alternatives, 'Fallback') ?? alternatives
}

function addRun(run: Xml, paragraphBold: boolean, reading: Reading, content: Content): void {
  const properties = child(run, 'rPr')
  const style = value(properties, 'rStyle')
  const bold = isOn(properties, 'b') ?? (style ? reading.isBold(style) : undefined) ?? paragraphBold
  const hidden = isOn(properties, 'vanish') ?? (style ? reading.isHidden(style) : undefined) ?? false
  const write = (text: string) => {
    if (!hidden && !reading.fields.includes('instruction')) content.lines.at(-1)?.push({ text, bold })
  }
  for (const part of run.children) {
    if (typeof part === 'string') continue
    if (part.name === 'br' || part.name === 'cr') {
      if (!/^(?:page|column)$/.test(part.attributes['type'] ?? '')) content.lines.push([])
    } else if (part.name === 'fldChar') field(part.attributes['fldCharType'], reading.fields)
    else if (part.name === 'footnoteReference') addFootnote(part.attributes['id'] ?? '', write, content)
    else if (['drawing', 'pict', 'object'].includes(part.name)) content.boxes.push(...boxesIn(part))
    else if (part.name === 'AlternateContent') content.boxes.push(...boxesIn(oneOf(part)))
    else write(written(part))
  }
}

function written(part: Xml): string {
  if (part.name === 't') return textIn(part)
  if (part.name === 'tab' || part.name === 'ptab') return '\t'
  if (part.name === 'noBreakHyphen') return '-'
  return part.name === 'sym' ? symbol(part.attributes['char'] ?? '') : ''
}

/** Symbol fonts put their signs in a private range; a few of them carry meaning in policies. */
function symbol(code: string): string {
  const signs: Record<string, string> = {
    FC: '✓',
    FB: '✗',
    A8: '☐',
    FE: '☑',
    FD: '☒',
    E0: '→',
    A3: '≤',
    B3: '≥',
    B0: '°',
  }
  return signs[code.toUpperCase().slice(-2)] ?? '•'
}

function field(type: string | undefined, fields: Reading['fields']): void {
  if (type === 'begin') fields.push('instruction')
  if (type === 'separate' && fields.length > 0) fields[fields.length - 1] = 'result'
  if (type === 'end') fields.pop()
}

function addFootnote(id: string, write: (text: string) => void, content: Content): void {
  content.footnotes.push(id)
  write(`[${id}]`)
}

function boxesIn(node: Xml): Xml[] {
  if (node.name === 'txbxContent') return [node]
  return (node.name === 'AlternateContent' ? [oneOf(node)] : node.children).flatMap(part =>
    typeof part === 'string' ? [] : boxesIn(part),
  )
}

/** Whether the mark that ends the paragraph was deleted: then its text is the beginning of the next one. */
export function endsInNext(paragraph: Xml): boolean {
  const mark = child(child(paragraph, 'pPr'), 'rPr')
  return children(mark, 'del').length > 0 || children(mark, 'moveFrom').length > 0
}
