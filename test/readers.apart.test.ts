import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readApart } from '../src/clauses/apart.ts'
import { readDocument } from '../src/clauses/read.ts'
import { Fixable } from '../src/errors.ts'
import { folder, put } from './support/folder.ts'
import { pdf } from './support/pdf.ts'
import { p, word } from './support/word.ts'

test('a file that takes too long is given up, with a sentence, and the next one is read', async () => {
  const bytes = await pdf(doc => doc.text('1.1 Be kind.'))

  await expect(readApart('pdf', bytes, 'slow.pdf', 1)).rejects.toThrow(
    /"slow\.pdf" cannot be read: it could not be read within 1 seconds/,
  )
  expect((await readApart('pdf', bytes, 'good.pdf')).lines[0]?.text).toBe('1.1 Be kind.')
})

test('many documents asked for at once are all read, each for the one who asked', async () => {
  const path = folder()
  const files = Array.from({ length: 12 }, (_, n) => put(path, `${n}.docx`, word({ body: p(`Rule ${n}`) })))

  const read = await Promise.all(files.map(readDocument))

  expect(read.map(source => source.lines[0]?.text)).toEqual(files.map((_, n) => `Rule ${n}`))
})

test('whatever bytes a file holds, reading it ends, with lines or with a sentence for a person', async () => {
  const path = folder()
  const starts = [
    '',
    '%PDF-1.7\n',
    'PK\x03\x04',
    '<!doctype html>',
    '---\n',
    '\xff\xfe',
    '{\\rtf',
    '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1',
  ]
  const names = ['a.pdf', 'a.docx', 'a.txt', 'a.md', 'a.html', 'a.doc', 'a']
  const whole = [
    await pdf(doc => doc.text('1.1 Be kind.').addPage().text('2')),
    word({ body: p('x', { num: 1, level: 0 }) }),
  ]
  const broken = fc.tuple(fc.constantFrom(...whole), fc.nat(), fc.nat(255)).map(([bytes, at, byte]) => {
    const copy = Buffer.from(bytes)
    copy[at % copy.length] = byte
    return at % 3 === 0 ? copy.subarray(0, at % copy.length) : copy
  })
  const made = fc
    .tuple(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 400 }))
    .map(([start, rest]) => Buffer.concat([Buffer.from(start, 'latin1'), rest]))

  await fc.assert(
    fc.asyncProperty(fc.oneof(made, broken), fc.constantFrom(...names), async (bytes, name) => {
      const started = performance.now()
      const ended = await readDocument(put(path, name, bytes)).then(
        source => source.lines.length > 0,
        error => error instanceof Fixable && error.message.includes(join(path, name)),
      )

      expect(ended).toBe(true)
      expect(performance.now() - started).toBeLessThan(10_000)
    }),
    { numRuns: 300 },
  )
}, 120_000)

test('whatever characters a text, a page or Markdown holds, no line of it is lost', async () => {
  const path = folder()

  await fc.assert(
    fc.asyncProperty(fc.array(fc.string({ unit: 'grapheme', maxLength: 60 }), { maxLength: 20 }), async lines => {
      const words = lines.map((line, at) => `${line.replace(/[\r\n\f\u2028\u2029]/g, ' ')} word${at}end`).join('\n')
      const source = await readDocument(put(path, 'a.txt', words || 'word'))

      for (const at of lines.keys()) expect(source.lines.some(line => line.text.includes(`word${at}end`))).toBe(true)
    }),
    { numRuns: 200 },
  )
})
