import { footnoteMark, type Paragraph } from './paragraphs.ts'
import { type Row, wordsOf } from './rows.ts'

/** Footnotes go where their marks stand, as a Word file has them: at the foot of a page they would be the last clause's words. */
export function withFootnotesMoved(paragraphs: Paragraph[]): Paragraph[] {
  const under = new Map<Paragraph, Paragraph[]>()
  const moved = new Set<Paragraph>()
  let above: { last: Paragraph; home: Paragraph } | undefined
  for (const each of paragraphs) {
    const home = homeOf(each, paragraphs) ?? (above && goesOn(above.last, each) ? above.home : undefined)
    above = home && { last: each, home }
    if (!home) continue
    under.set(home, [...(under.get(home) ?? []), each])
    moved.add(each)
  }
  return paragraphs.filter(each => !moved.has(each)).flatMap(each => [each, ...(under.get(each) ?? [])])
}

/** The paragraph of the same page that bears the mark, in larger type than the footnote: a list that is cited as [1] is none. */
function homeOf(footnote: Paragraph, paragraphs: Paragraph[]): Paragraph | undefined {
  const [first] = footnote.rows
  const mark = footnoteMark(footnote)
  if (!first || mark === undefined) return undefined
  const bears = (text: string) => text.indexOf(mark, 1) > 0 && !text.includes(` ${mark}`)
  return paragraphs.find(
    each =>
      footnoteMark(each) === undefined &&
      each.rows.some(row => row.page === first.page && row.size > first.size * 1.05 && bears(wordsOf(row))),
  )
}

/** A second paragraph of a footnote, or a line of it that its narrow column makes look like one. */
function goesOn(above: Paragraph, paragraph: Paragraph): boolean {
  const [last, first] = [above.rows.at(-1), paragraph.rows[0]]
  return last !== undefined && first !== undefined && footnoteMark(paragraph) === undefined && isBelow(last, first)
}

function isBelow(last: Row, first: Row): boolean {
  const near = first.y > last.y && first.y - last.y < 2 * last.size
  return first.page === last.page && near && Math.abs(first.size - last.size) < 0.02 * last.size
}
