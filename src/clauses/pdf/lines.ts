import { bulleted, canHead, plain, type Run, withBoldLead } from '../marks.ts'
import type { Line } from '../source.ts'
import { type Cell, tableLines } from '../table.ts'
import { type Habits, isSameType } from './habits.ts'
import { isCells, type Paragraph, paragraphsOf, startsItem } from './paragraphs.ts'
import { halfPoints, levelsOf, type Row, rowOf, wordsOf } from './rows.ts'
import type { Segment, Table } from './segments.ts'

/** Paragraphs as lines; a blank line before each that is not an item or a row of a table. */
export function linesOf(paragraphs: Paragraph[], habits: Habits): Line[] {
  const lines: Line[] = []
  let number = 0
  let above: Paragraph | undefined
  let packed = false
  for (const paragraph of paragraphs) {
    const [first] = paragraph.rows
    if (!first) continue
    number++
    const table = first.segments[0]?.table
    const made = table ? rowsOfTable(table, first.page, number, habits) : [lineOf(paragraph, number, habits)]
    const item = made.length > 0 && made[0]?.level === undefined && (isCells(first) || startsItem(first))
    if (above && isParted(above, paragraph, item && packed, habits))
      lines.push({ text: '', line: number, page: first.page })
    for (const line of made) if (line.text.trim() !== '') lines.push(line)
    packed = item
    above = paragraph
  }
  return lines
}

/**
 * Whether a blank line stands between two paragraphs: where the page shows a gap, and around sentences also where it shows
 * none. Over the end of a page only items go on without one; lines of a title page or an address are kept together.
 */
function isParted(above: Paragraph, paragraph: Paragraph, items: boolean, habits: Habits): boolean {
  const [last, first] = [above.rows.at(-1), paragraph.rows[0]]
  if (!last || !first || above.column !== paragraph.column) return !items
  if (!isSameType(last, first, habits) || first.y - last.y > habits.leading * last.size * 1.22) return true
  return !items && (above.rows.length > 1 || startsItem(last) || /[.:;!?]$/.test(wordsOf(last)))
}

function rowsOfTable({ cells, edges }: Table, page: number, number: number, habits: Habits): Line[] {
  const cellOf = (segments: Segment[], column: number): Cell => {
    const left = Math.min(...segments.map(segment => segment.x))
    const rows = levelsOf(segments).map(level => rowOf(level, page))
    const paragraphs = paragraphsOf([{ rows, left, right: edges[column] ?? 0 }], habits)
    return paragraphs.map(paragraph => lineOf(paragraph, number, habits))
  }
  return tableLines(cells.map(row => row.map(cellOf)))
}

function lineOf(paragraph: Paragraph, number: number, habits: Habits): Line {
  const [first] = paragraph.rows as [Row]
  const runs = wholeRuns(paragraph.rows, habits.words)
  const at = { line: number, page: first.page }
  const bare = tidy(runs.map(run => run.text).join(''))
  const level = habits.levels.get(halfPoints(first.size))
  const entry = contentsEntry(bare)
  if (level && !isCells(first) && canHead(bare) && entry === bare) return { text: bulleted(bare), ...at, level }
  if (isCells(first)) return { text: entry, ...at }
  return { text: indentOf(paragraph, habits) + contentsEntry(bulleted(tidy(withBoldLead(runs)))), ...at }
}

/** The runs of all rows as one text: rows joined by a space, or by nothing where a word was cut at the line's end. */
function wholeRuns(rows: Row[], words: Set<string>): Run[] {
  const runs: Run[] = []
  for (const [at, row] of rows.entries()) {
    const own = row.segments.flatMap((segment, nth) =>
      nth ? [{ text: '\t', bold: false }, ...segment.runs] : segment.runs,
    )
    const last = runs.at(-1)
    if (at > 0 && last) joinRows(last, own[0], words, runs.at(-2))
    runs.push(...own.map(run => ({ ...run })))
  }
  return runs
}

/**
 * A hyphen at the end of a line belongs to the word ("decision-making") unless the document has the word without it, or the
 * program marked it as one it put there itself: by its character, or as a piece of its own behind the word.
 */
function joinRows(last: Run, next: Run | undefined, words: Set<string>, before: Run | undefined): void {
  if (/^[-\u2010]\s*$/.test(last.text) && /\p{L}{2}$/u.test(before?.text ?? '') && /^\p{Ll}/u.test(next?.text ?? '')) {
    last.text = ''
    return
  }
  const head = /(\p{L}{2,})([-\u00ad\u2010])\s*$/u.exec(last.text)
  const tail = /^\s*(\p{Ll}+)/u.exec(next?.text ?? '')?.[1]
  if (head && tail) {
    const joined = `${head[1]}${tail}`.toLowerCase()
    const kept = head[2] === '\u00ad' || words.has(joined) ? '' : '-'
    last.text = last.text.replace(/[-\u00ad\u2010]\s*$/, kept)
  } else if (!/[\u2014/]\s*$/.test(last.text)) last.text += ' '
}

function tidy(text: string): string {
  const words = plain(text).trim()
  return words.replace(/ *\t[\t ]*/g, '\t').replace(/ {2,}/g, ' ')
}

/** Dots that lead to a page number are the tab they stand for. */
function contentsEntry(text: string): string {
  return text
    .replace(/\s*(?:(?:\.\s?){4,}|(?:…\s?)+|_{4,})\s*(\d{1,4}|[ivxl]{1,6})$/i, '\t$1')
    .replace(/(?:\.\s?){5,}\t/, '\t')
}

/** Indentation as spaces, two for each step of a list. What is centred is not indented. */
function indentOf({ rows, column }: Paragraph, { size }: Habits): string {
  const [first] = rows as [Row]
  const step = first.x - column.left
  const centred = Math.abs(step - (column.right - first.right)) < size && step > size * 3
  return centred || step < size * 0.6 ? '' : ' '.repeat(Math.min(16, Math.round(step / (size * 0.8))))
}
