import {
  AlignmentType,
  Document,
  Footer,
  Header,
  LevelFormat,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
} from 'docx'
import { describe, expect, test } from 'vitest'
import type { Policy } from '../src/clauses/clause.ts'
import { parsePolicy } from '../src/clauses/policy.ts'
import { furnish, pdf } from './support/pdf.ts'
import { read } from './support/reading.ts'

// One policy as councils set them out: title page, control table, contents, numbered clauses, an appendix that counts anew.
const control = [
  ['Document owner', 'Head of People'],
  ['Version', '2.1'],
  ['Approved by', 'Full Council on 12 March 2023'],
  ['Review date', 'March 2025'],
] as const
const sections = [
  [
    'Introduction',
    ['This policy says how staff who work alone stay safe.', 'It holds for agency staff and for volunteers too.'],
  ],
  [
    'Before a visit',
    ['Tell the duty manager where you are going and when you will be back.', 'Carry a phone that is charged.'],
  ],
] as const
const appendix = ['Ask who else is in the house.', 'Leave at once if anybody there frightens you.']

describe.each([
  ['Word', wordFile],
  ['PDF', pdfFile],
])('a policy with title page, contents, running lines and an appendix, as %s', (_, make) => {
  test('gives its clauses under the numbers it prints, and nothing else', async () => {
    const { clauses } = await make()
    const numbered = clauses.filter(clause => /\d$/.test(clause.ref))

    expect(numbered.map(({ ref, text }) => [ref, text])).toEqual([
      ['1.1', sections[0][1][0]],
      ['1.2', sections[0][1][1]],
      ['2.1', sections[1][1][0]],
      ['2.2', sections[1][1][1]],
      ['Appendix 1 1.1', appendix[0]],
      ['Appendix 1 1.2', appendix[1]],
    ])
    expect(JSON.stringify(clauses)).not.toMatch(/Page \d|Marsh Council policies|\.\.\.\./)
  })

  test('says what it is', async () => {
    expect(await make()).toMatchObject({
      title: 'Lone Working Policy',
      owner: 'Head of People',
      version: '2.1',
      date: '12 March 2023',
      status: 'adopted',
      review: { due: '2025-03-31' },
    })
  })
})

async function policy(name: string, bytes: Uint8Array): Promise<Policy> {
  return parsePolicy(await read(name, bytes), { authority: 'marsh', policy: 'marsh/lone', file: name }).policy
}

async function wordFile(): Promise<Policy> {
  const level = (level: number, text: string) => ({
    level,
    format: LevelFormat.DECIMAL,
    text,
    alignment: AlignmentType.LEFT,
  })
  const config = ['main', 'appendix'].map(reference => ({ reference, levels: [level(0, '%1.'), level(1, '%1.%2')] }))
  const item = (text: string, reference: string, level: number) =>
    new Paragraph({ text, numbering: { reference, level } })
  const page = new TextRun({ children: ['Page ', PageNumber.CURRENT] })
  const made = new Document({
    numbering: { config },
    sections: [
      {
        headers: { default: new Header({ children: [new Paragraph('Marsh Council policies')] }) },
        footers: { default: new Footer({ children: [new Paragraph({ children: [page] })] }) },
        children: [
          new Paragraph({ text: 'Lone Working Policy', heading: 'Title' }),
          new Table({
            rows: control.map(
              row => new TableRow({ children: row.map(text => new TableCell({ children: [new Paragraph(text)] })) }),
            ),
          }),
          new Paragraph('Contents'),
          ...sections.map(([title], at) => new Paragraph(`${at + 1}. ${title}\t${at + 3}`)),
          new Paragraph(`Appendix 1: On the doorstep\t4`),
          ...sections.flatMap(([title, clauses]) => [
            new Paragraph({ text: title, heading: 'Heading1', numbering: { reference: 'main', level: 0 } }),
            ...clauses.map(text => item(text, 'main', 1)),
          ]),
          new Paragraph({ text: 'Appendix 1: On the doorstep', heading: 'Heading1', pageBreakBefore: true }),
          new Paragraph({ text: 'Checks', heading: 'Heading2', numbering: { reference: 'appendix', level: 0 } }),
          ...appendix.map(text => item(text, 'appendix', 1)),
        ],
      },
    ],
  })
  return policy('lone.docx', new Uint8Array(await Packer.toBuffer(made)))
}

async function pdfFile(): Promise<Policy> {
  const bytes = await pdf(doc => {
    const heading = (text: string, size = 15) =>
      doc.font('Helvetica-Bold').fontSize(size).text(text, 72).moveDown().font('Helvetica').fontSize(11)
    const clause = (number: string, text: string) => {
      const { y } = doc
      doc.text(number, 72, y, { lineBreak: false }).text(text, 108, y, { width: 400 }).moveDown()
    }
    heading('Lone Working Policy', 26)
    for (const [at, row] of control.entries())
      for (const [column, text] of row.entries()) {
        doc.rect(72 + column * 130, 200 + at * 22, column ? 300 : 130, 22).stroke()
        doc.text(text, 77 + column * 130, 205 + at * 22, { lineBreak: false })
      }
    doc.addPage().text('Contents', 72).moveDown()
    for (const [at, [title]] of sections.entries()) doc.text(`${at + 1}. ${title} ${'.'.repeat(80)} 3`)
    doc.text(`Appendix 1: On the doorstep ${'.'.repeat(60)} 4`).addPage()
    for (const [at, [title, clauses]] of sections.entries()) {
      heading(`${at + 1}. ${title}`)
      for (const [nth, text] of clauses.entries()) clause(`${at + 1}.${nth + 1}`, text)
    }
    doc.addPage()
    heading('Appendix 1: On the doorstep')
    heading('1. Checks', 13)
    for (const [nth, text] of appendix.entries()) clause(`1.${nth + 1}`, text)
    furnish(doc, 'Marsh Council policies')
  })
  return policy('lone.pdf', bytes)
}
