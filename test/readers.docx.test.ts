import { strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { read, refusal, texts } from './support/reading.ts'
import { p, type WordFile, word } from './support/word.ts'

type Levels = NonNullable<WordFile['lists']>[number]

const legal: Levels = [
  ['decimal', '%1.'],
  ['decimal', '%1.%2'],
  ['lowerLetter', '(%3)'],
  ['lowerRoman', '%4)'],
]
const linesOf = async (file: WordFile) => texts(await read('a.docx', word(file))).map(text => text.trim())
const numbered = (...steps: [num: number, level: number][]) =>
  steps.map(([num, level]) => p('x', { num, level })).join('')

describe('a paragraph that Word numbers has the number that Word prints', () => {
  test('through four levels, each beginning anew under the one above', async () => {
    const body = numbered([1, 0], [1, 1], [1, 2], [1, 2], [1, 3], [1, 1], [1, 2], [1, 0], [1, 1])

    expect(await linesOf({ body, lists: { 0: legal }, nums: { 1: { of: 0 } } })).toEqual(
      ['1.', '1.1', '(a)', '(b)', 'i)', '1.2', '(a)', '2.', '2.1'].map(label => `${label} x`),
    )
  })

  test('where a second list begins anew and a third goes on with the first', async () => {
    const anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    const nums = { 1: { of: 0 }, 2: { of: 0, more: anew }, 3: { of: 0 } }
    const body = numbered([1, 0], [1, 0], [2, 0], [2, 1], [2, 0], [3, 0])

    expect(await linesOf({ body, lists: { 0: legal }, nums })).toEqual(
      ['1.', '2.', '1.', '1.1', '2.', '3.'].map(label => `${label} x`),
    )
  })

  test.each<[string, Levels[number], string[]]>([
    ['capitals', ['upperLetter', '%1)'], ['A)', 'B)']],
    ['roman', ['upperRoman', '%1'], ['I', 'II']],
    ['words around the number', ['decimal', 'Section %1:'], ['Section 1:', 'Section 2:']],
    ['a start of its own', ['decimal', '%1', '<w:start w:val="9"/>'], ['9', '10']],
    ['two digits', ['decimalZero', '%1.'], ['01.', '02.']],
    ['bullets', ['bullet', '\uf0b7'], ['-', '-']],
    ['no mark', ['none', ''], ['', '']],
  ])('in %s', async (_, level, labels) => {
    const lines = await linesOf({ body: numbered([1, 0], [1, 0]), lists: { 0: [level] }, nums: { 1: { of: 0 } } })

    expect(lines).toEqual(labels.map(label => `${label} x`.trim()))
  })

  test('with a roman chapter above decimal clauses, and notes that count on through the whole document', async () => {
    const levels: Levels = [
      ['upperRoman', '%1.'],
      ['decimal', '%1.%2', '<w:isLgl/>'],
      ['decimal', 'Note %3', '<w:lvlRestart w:val="0"/>'],
    ]
    const body = numbered([1, 0], [1, 1], [1, 2], [1, 0], [1, 1], [1, 2])

    expect(await linesOf({ body, lists: { 0: levels }, nums: { 1: { of: 0 } } })).toEqual(
      ['I.', '1.1', 'Note 1', 'II.', '2.1', 'Note 2'].map(label => `${label} x`),
    )
  })

  test('that a style gives, at the level the style stands for, unless the paragraph says no number', async () => {
    const style = (id: string, name: string, more: string) =>
      `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/>${more}</w:style>`
    const styles =
      style('H1', 'heading 1', '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>') +
      style('H2', 'heading 2', '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr>') +
      style('Mine', 'Council clause', '<w:basedOn w:val="H2"/>')
    const lists: WordFile['lists'] = {
      0: [
        ['decimal', '%1', '<w:pStyle w:val="H1"/>'],
        ['decimal', '%1.%2', '<w:pStyle w:val="H2"/>'],
      ],
    }
    const body =
      p('Scope', { style: 'H1' }) +
      p('Who', { style: 'H2' }) +
      p('What', { style: 'Mine' }) +
      p('Free', { style: 'H2', num: 0 })
    const { lines } = await read('a.docx', word({ body, lists, styles, nums: { 1: { of: 0 } } }))

    expect(lines.filter(line => line.text !== '').map(line => [line.text, line.level])).toEqual([
      ['1 Scope', 1],
      ['1.1 Who', 2],
      ['1.2 What', 2],
      ['Free', 2],
    ])
  })
})

test('deleted text is left out, inserted text is kept, and that is noted', async () => {
  const run = (text: string, tag = 't') => `<w:r><w:${tag} xml:space="preserve">${text}</w:${tag}></w:r>`
  const gone = '<w:rPr><w:del w:id="3" w:author="x"/></w:rPr>'
  const body =
    p(
      `${run('Staff ')}<w:del w:id="1">${run('may', 'delText')}</w:del><w:ins w:id="2">${run('must')}</w:ins>${run(' ask.')}`,
    ) +
    p(`<w:del w:id="4">${run('Gone', 'delText')}</w:del>`, { num: 1, level: 0, more: gone }) +
    p('One ', { num: 1, level: 0, more: gone }) +
    p('line', { num: 1, level: 0 })
  const source = await read('a.docx', word({ body, lists: { 0: legal }, nums: { 1: { of: 0 } } }))

  expect(texts(source)).toEqual(['Staff must ask.', '1. One line'])
  expect(source.notes).toEqual(['it holds tracked changes: read as if all were accepted'])
})

test('a heading style on a whole paragraph does not make a heading of it; bold that opens a paragraph is marked', async () => {
  const bold = (text: string) => `<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`
  const styles = '<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/></w:style>'
  const rule = `Nobody visits a client alone after dark, unless the manager has agreed to it beforehand and in writing.`
  const body =
    p(`1.1 ${rule}`, { style: 'H2' }) +
    p(`${bold('2.1')}<w:r><w:tab/></w:r>${bold('Phones: ')}<w:r><w:t>carry one</w:t></w:r>`) +
    p('plain <w:r/>'.replace(' <w:r/>', ''))
  const { lines } = await read('a.docx', word({ body, styles }))

  expect(lines.filter(line => line.text !== '')).toEqual([
    { text: `1.1 ${rule}`, line: 1, page: null },
    { text: '2.1 **Phones:** carry one', line: 2, page: null },
    { text: 'plain', line: 3, page: null },
  ])
})

test('tables, text boxes and footnotes stand where they are anchored; headers, footers and hidden text are left out', async () => {
  const cell = (...paragraphs: string[]) => `<w:tc>${paragraphs.map(text => p(text)).join('')}</w:tc>`
  const box =
    '<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent><w:p><w:r><w:t>In a box</w:t></w:r></w:p></w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>In a box</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>'
  const body =
    p(`<w:r><w:t>Anchor</w:t></w:r>${box}`) +
    `<w:tbl><w:tr>${cell('Version')}${cell('2.1')}</w:tr><w:tr>${cell('Owner')}${cell('Head of', 'HR')}</w:tr></w:tbl>` +
    p(
      '<w:r><w:t>See the Act</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>',
    )
  const footnotes = `<w:footnote w:id="2">${p('The 1974 Act.')}</w:footnote>`

  expect(await linesOf({ body, footnotes, others: { 'word/header1.xml': '<w:hdr><w:p/></w:hdr>' } })).toEqual([
    'Anchor',
    'In a box',
    'Version\t2.1',
    'Owner\tHead of HR',
    'See the Act[2]',
    '[2] The 1974 Act.',
  ])
})

test('the result of a field is read, its instruction is not, and a field without an end swallows nothing', async () => {
  const char = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`
  const body = p(
    `${char('begin')}<w:r><w:instrText>IF </w:instrText><w:t>secret</w:t></w:r>${char('separate')}<w:r><w:t>see 2.1</w:t></w:r>${char('end')}<w:r><w:t> now</w:t></w:r>`,
  )

  const unended = p(`${char('begin')}<w:r><w:instrText>TOC</w:instrText></w:r>`) + p('and on')

  expect(await linesOf({ body: body + unended })).toEqual(['see 2.1 now', 'and on'])
})

test('a Word document says its dates in its properties, and its title where it prints it too', async () => {
  const core = (title: string) => ({
    'docProps/core.xml': `<cp:coreProperties><dc:title>${title}</dc:title><dcterms:modified>2024-05-01T10:00:00Z</dcterms:modified></cp:coreProperties>`,
  })

  expect(
    (await read('a.docx', word({ body: p('Lone &amp; working'), others: core('Lone &amp; working') }))).about,
  ).toEqual({
    title: 'Lone & working',
    modified: '2024-05-01T10:00:00Z',
  })
  expect(
    (await read('a.docx', word({ body: p('x'), others: core('Council report template') }))).about['title'],
  ).toBeUndefined()
})

test('a Word document whose main part has another name is read, and one called .txt too', async () => {
  const parts = unzipSync(word({ body: p('Here') }))
  const { 'word/document.xml': main, '_rels/.rels': links, ...others } = parts
  const renamed = strToU8(new TextDecoder().decode(links).replace('word/document.xml', '/word/document2.xml'))
  const source = await read(
    'a.txt',
    zipSync({ ...others, 'word/document2.xml': main ?? new Uint8Array(), '_rels/.rels': renamed }),
  )

  expect(texts(source)).toEqual(['Here'])
  expect(source.notes).toEqual(['named .txt, but read as a Word document (DOCX), which it is'])
})

describe('a Word file made to do harm, or damaged, is refused in a sentence', () => {
  const good = word({ body: p('x'.repeat(5000)) })
  const parts = unzipSync(good)
  const withDocument = (xml: string) => zipSync({ ...parts, 'word/document.xml': strToU8(xml) })

  test.each([
    ['cut short', good.subarray(0, good.length / 2), /cut short/],
    [
      'an entity bomb',
      withDocument('<!DOCTYPE x [<!ENTITY a "aaaa">]><w:document><w:body>&a;</w:body></w:document>'),
      /DOCTYPE/,
    ],
    ['tags that never close', withDocument('<w:document><w:body><w:p>'), /damaged/],
    ['ten thousand tags nested', withDocument(`<w:document><w:body>${'<w:sdt>'.repeat(10_000)}`), /damaged/],
    ['no body', withDocument('<w:document/>'), /the part with the text is missing/],
    ['a bomb of 200 MB', withDocument(`<w:document><w:body>${' '.repeat(200_000_000)}`), /unpacks to more than 80 MB/],
  ])('%s', async (_, bytes, sentence) => {
    const said = await refusal('a.docx', bytes)

    expect(said).toMatch(/^Fixable: /)
    expect(said).toMatch(sentence)
  })
})
