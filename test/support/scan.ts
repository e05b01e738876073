import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Database } from '../../src/db/database.ts'
import { sql } from '../../src/db/sql.ts'

/** A place where a secret could come to lie: files, a log, what was sent. */
export interface Sink {
  name: string
  /** Puts a word there in the way a mistake would. */
  plant(word: string): Promise<unknown> | unknown
  read(): Iterable<Uint8Array>
}

/**
 * Every planted word that is found in any sink, in any spelling that a program might give it. First a word is put into each
 * sink on purpose, and a sink in which that is not found is an error: a scan that never found anything proves nothing.
 */
export async function scan(sinks: readonly Sink[], words: readonly string[]): Promise<string[]> {
  for (const [at, sink] of sinks.entries()) {
    const canary = `canary${at}é${Date.now().toString(36)}`
    await sink.plant(canary)
    if (found(sink, [canary]).length === 0) throw new Error(`The scan is blind in "${sink.name}".`)
  }
  return sinks.flatMap(sink => found(sink, words))
}

/** A folder with all that is under it: a database file, its WAL and journal, sealed files, temporary files, backups. */
export function folderSink(name: string, folder: string): Sink {
  return {
    name,
    plant: word => writeFileSync(join(folder, '.canary'), `x${word}x`),
    read: () => filesUnder(folder),
  }
}

/** The database itself, whose files stand in a folder: the word is written as a row that is not sealed. */
export function databaseSink(db: Database, folder: string): Sink {
  return {
    name: `the files of the database (${db.engine})`,
    plant: word =>
      db.run(sql`insert into kept (channel, key_hash, body) values (${word}, ${word}, ${Buffer.from('')})`),
    read: () => filesUnder(folder),
  }
}

/** What was logged, sent or shown, as lines that grow. */
export function linesSink(name: string, lines: string[]): Sink {
  return { name, plant: word => lines.push(JSON.stringify({ word })), read: () => lines.map(line => Buffer.from(line)) }
}

/** Reads the sink once, however many words are looked for. */
function found(sink: Sink, words: readonly string[]): string[] {
  const wanted = new Map(words.map(word => [word, Object.entries(spellings(word))]))
  const hits = new Map<string, string>()
  for (const bytes of sink.read()) {
    const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    for (const [word, spelt] of wanted) {
      const how = spelt.find(([, spellings]) => spellings.some(spelling => content.includes(spelling)))
      if (!how) continue
      hits.set(word, `"${word}" in ${sink.name}, as ${how[0]}`)
      wanted.delete(word)
    }
  }
  return [...hits.values()]
}

function spellings(word: string): Record<string, Buffer[]> {
  const bytes = Buffer.from(word)
  return {
    text: [bytes],
    'text of another case': [Buffer.from(word.toUpperCase()), Buffer.from(word.toLowerCase())],
    'wide text': [Buffer.from(word, 'utf16le')],
    'escaped text': [
      Buffer.from(
        JSON.stringify(word)
          .slice(1, -1)
          .replace(/[^ -~]/g, sign => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`),
      ),
      Buffer.from(encodeURIComponent(word)),
    ],
    hex: [Buffer.from(bytes.toString('hex')), Buffer.from(bytes.toString('hex').toUpperCase())],
    base64: [0, 1, 2].flatMap(shift => base64Inside(bytes, shift)),
  }
}

/** How the word looks within base64 of something longer, where it begins at any of three places in a group. */
function base64Inside(bytes: Buffer, shift: number): Buffer[] {
  const text = Buffer.concat([Buffer.alloc(shift), bytes])
    .toString('base64')
    .replace(/=+$/, '')
  const whole = Buffer.from(text.slice(Math.ceil((shift * 8) / 6), Math.floor(((shift + bytes.length) * 8) / 6)))
  return [whole, Buffer.from(whole.toString().replaceAll('+', '-').replaceAll('/', '_'))]
}

function* filesUnder(folder: string): Iterable<Uint8Array> {
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    const path = join(folder, name)
    yield Buffer.from(name)
    const kind = statSync(path, { throwIfNoEntry: false })
    if (kind?.isDirectory()) yield* filesUnder(path)
    if (!kind?.isFile()) continue
    const bytes = readFileSync(path)
    yield bytes
    if (bytes[0] === 0x1f && bytes[1] === 0x8b) yield gunzipSync(bytes)
  }
}
