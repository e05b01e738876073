import { truncateSync } from 'node:fs'
import { join } from 'node:path'
import { zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { readDocument } from '../src/clauses/read.ts'
import { folder } from './support/folder.ts'
import { read, refusal, texts } from './support/reading.ts'

const sentence = '1.1 Staff may spend £5 – “no more” – on café visits.'
const utf16 = Buffer.from(sentence, 'utf16le')
const cp1252 = Buffer.from('1.1 Staff may spend \xa35 \x96 \x93no more\x94 \x96 on caf\xe9 visits.', 'latin1')

test.each([
  ['UTF-8', Buffer.from(sentence), []],
  ['UTF-8 with a mark', Buffer.from(`\ufeff${sentence}`), []],
  ['UTF-16 from Notepad', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]), ['read as UTF-16']],
  [
    'UTF-16, the other way round',
    Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(utf16).swap16()]),
    ['read as UTF-16'],
  ],
  ['UTF-16 without a mark', utf16, ['read as UTF-16']],
  ['Windows-1252', cp1252, ['read as Windows-1252']],
])('a text in %s is read letter by letter, and anything unusual is noted', async (_, bytes, notes) => {
  const source = await read('visits.txt', bytes)

  expect(texts(source)).toEqual([sentence])
  expect(source.notes).toEqual(notes)
})

test('a text that is UTF-8 but for one damaged byte keeps its pound signs', async () => {
  const source = await read('visits.txt', Buffer.concat([Buffer.from('“£5” or “£6”, caf'), Buffer.from([0xe9, 0x20])]))

  expect(texts(source)[0]).toContain('“£5” or “£6”')
  expect(source.notes).toEqual(['read as UTF-8; 1 characters were damaged'])
})

test('plain text keeps its line numbers and indentation, its bullets become one kind, form feeds count pages', async () => {
  const { lines } = await read('a.txt', 'Rules\r\n\r\n  • one\r\n o two\r\n\fLast')

  expect(lines).toEqual([
    { text: 'Rules', line: 1, page: 1 },
    { text: '', line: 2, page: 1 },
    { text: '  - one', line: 3, page: 1 },
    { text: ' - two', line: 4, page: 1 },
    { text: 'Last', line: 5, page: 2 },
  ])
})

describe('Markdown', () => {
  test('says of itself what its front matter says, with versions and dates as printed', async () => {
    const { about, lines } = await read(
      'a.md',
      '---\ntitle: "Visits: who may"\nDate: 2024-03\nversion: 1.10\n---\nText\n',
    )

    expect(about).toEqual({ title: 'Visits: who may', date: '2024-03', version: '1.10' })
    expect(lines[0]).toEqual({ text: 'Text', line: 6, page: null })
  })

  test('whose front matter is broken is read all the same, and that is noted', async () => {
    const source = await read('a.md', '---\n: [\n---\nText\n')

    expect(texts(source)).toEqual(['Text'])
    expect(source.notes).toEqual(['its front matter is not YAML, and was left out'])
  })

  test.each([
    ['# 1 **Scope** #', '1 Scope', 1],
    ['Scope\n-----', 'Scope', 2],
    ['* one', '- one', undefined],
    ['  + one', '  - one', undefined],
    ['4) four', '4) four', undefined],
    ['2.1 See *the* [form](http://x.example/a(b)) `now`', '2.1 See the form now', undefined],
    ['**Be kind:** always', '**Be kind:** always', undefined],
    ['Be **kind** always', 'Be kind always', undefined],
    ['- 3. Be honest**', '- 3. Be honest', undefined],
    ['| A | **B** |\n|---|---|', 'A\tB', undefined],
    ['left <!-- not this --> here', 'left  here', undefined],
    ['`````\n# code\n`````', '# code', undefined],
    ['file_name_here and 2 \\* 3', 'file_name_here and 2 * 3', undefined],
  ])('%j is the line %j', async (written, text, level) => {
    const { lines } = await read('a.md', `${written}\n`)

    expect(lines[0]?.text ?? lines[1]?.text).toBe(text)
    expect(lines.find(line => line.text === text)?.level).toBe(level)
  })
})

test.each([
  ['an old Word document', 'a.doc', ole('WordDocument'), /old kind \(\.doc\).*save it as \.docx or PDF/],
  ['a Word document with a password', 'a.docx', ole('EncryptedPackage'), /password/],
  ['Rich Text', 'a.rtf', '{\\rtf1 hello}', /RTF.*save it as/],
  [
    'an OpenDocument file',
    'a.odt',
    zipSync({ mimetype: new Uint8Array(3), 'content.xml': new Uint8Array(3) }),
    /OpenDocument/,
  ],
  ['a workbook', 'a.docx', zipSync({ 'xl/workbook.xml': new Uint8Array(3) }), /Excel/],
  ['an archive', 'a.zip', zipSync({ 'policy.txt': new Uint8Array(3) }), /ZIP archive.*Unpack/],
  ['a picture', 'a.png', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), /picture/],
  ['a program', 'a.pdf', Buffer.from('MZ\x90\0\x03', 'latin1'), /program/],
  ['bytes of no kind', 'a.txt', Buffer.from([1, 2, 3, 4, 0, 0, 0, 1, 2, 9]), /not a document of a kind we know/],
  ['an empty file', 'a.txt', '', /empty/],
  ['a file of spaces', 'a.txt', ' \n\t\n ', /no text in it/],
  ['half a Word document', 'a.docx', Buffer.from('PK\x03\x04 and no more', 'latin1'), /cut short.*Copy it again/],
  ['11 MB of text', 'a.txt', 'word '.repeat(2_200_000), /11 MB of text/],
])('%s is refused with its name, the reason and the remedy', async (_, name, bytes, sentence) => {
  const said = await refusal(name, bytes)

  expect(said).toMatch(/^Fixable: ".*"/)
  expect(said).toContain(name)
  expect(said).toMatch(sentence)
})

test('a file of 200 MB is refused without being read', async () => {
  const file = join(folder({ 'huge.pdf': '%PDF-1.7' }), 'huge.pdf')
  truncateSync(file, 200 * 1024 * 1024)

  await expect(readDocument(file)).rejects.toThrow(/"[^"]*huge.pdf" cannot be read: it is 200 MB large/)
})

test('a folder and a file that is gone are told apart', async () => {
  const path = folder()

  await expect(readDocument(path)).rejects.toThrow(/it is a folder/)
  await expect(readDocument(join(path, 'gone.txt'))).rejects.toThrow(/no such file/)
})

test('a web page that is called a text is read as the page it is, and that is noted', async () => {
  const source = await read('a.txt', '<!DOCTYPE html><p>1.1 Be kind')

  expect(texts(source)).toEqual(['1.1 Be kind'])
  expect(source.notes).toEqual(['named .txt, but read as a web page, which it is'])
})

/** The beginning of the container that old Office files and encrypted ones share, with a stream of that name. */
function ole(stream: string): Buffer {
  return Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(512), Buffer.from(stream, 'utf16le')])
}
