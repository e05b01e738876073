import { describe, expect, test } from 'vitest'
import { parsePolicy } from '../src/clauses/policy.ts'
import { type Pdf, pdf } from './support/pdf.ts'
import { read, texts } from './support/reading.ts'

const long = 'Staff who visit people at home tell the duty manager where they are going, and ring again later.'

const footnote = 'Councillors who visit ring the clerk instead, and'

/** Text whose letters stand at this height of the page; pdfkit counts from their tops. */
function set(doc: Pdf, text: string, x: number, y: number, size: number): void {
  doc.fontSize(size).text(text, x, y - 0.718 * size, { lineBreak: false })
}

/** The mark and its footnote, raised by a share of the letters beside it and set smaller than these. */
function noted(doc: Pdf, { size, rise }: { size: number; rise: number }, marked: string): void {
  set(doc, marked, 72, 80, 11)
  set(doc, '1', 72 + doc.widthOfString(marked), 80 - rise * 11, size * 11)
  set(doc, '2.2 Nobody visits alone after dark.', 72, 110, 11)
  set(doc, '1', 72, 700 - rise * 8, size * 8)
  set(doc, footnote, 78, 700, 8)
  set(doc, 'with time to spare.', 78, 709, 8)
}

describe('a footnote', () => {
  test.each([
    ['as Word raises its mark', { size: 0.65, rise: 0.35 }],
    ['as a browser raises its mark', { size: 0.834, rise: 0.4 }],
  ])('%s is kept with its mark, and stands behind the clause that bears the mark', async (_, mark) => {
    const source = await read(
      'a.pdf',
      await pdf(doc => {
        noted(doc, mark, `2.1 ${long}`)
        set(doc.addPage(), '2.3 A visit is written down on the day.', 72, 80, 11)
      }),
    )
    const { policy } = parsePolicy(source, { authority: 'a', policy: 'a/a', file: 'a.pdf' })

    expect(policy.clauses.map(({ ref, heading, text }) => [ref, heading, text])).toEqual([
      ['2.1', '', `${long}[1]\n[1] ${footnote} with time to spare.`],
      ['2.2', '', 'Nobody visits alone after dark.'],
      ['2.3', '', 'A visit is written down on the day.'],
    ])
  })

  test('whose mark stands nowhere on its page stays where it is printed', async () => {
    const source = await read(
      'a.pdf',
      await pdf(doc => {
        set(doc, `2.1 ${long}`, 72, 80, 11)
        set(doc, '2', 72, 700 - 0.35 * 8, 5)
        set(doc, footnote, 78, 700, 8)
      }),
    )

    expect(texts(source)).toEqual([`2.1 ${long}`, `[2] ${footnote}`])
  })
})
