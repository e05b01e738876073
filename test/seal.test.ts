import { chmodSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeKeyFile, newKey, readKeyFile, replaceKeyFile } from '../src/db/key-file.ts'
import { fingerprintWith, sealWith } from '../src/db/seal.ts'
import { folder } from './support/folder.ts'

const place = { table: 'case', row: '1', field: 'text' }
const seal = sealWith(newKey().secret, 'case:1')

test.each([
  ['another row', { ...place, row: '2' }],
  ['another field', { ...place, field: 'name' }],
  ['another table', { ...place, table: 'message' }],
  ['a place whose names run together the same', { table: 'case', row: '1,"text', field: '' }],
])('what is sealed for one place does not open in %s', (_, elsewhere) => {
  const sealed = seal.seal(place, 'He told me not to tell.')

  expect(() => seal.unseal(elsewhere, sealed)).toThrow('does not open')
  expect(seal.unseal(place, sealed).toString()).toBe('He told me not to tell.')
})

test('what is sealed does not open under the same secret with another name', () => {
  const { secret } = newKey()

  const sealed = sealWith(secret, 'case:1').seal(place, 'x')

  expect(() => sealWith(secret, 'case:2').unseal(place, sealed)).toThrow('does not open')
})

test('what is sealed does not open when any byte of it was changed or is missing, and the error says no word of it', () => {
  const sealed = seal.seal(place, 'secret')

  for (let at = 0; at < sealed.length; at++) {
    const changed = sealed.map((byte, index) => (index === at ? byte ^ 1 : byte))
    expect(() => seal.unseal(place, changed)).toThrow(/^What is sealed in case\.text of "1" does not open/)
  }
  expect(() => seal.unseal(place, sealed.subarray(0, -1))).toThrow('does not open')
  expect(() => seal.unseal(place, Buffer.of())).toThrow('does not open')
})

test('the same words sealed twice look different', () => {
  const [one, two] = [seal.seal(place, 'yes'), seal.seal(place, 'yes')]

  expect(Buffer.from(one).equals(two)).toBe(false)
})

test('bytes and nothing at all can be sealed too', () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, at) => at)

  expect(seal.unseal(place, seal.seal(place, bytes)).equals(bytes)).toBe(true)
  expect(seal.unseal(place, seal.seal(place, ''))).toHaveLength(0)
})

test('a fingerprint cannot be told apart from chance without the secret', () => {
  const [ours, theirs] = [fingerprintWith(newKey().secret), fingerprintWith(newKey().secret)]

  expect(ours('link', 'a')).toBe(ours('link', 'a'))
  expect(ours('link', 'a')).not.toBe(theirs('link', 'a'))
  expect(ours('link', 'a')).toMatch(/^[\w-]{43}$/)
})

test('a key file is made for its owner alone, and never over one that is there', () => {
  const path = join(folder(), 'keys', 'master.key')

  makeKeyFile(path)
  const before = readFileSync(path, 'utf8')

  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(statSync(join(path, '..')).mode & 0o777).toBe(0o700)
  expect(() => makeKeyFile(path)).toThrow('was left as it is')
  expect(readFileSync(path, 'utf8')).toBe(before)
})

test('a key file that others on the machine may read is refused, with the command that mends it', () => {
  const path = join(folder(), 'master.key')
  makeKeyFile(path)
  chmodSync(path, 0o640)

  expect(() => readKeyFile(path)).toThrow(`can be read by others on this machine (mode 640). Run: chmod 600 ${path}`)
})

test.each([
  ['a letter is wrong', (text: string) => text.replace(/.$/m, '#')],
  ['the end is missing', (text: string) => text.trimEnd().slice(0, -4)],
  ['the id is of another key', (text: string) => text.replace(/^[0-9a-f]{12}/m, '0123456789ab')],
])('a copied key of which %s is noticed, and its line named', (_, damage) => {
  const place = folder()
  const path = join(place, 'master.key')
  replaceKeyFile(path, [newKey()])
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n')
  const last = lines.pop() ?? ''

  const damaged = join(folder({ copy: `${lines.join('\n')}\n${damage(last)}\n` }), 'copy')
  chmodSync(damaged, 0o600)

  expect(() => readKeyFile(damaged)).toThrow(`${damaged}:${lines.length + 1}: this key is damaged`)
})

test('a key file that is not there is asked for, and never made by reading', () => {
  const path = join(folder(), 'master.key')

  expect(() => readKeyFile(path)).toThrow(`There is no key file at ${path}. Bring back your copy`)
})
