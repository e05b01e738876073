import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { folder } from './support/folder.ts'
import { folderSink, linesSink, scan } from './support/scan.ts'

const word = 'Zanzibarquokka'

test.each([
  ['as it is', `before ${word} after`],
  ['in capitals', word.toUpperCase()],
  ['in wide letters', Buffer.from(word, 'utf16le')],
  ['in hex', Buffer.from(`ab${word}`).toString('hex')],
  ['in base64', Buffer.from(`a${word} and more`).toString('base64')],
  ['in base64, one letter on', Buffer.from(`ab${word} and more`).toString('base64')],
  ['in base64 of addresses', Buffer.from(`abc${word}`).toString('base64url')],
  ['in a zipped file', gzipSync(`before ${word}`)],
  ['as the name of a file', ''],
])('the scan for secrets finds a word %s', async (how, content) => {
  const place = folder({ [how.startsWith('as the name') ? `a ${word}` : 'file']: content })

  const found = await scan([folderSink('a folder', place)], [word, 'somethingelse'])

  expect(found).toEqual([expect.stringContaining(`"${word}" in a folder, as `)])
})

test('the scan for secrets refuses to call a place clean that it cannot see into', async () => {
  const blind = { ...linesSink('the log', []), plant: () => {} }

  await expect(scan([blind], [word])).rejects.toThrow('blind in "the log"')
})
