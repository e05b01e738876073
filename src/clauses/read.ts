import { Fixable } from '../errors.ts'
import { bytesOf } from './bytes.ts'
import { decode } from './decode.ts'
import { readDocx } from './docx/docx.ts'
import { readHtml } from './html/html.ts'
import { cannotRead, type Kind, kindOf } from './kind.ts'
import { readMarkdown } from './markdown.ts'
import { readPdf } from './pdf/pdf.ts'
import type { Source } from './source.ts'
import { readText } from './text.ts'

/** Reads a document of any kind. Whatever is wrong with the file is a `Fixable` that names it. */
export async function readDocument(path: string): Promise<Source> {
  return readBytes(await bytesOf(path), path)
}

/** What a reader of words makes of them. A page of text is some 3,000 bytes, so ten million are no policy. */
const readers: Record<Exclude<Kind, 'pdf' | 'docx'>, (text: string) => Source> = {
  html: readHtml,
  markdown: readMarkdown,
  text: readText,
}
const mostBytesOfText = 10_000_000

export async function readBytes(bytes: Uint8Array, file: string): Promise<Source> {
  const { kind, note } = kindOf(bytes, file)
  const source = await readKind(kind, bytes, file)
  if (!source.lines.some(line => /[\p{L}\p{N}]/u.test(line.text)))
    throw cannotRead(file, 'there is no text in it', 'Check that it is the right file, and save it again.')
  return { ...source, notes: [...(note ? [note] : []), ...source.notes] }
}

async function readKind(kind: Kind, bytes: Uint8Array, file: string): Promise<Source> {
  try {
    if (kind === 'docx') return readDocx(bytes, file)
    if (kind === 'pdf') return await readPdf(bytes, file)
    if (bytes.length > mostBytesOfText)
      throw cannotRead(file, `it holds ${Math.round(bytes.length / 1e6)} MB of text, more than any policy`, 'Split it.')
    const { text, note } = decode(bytes)
    const source = readers[kind](text)
    return { ...source, notes: [...(note ? [note] : []), ...source.notes] }
  } catch (cause) {
    if (cause instanceof Fixable) throw cause
    // Whatever a parser of somebody else's files trips over, the person's remedy is the same. The cause goes to the log.
    throw cannotRead(file, 'it is damaged', 'Open it in the program that made it, save it anew, and replace it.', cause)
  }
}
