import { join } from 'node:path'
import { readDocument } from '../../src/clauses/read.ts'
import type { Source } from '../../src/clauses/source.ts'
import { folder } from './folder.ts'

/** Reads bytes as a file of that name would be read. */
export async function read(name: string, bytes: string | Uint8Array): Promise<Source> {
  return readDocument(join(folder({ [name]: bytes }), name))
}

/** The texts of the lines that are not blank; `\t` between cells. */
export function texts(source: Source): string[] {
  return source.lines.map(line => line.text).filter(text => text !== '')
}

/** The sentence a person is shown when a file cannot be read. */
export async function refusal(name: string, bytes: string | Uint8Array): Promise<string> {
  return read(name, bytes).then(
    () => 'it was read',
    (error: Error) => `${error.name}: ${error.message}`,
  )
}
