import { readApart } from './apart.ts'
import { bytesOf } from './bytes.ts'
import { decode } from './decode.ts'
import { cannotRead, type Kind, kindOf } from './kind.ts'
import { readMarkdown } from './markdown.ts'
import type { Source } from './source.ts'
import { readText } from './text.ts'

/** Reads a document of any kind. Whatever is wrong with the file is a `Fixable` that names it. */
export async function readDocument(path: string): Promise<Source> {
  return readBytes(await bytesOf(path), path)
}

export async function readBytes(bytes: Uint8Array, file: string): Promise<Source> {
  const { kind, note } = kindOf(bytes, file)
  const source = await sourceOf(kind, bytes, file)
  if (!source.lines.some(line => /[\p{L}\p{N}]/u.test(line.text)))
    throw cannotRead(file, 'there is no text in it', 'Check that it is the right file, and save it again.')
  return { ...source, notes: [...(note ? [note] : []), ...source.notes] }
}

/** A page of text is some 3,000 bytes, so ten million are no policy. */
const mostBytesOfText = 10_000_000

async function sourceOf(kind: Kind, bytes: Uint8Array, file: string): Promise<Source> {
  if (kind !== 'pdf' && kind !== 'docx' && bytes.length > mostBytesOfText)
    throw cannotRead(file, `it holds ${Math.round(bytes.length / 1e6)} MB of text, more than any policy`, 'Split it.')
  if (kind !== 'text' && kind !== 'markdown') return readApart(kind, bytes, file)
  const { text, note } = decode(bytes)
  const source = kind === 'text' ? readText(text) : readMarkdown(text)
  return { ...source, notes: [...(note ? [note] : []), ...source.notes] }
}
