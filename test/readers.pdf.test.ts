import { deflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { furnish, pdf } from './support/pdf.ts'
import { read, refusal, texts } from './support/reading.ts'

const long =
  'Staff who visit people at home tell the duty manager where they are going, and ring again when they have left the house.'
const other =
  'Nobody goes in alone after dark, and nobody goes in at all where a dog is loose, whatever the owner of the dog may say.'

test('wrapped lines are one line again, numbers stand in front, headings have their level, pages are told', async () => {
  const source = await read(
    'a.pdf',
    await pdf(doc => {
      doc.font('Helvetica-Bold').fontSize(20).text('Visits')
      doc.fontSize(14).text('1. Before the visit').moveDown()
      doc.font('Helvetica').fontSize(11).text(`1.1 ${long} ${other}`).moveDown().text(`1.2 ${other}`).moveDown()
      doc.font('Helvetica-Bold').text('Phones: ', { continued: true }).font('Helvetica').text(long)
      doc.addPage().font('Helvetica-Bold').fontSize(14).text('2. After the visit').moveDown()
      doc.font('Helvetica').fontSize(11).text(`2.1 ${long}`)
    }),
  )

  expect(source.lines.filter(line => line.text !== '')).toEqual([
    { text: 'Visits', line: 1, page: 1, level: 1 },
    { text: '1. Before the visit', line: 2, page: 1, level: 2 },
    { text: `1.1 ${long} ${other}`, line: 3, page: 1 },
    { text: `1.2 ${other}`, line: 4, page: 1 },
    { text: `**Phones:** ${long}`, line: 5, page: 1 },
    { text: '2. After the visit', line: 6, page: 2, level: 2 },
    { text: `2.1 ${long}`, line: 7, page: 2 },
  ])
})

test('running heads and feet with changing numbers are left out, and what was left out is noted', async () => {
  const source = await read(
    'a.pdf',
    await pdf(doc => {
      for (let page = 1; page <= 4; page++) {
        if (page > 1) doc.addPage()
        doc.fontSize(11).text(`${page}.1 Rule of page ${page}: ${long}`, 72, 65 + page * 9)
      }
      furnish(doc, 'Visits policy')
    }),
  )

  expect(texts(source).map(text => text.slice(0, 20))).toEqual(
    [1, 2, 3, 4].map(n => `${n}.1 Rule of page ${n}: `.slice(0, 20)),
  )
  expect(source.notes).toEqual(['left out as repeated on its pages: "Visits policy v#.#", "Page # of #"'])
})

test('heads that change with the chapter are known by the page numbers beside them', async () => {
  const source = await read(
    'a.pdf',
    await pdf(doc => {
      for (let page = 1; page <= 6; page++) {
        if (page > 1) doc.addPage()
        doc.text(`Chapter ${['on', 'tw', 'thre', 'fou', 'fiv', 'si'][page - 1]}: visits ${page}`, 72, 40)
        doc.text(`${page}.1 Rule ${page}: ${long}`, 72, 65 + page * 9)
      }
    }),
  )

  expect(texts(source)).toEqual([1, 2, 3, 4, 5, 6].map(n => `${n}.1 Rule ${n}: ${long}`))
})

test('two columns are read one after the other, each line whole, and a heading across both stands before them', async () => {
  const source = await read(
    'a.pdf',
    await pdf(doc => {
      doc.fontSize(18).text('Visits', 72, 72)
      doc.fontSize(10)
      for (const [at, x] of [72, 310].entries()) {
        doc.text(`${at + 1}.1 ${long} ${other}`, x, 110, { width: 210 }).moveDown()
        doc.text(`${at + 1}.2 ${other} ${long}`, x, doc.y, { width: 210 })
      }
    }),
  )

  expect(texts(source)).toEqual([
    'Visits',
    `1.1 ${long} ${other}`,
    `1.2 ${other} ${long}`,
    `2.1 ${long} ${other}`,
    `2.2 ${other} ${long}`,
  ])
})

test('numbers in two columns keep to the text beside them, also where a sentence across both stands above', async () => {
  const source = await read(
    'a.pdf',
    await pdf(doc => {
      doc.fontSize(10).text('1.1', 72, 72, { lineBreak: false }).text(`${long} ${other}`, 100, 72, { width: 420 })
      for (const [at, x] of [72, 310].entries()) {
        doc
          .text(`1.${at + 2}`, x, 140, { lineBreak: false })
          .text(`${other} ${long} ${other}`, x + 28, 140, { width: 182 })
      }
    }),
  )

  expect(texts(source)).toEqual([
    `1.1 ${long} ${other}`,
    `1.2 ${other} ${long} ${other}`,
    `1.3 ${other} ${long} ${other}`,
  ])
})

test('a bullet that a page cuts in two is one bullet, and the list goes on', async () => {
  const source = await read(
    'a.pdf',
    await pdf(doc => {
      doc.text('Staff must:', 72, 690)
      doc
        .text('\u2022', 90, 706, { lineBreak: false })
        .text('carry a phone that is charged and', 108, 706, { lineBreak: false })
      doc.text('\u2022', 90, 722, { lineBreak: false })
      doc.text('tell the duty manager where they are going to be and for how', 108, 722, { lineBreak: false })
      doc.text('many hours and with whom and why, before they leave for the', 108, 736, { lineBreak: false })
      doc.addPage().text('visit and not after.', 108, 72, { lineBreak: false })
      doc.text('\u2022', 90, 90, { lineBreak: false }).text('come back.', 108, 90, { lineBreak: false })
    }),
  )

  expect(texts(source).map(text => text.trim())).toEqual([
    'Staff must:',
    '- carry a phone that is charged and',
    '- tell the duty manager where they are going to be and for how many hours and with whom and why, before they leave for the visit and not after.',
    '- come back.',
  ])
})

test('a wrapped line that begins with a number is no clause; a word cut at a line’s end is whole', async () => {
  const lines = [
    '4.1 Complaints are heard by the panel, as is required by section',
    '4.2 of the scheme, unless the decision-',
    'making panel has been dis-',
    'banded.',
  ]
  const source = await read(
    'a.pdf',
    await pdf(doc => {
      for (const [at, line] of lines.entries()) doc.text(line, 72, 72 + at * 13, { lineBreak: false, width: 330 })
      doc.text('A panel is disbanded by the council, which says why it does so, and', 72, 150, { lineBreak: false })
    }),
  )

  expect(texts(source)[0]).toBe(
    '4.1 Complaints are heard by the panel, as is required by section 4.2 of the scheme, unless the decision-making panel has been disbanded.',
  )
})

test('a hyphen that the program set at a line’s end, a piece of text of its own, is no part of the word', async () => {
  const source = await read(
    'a.pdf',
    await pdf(doc => {
      const head = '2.2 A caller who wishes to speak Welsh is trans'
      const end = 72 + doc.widthOfString(head)
      doc.text(head, 72, 72, { lineBreak: false })
      doc.font('Helvetica-Oblique').text('-', end, 72, { lineBreak: false })
      doc.font('Helvetica').text('ferred to somebody who speaks it.', 72, 85, { lineBreak: false })
    }),
  )

  expect(texts(source)).toEqual(['2.2 A caller who wishes to speak Welsh is transferred to somebody who speaks it.'])
})

describe('a table', () => {
  const rows = [
    ['Version', 'Date', 'What changed in this version'],
    ['1.0', 'May 2020', 'First version, agreed with the trade unions and with the staff forum'],
    ['1.1', 'June 2022', 'Telephone numbers'],
  ]
  const draw = (ruled: boolean) =>
    pdf(doc => {
      for (const [at, row] of rows.entries())
        for (const [column, text] of row.entries()) {
          const [x, width] = [
            [72, 80],
            [152, 80],
            [232, 200],
          ][column] as [number, number]
          if (ruled) doc.rect(x, 72 + at * 40, width, 40).stroke()
          doc.text(text, x + 5, 77 + at * 40, { width: width - 10 })
        }
      doc.text(long, 72, 300)
    })

  test.each([
    ['with lines', true],
    ['without lines', false],
  ])('%s is a line a row, cells parted by tabs, however they are wrapped', async (_, ruled) => {
    expect(texts(await read('a.pdf', await draw(ruled)))).toEqual([...rows.map(row => row.join('\t')), long])
  })
})

test('terms beside what they mean are read term by term, not column by column', async () => {
  const terms = [
    'A visit to a client',
    'The duty manager',
    'A working day here',
    'A place of work',
    'The council as such',
    'A record of a visit',
  ]
  const source = await read(
    'a.pdf',
    await pdf(doc => {
      for (const [at, term] of terms.entries()) {
        doc.text(term, 72, 72 + at * 50, { lineBreak: false })
        doc.text(`${term.slice(-5)} ${long}`, 240, 72 + at * 50, { width: 280 })
      }
    }),
  )

  expect(texts(source)).toEqual(terms.map(term => `${term}\t${term.slice(-5).trim()} ${long}`))
})

test('dots that lead to a page number are a tab', async () => {
  const source = await read(
    'a.pdf',
    await pdf(doc => doc.text('1.1 Scope ........................ 4').text('Annex A . . . . . . . . 12')),
  )

  expect(texts(source)).toEqual(['1.1 Scope\t4', 'Annex A\t12'])
})

test('a sheet with DRAFT across it is a draft, and the word is not in its sentences', async () => {
  const source = await read(
    'a.pdf',
    await pdf(doc => {
      doc.text(long)
      doc
        .rotate(-45, { origin: [300, 400] })
        .fontSize(90)
        .text('DRAFT', 150, 380)
    }),
  )

  expect(texts(source)).toEqual([long])
  expect(source.about['status']).toBe('draft')
  expect(source.notes).toEqual(['left out as set at an angle: "DRAFT"'])
})

test('a PDF says its dates in its properties, and its title where it prints it too', async () => {
  const info = { Title: 'Visits', CreationDate: new Date('2021-04-05T12:00:00Z') }

  expect((await read('a.pdf', await pdf(doc => doc.text('VISITS\n').text(long), { info }))).about).toEqual({
    title: 'Visits',
    created: '2021-04-05',
  })
  expect((await read('a.pdf', await pdf(doc => doc.text(long), { info }))).about).toEqual({ created: '2021-04-05' })
})

test.each(['x', 'Policy', 'Staff'])(
  'a property that only says "%s" is no title because a sentence has those letters',
  async Title => {
    const source = await read(
      'a.pdf',
      await pdf(doc => doc.text('Visits Policy\n').text(`${long} ${other}`), { info: { Title } }),
    )

    expect(source.about['title']).toBeUndefined()
  },
)

describe('a PDF that cannot be read is refused in a sentence', () => {
  const good = pdf(doc => doc.text(long))

  test('with a password', async () => {
    expect(
      await refusal('a.pdf', await pdf(doc => doc.text(long), { userPassword: 'secret', pdfVersion: '1.7' })),
    ).toMatch(/^Fixable: ".*a\.pdf" cannot be read: it asks for a password\. Save a copy/)
  })

  test('scanned, with pictures and no text', async () => {
    const scan = await pdf(doc => {
      doc.image(picture(), 0, 0, { width: 500 }).addPage().image(picture(), 0, 0, { width: 500 })
    })

    expect(await refusal('a.pdf', scan)).toMatch(/none of its 2 pages holds any text: it is probably scanned.*OCR/)
  })

  test('whose fonts hide which letters they show', async () => {
    const rare = `abreve amacron aogonek cacute ccaron dcaron dcroat eogonek ecaron edotaccent emacron gbreve imacron iogonek
      lacute lcaron lslash nacute ncaron ohungarumlaut omacron racute rcaron sacute scedilla tcaron`
    const encoding = `/Encoding <</Type /Encoding /Differences [97 ${rare.split(/\s+/).map(name => `/${name}`)}]>>`
    const bytes = Buffer.from(await good)
      .toString('latin1')
      .replace('/Encoding /WinAnsiEncoding', encoding.replaceAll(',', ' '))

    expect(await refusal('a.pdf', Buffer.from(bytes, 'latin1'))).toMatch(
      /its fonts hide which letters it shows\. Save it as PDF anew/,
    )
  })

  test('cut short in the middle', async () => {
    const bytes = await good

    expect(await refusal('a.pdf', bytes.subarray(0, 200))).toMatch(
      /^Fixable: ".*" cannot be read: it is damaged|no text/,
    )
  })
})

test('a PDF that only its owner’s password keeps from being changed is read', async () => {
  const source = await read(
    'a.pdf',
    await pdf(doc => doc.text(long), { ownerPassword: 'secret', permissions: { copying: false } }),
  )

  expect(texts(source)).toEqual([long])
})

test('a PDF of which some pages are scanned is read, and those pages are named', async () => {
  const source = await read('a.docx', await pdf(doc => doc.text(long).addPage().image(picture(), 0, 0, { width: 500 })))

  expect(texts(source)).toEqual([long])
  expect(source.notes).toEqual([
    'named .docx, but read as a PDF, which it is',
    'pages without text, perhaps scanned: 2',
  ])
})

/** A grey PNG of 40 by 40 dots. */
function picture(): Buffer {
  const chunk = (type: string, bytes: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), bytes])
    const frame = Buffer.alloc(8)
    frame.writeUInt32BE(bytes.length)
    frame.writeUInt32BE(crc(body), 4)
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
  }
  const header = Buffer.from([0, 0, 0, 40, 0, 0, 0, 40, 8, 0, 0, 0, 0])
  const rows = deflateSync(Buffer.alloc(41 * 40, 128).map((byte, at) => (at % 41 === 0 ? 0 : byte)))
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function crc(bytes: Buffer): number {
  let sum = 0xffffffff
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1
  }
  return (sum ^ 0xffffffff) >>> 0
}
