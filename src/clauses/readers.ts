import { Fixable } from '../errors.ts'
import { decode } from './decode.ts'
import { readDocx } from './docx/docx.ts'
import { readHtml } from './html/html.ts'
import { cannotRead, type Kind } from './kind.ts'
import { readPdf } from './pdf/pdf.ts'
import type { Source } from './source.ts'

/** The kinds whose parsers are large, or can be led astray by a file made for it. */
export type Intricate = Exclude<Kind, 'markdown' | 'text'>

const readers: Record<Intricate, (bytes: Uint8Array, file: string) => Source | Promise<Source>> = {
  pdf: readPdf,
  docx: readDocx,
  html: bytes => {
    const { text, note } = decode(bytes)
    const source = readHtml(text)
    return { ...source, notes: [...(note ? [note] : []), ...source.notes] }
  },
}

export async function readIntricate(kind: Intricate, bytes: Uint8Array, file: string): Promise<Source> {
  try {
    return await readers[kind](bytes, file)
  } catch (cause) {
    if (cause instanceof Fixable) throw cause
    // Whatever a parser of somebody else's files trips over, the person's remedy is the same. The cause goes to the log.
    throw cannotRead(file, 'it is damaged', 'Open it in the program that made it, save it anew, and replace it.', cause)
  }
}
