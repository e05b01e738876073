import type { Line } from './source.ts'

/** A table cell: its paragraphs, without blank lines. */
export type Cell = Line[]

/**
 * A table as lines, cells joined by a tab. Three kinds of table are no tables to a reader: a box (one cell) is its
 * paragraphs; a column of clause numbers beside one of text is clauses; "Do" beside "Don't" is two lists, read one after
 * the other.
 */
export function tableLines(rows: Cell[][]): Line[] {
  const lists = rows.some(row => row.filter(cell => cell.length > 2).length > 1)
  if (lists && rows.length <= 3) return columns(rows).flatMap(column => column.flat())
  const numbered = holdsClauses(rows)
  return rows.flatMap(row => rowLines(row, numbered))
}

function columns(rows: Cell[][]): Cell[][] {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0)
  return Array.from({ length: width }, (_, at) => rows.map(row => row[at] ?? []))
}

/** Whether this is a layout of clauses, `1.1` in one column and a sentence in the next, rather than a version table. */
function holdsClauses(rows: Cell[][]): boolean {
  const labelled = rows.map(filled).filter(cells => cells.length === 2 && isLabel(cells[0]))
  const sentences = labelled.filter(([, text]) => (text ?? []).map(oneCell).join(' ').length > 40)
  return sentences.length > 0 && sentences.length * 2 >= labelled.length
}

/** The last cell may hold a list: its first paragraph stands in the row, the others below it. */
function rowLines(row: Cell[], numbered: boolean): Line[] {
  const cells = filled(row)
  const [first, last] = [cells[0], cells.at(-1)]
  if (!first?.[0] || !last?.[0]) return []
  if (cells.length === 1) return first
  const { line, page } = first[0]
  const below = isPassage(last) ? last.slice(1) : []
  if (numbered && cells.length === 2 && isLabel(first))
    return [{ ...last[0], text: `${oneCell(first[0])} ${last[0].text.trim()}`, line, page }, ...last.slice(1)]
  const texts = [...cells.slice(0, -1), below.length ? last.slice(0, 1) : last].map(cell => cell.map(oneCell).join(' '))
  return [{ text: texts.join('\t'), line, page }, ...below]
}

function filled(row: Cell[]): Cell[] {
  return row.filter(cell => cell.length > 0)
}

/** Paragraphs or list items, and not merely a name and a date broken over two lines. */
function isPassage(cell: Cell): boolean {
  return cell.slice(1).some(line => /^\s*(?:-|\(?[a-z\d.]{1,6}[.)])\s/i.test(line.text) || line.text.length > 60)
}

function oneCell(line: Line): string {
  return line.text.replaceAll('**', '').replaceAll('\t', ' ').trim()
}

function isLabel(cell: Cell | undefined): boolean {
  const text = cell?.[0] && cell.length === 1 ? oneCell(cell[0]) : ''
  return /^\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]|[ivxl]{1,6})[.):]*$/i.test(text)
}
