import { bulleted, lengthOfLabel } from '../marks.ts'
import type { Column } from './columns.ts'
import { type Habits, isSameType } from './habits.ts'
import { type Row, wordsOf } from './rows.ts'

/** Rows that are one paragraph, heading or list item: a sentence that was wrapped is whole again. */
export interface Paragraph {
  rows: Row[]
  column: Column
}

export function paragraphsOf(columns: Column[], habits: Habits): Paragraph[] {
  const paragraphs: Paragraph[] = []
  for (const column of columns)
    for (const row of column.rows) {
      const last = paragraphs.at(-1)
      const before = last?.column === column ? last : beforeFootnotes(paragraphs)
      const on = before && (before.column === column ? goesOn(before, row, habits) : goesOnElsewhere(before, row))
      if (before && on) before.rows.push(row)
      else paragraphs.push({ rows: [row], column })
    }
  return paragraphs
}

/** What goes on over the page is the text, not the footnotes below it. */
function beforeFootnotes(paragraphs: Paragraph[]): Paragraph | undefined {
  return paragraphs.findLast(paragraph => footnoteMark(paragraph) === undefined)
}

/** `[3]` at the start of footnote 3. */
export function footnoteMark({ rows }: Paragraph): string | undefined {
  return rows[0] && /^\[\d{1,2}\](?= )/.exec(wordsOf(rows[0]))?.[0]
}

/** Whether a row is the wrapped rest of what stands right above it. */
function goesOn({ rows, column }: Paragraph, row: Row, habits: Habits): boolean {
  const [first, above] = [rows[0], rows.at(-1)]
  if (!first || !above || isCells(above) || isCells(row) || hasLeader(above)) return false
  if (!isSameType(row, above, habits)) return false
  const gap = row.y - above.y
  if (gap > habits.leading * Math.max(above.size, row.size) * 1.22) return false
  const text = wordsOf(row)
  if (startsItem(row)) return wrapsLabelLike(rows, column, row)
  if (above.size > habits.size * 1.12) return !startsItem(first) || isFull(above, row, column)
  if (isFull(above, row, column)) return !isSetOff(rows, row)
  if (/\p{L}-$/u.test(wordsOf(above)) && /^\p{Ll}/u.test(text)) return true
  const open = /(?:,|\b(?:and|or|the|a|an|of|to|in|for|by|with|from|on|at))$/.test(wordsOf(above))
  return (
    (open || /^\p{Ll}/u.test(text)) &&
    !/[.!?:;]$/.test(wordsOf(above)) &&
    column.right - above.right < (column.right - column.left) * 0.35
  )
}

/** Over the end of a page or column only a sentence that plainly is not done goes on. */
function goesOnElsewhere({ rows, column }: Paragraph, row: Row): boolean {
  const above = rows.at(-1)
  if (!above || isCells(above) || isCells(row) || startsItem(row) || Math.abs(row.size - above.size) > 0.5) return false
  if (column.right - above.right > (column.right - column.left) * 0.3 || wordsOf(above).length < 30) return false
  return /^\p{Ll}/u.test(wordsOf(row)) && !/[.!?:;]['"’”)]*$/.test(wordsOf(above))
}

/** `2.1`, `(a)`, a bullet: the printed start of an item. */
export function startsItem(row: Row): boolean {
  const text = bulleted(wordsOf(row))
  return text.startsWith('- ') || text === '-' || lengthOfLabel(text) > 0 || lengthOfLabel(`${text} `) > text.length
}

/** A wrapped line may begin with a number: "… as required by section / 4.2 of this policy". */
function wrapsLabelLike(rows: Row[], column: Column, row: Row): boolean {
  const [first, above] = [rows[0] as Row, rows.at(-1) as Row]
  const text = wordsOf(row)
  if (/^\W/.test(text) && !/^\(/.test(text)) return false
  if (!isFull(above, row, column) || /[.:;]$/.test(wordsOf(above))) return false
  const rest = text.slice(lengthOfLabel(text))
  const hangs = first.textX > first.x + 2 && Math.abs(row.x - first.textX) < 3
  return (
    hangs ||
    /^\p{Ll}/u.test(rest) ||
    /\b(?:sections?|clauses?|paragraphs?|rules?|appendix|part|page|no\.?|and|or|to)$/i.test(wordsOf(above))
  )
}

/** A line is full when the first word of the next would not have fitted behind it: the break is the program's, not the author's. */
function isFull(above: Row, row: Row, column: Column): boolean {
  const text = wordsOf(row)
  const word = /^\S+/.exec(text)?.[0] ?? ''
  const wide = ((row.right - row.x) / Math.max(1, text.length)) * (word.length + 1)
  return above.right + wide > column.right - 0.5 * above.size
}

/** A first line that is indented, or a return from an indented passage, begins a paragraph without any gap. */
function isSetOff(rows: Row[], row: Row): boolean {
  const [first, above] = [rows[0] as Row, rows.at(-1) as Row]
  const begins = rows.length === 1 ? Math.min(first.x, first.textX) : above.x
  const hang = rows.length === 1 ? Math.max(first.x, first.textX) : above.x
  const step = row.size * 0.8
  return row.x > hang + step || (rows.length > 1 && row.x < begins - step)
}

export function isCells(row: Row): boolean {
  return row.segments.length > 1 || row.segments[0]?.table !== undefined
}

/** A line of contents: dots or a rule up to the page number. */
function hasLeader(row: Row): boolean {
  return /(?:\.\s?){4,}\s*\d*$|…\s*\d*$|_{3,}$/.test(wordsOf(row))
}
