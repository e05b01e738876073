import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { z } from 'zod'
import { Fixable } from '../errors.ts'

/**
 * A backup is lines of JSON, zipped: what it is; each table, with its rows after it; each file, with its pieces after it;
 * and what it should have held, with the SHA-256 of every line before. Names become part of SQL and of paths, so they are
 * checked here however the file came to us.
 */
export const Line = z.union([
  z.strictObject({
    signpost: z.literal('backup 1'),
    at: z.number(),
    engine: z.enum(['sqlite', 'postgres']),
    shape: z.number().int().positive(),
    audit: z.strictObject({ number: z.number(), hash: z.string() }),
    masters: z.array(z.string()),
  }),
  z.strictObject({ table: name(), columns: z.array(name()).min(1) }),
  z.strictObject({ row: z.array(z.union([z.string(), z.number(), z.null(), z.strictObject({ bytes: z.base64() })])) }),
  z.strictObject({ file: z.string().regex(/^\w[\w.-]*(?:\/\w[\w.-]*)*$/) }),
  z.strictObject({ piece: z.base64() }),
  z.strictObject({
    tables: z.record(z.string(), z.number()),
    files: z.number(),
    bytes: z.number(),
    sha256: z.string(),
  }),
])
export type Line = z.infer<typeof Line>
export type Heading = Extract<Line, { signpost: string }>
export type Ending = Extract<Line, { sha256: string }>

/** What is in a backup, for a person who holds one. */
export type Contents = Omit<Heading, 'signpost'> & Ending

/** Reads a whole backup without doing anything with it; throws unless every line is there as it was written. */
export async function lookInto(path: string): Promise<Contents> {
  let heading: Heading | undefined
  for await (const line of linesOf(path)) {
    if ('signpost' in line) heading = line
    if ('sha256' in line && heading) {
      const { signpost: _, ...about } = heading
      return { ...about, ...line }
    }
  }
  throw damaged(path)
}

/** The lines of a backup as they come, up to and with its ending, whose checksum has then been found right. */
export async function* linesOf(path: string): AsyncIterable<Line> {
  const sum = createHash('sha256')
  for await (const text of textLines(path)) {
    const line = parse(text, path)
    if ('sha256' in line && line.sha256 !== sum.digest('hex')) throw damaged(path)
    yield line
    if ('sha256' in line) return
    sum.update(text).update('\n')
  }
  throw damaged(path)
}

async function* textLines(path: string): AsyncIterable<string> {
  const zipped = createReadStream(path)
  const plain = zipped.pipe(createGunzip()).setEncoding('utf8')
  zipped.on('error', error => plain.destroy(error))
  let rest = ''
  try {
    for await (const chunk of plain) {
      const lines = `${rest}${chunk}`.split('\n')
      rest = lines.pop() ?? ''
      yield* lines
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') throw new Fixable(`There is no backup at ${path}.`)
    if (code?.startsWith('Z_')) throw damaged(path)
    throw error
  }
}

function parse(text: string, path: string): Line {
  try {
    return Line.parse(JSON.parse(text))
  } catch {
    throw damaged(path)
  }
}

function damaged(path: string): Fixable {
  return new Fixable(
    `The backup ${path} is damaged or cut off, so nothing of it was used. Take another copy of it, or an older backup.`,
  )
}

function name() {
  return z.string().regex(/^[a-z][a-z_]*$/)
}
