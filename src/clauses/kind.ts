import { unzipSync } from 'fflate'
import { Fixable } from '../errors.ts'
import { decode } from './decode.ts'

export type Kind = 'pdf' | 'docx' | 'html' | 'markdown' | 'text'

const kindOfEnding: Record<string, Kind> = {
  pdf: 'pdf',
  docx: 'docx',
  docm: 'docx',
  html: 'html',
  htm: 'html',
  md: 'markdown',
  markdown: 'markdown',
  txt: 'text',
}
const nameOfKind: Record<Kind, string> = {
  pdf: 'a PDF',
  docx: 'a Word document (DOCX)',
  html: 'a web page',
  markdown: 'Markdown',
  text: 'plain text',
}

/** The endings of files that are read as documents. */
export const endings = Object.keys(kindOfEnding)

/** What a file is by its bytes; its ending only tells the kinds of text apart. A wrong ending is noted. */
export function kindOf(bytes: Uint8Array, file: string): { kind: Kind; note?: string } {
  const ending = /\.([^./\\]+)$/.exec(file)?.[1]?.toLowerCase() ?? ''
  const named = kindOfEnding[ending]
  const kind = binaryKind(bytes, file) ?? textKind(bytes, file, named)
  if (kind === named) return { kind }
  return {
    kind,
    note: `named ${ending ? `.${ending}` : 'without an ending'}, but read as ${nameOfKind[kind]}, which it is`,
  }
}

export function cannotRead(file: string, reason: string, remedy: string, cause?: unknown): Fixable {
  return new Fixable(`"${file}" cannot be read: ${reason}. ${remedy}`, { cause })
}

const saveAs = 'Open it in the program that made it, save it as .docx or PDF, and put that file in its place.'

/** Files that no reader takes, by how they begin. */
const refused: [start: string, what: string, remedy: string][] = [
  ['{\\rtf', 'it is Rich Text (RTF)', saveAs],
  ['%!PS', 'it is PostScript', saveAs],
  ['\xff\xd8\xff', 'it is a photograph (JPEG), and pictures hold no text', 'Put in the document itself.'],
  ['\x89PNG', 'it is a picture (PNG), and pictures hold no text', 'Put in the document itself.'],
  ['GIF8', 'it is a picture (GIF), and pictures hold no text', 'Put in the document itself.'],
  ['II*\0', 'it is a scan (TIFF), and pictures hold no text', 'Put in the document itself, or a PDF made with OCR.'],
  ['MM\0*', 'it is a scan (TIFF), and pictures hold no text', 'Put in the document itself, or a PDF made with OCR.'],
  ['MZ', 'it is a program, not a document', 'Remove it, and ask IT where it came from.'],
  ['\x7fELF', 'it is a program, not a document', 'Remove it, and ask IT where it came from.'],
  ['\x1f\x8b', 'it is a compressed archive', 'Unpack it and put in the documents.'],
  ['7z\xbc\xaf', 'it is a compressed archive (7z)', 'Unpack it and put in the documents.'],
  ['Rar!', 'it is a compressed archive (RAR)', 'Unpack it and put in the documents.'],
]

function binaryKind(bytes: Uint8Array, file: string): Kind | undefined {
  const start = Buffer.from(bytes.subarray(0, 1024)).toString('latin1')
  // Some mail gateways and scanners put a few bytes before the mark; readers of PDF accept that.
  if (start.includes('%PDF-')) return 'pdf'
  if (start.startsWith('PK\x03\x04') || start.startsWith('PK\x05\x06')) return zipKind(bytes, file)
  if (start.startsWith('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) throw oldOffice(bytes, file)
  for (const [mark, what, remedy] of refused) if (start.startsWith(mark)) throw cannotRead(file, what, remedy)
  return undefined
}

function zipKind(bytes: Uint8Array, file: string): Kind {
  const names = namesInZip(bytes, file)
  const holds = (start: string) => names.some(name => name.startsWith(start))
  if (holds('word/')) return 'docx'
  if (holds('xl/')) throw cannotRead(file, 'it is an Excel workbook', saveAs)
  if (holds('ppt/')) throw cannotRead(file, 'it is a PowerPoint presentation', saveAs)
  if (names.includes('mimetype')) throw cannotRead(file, 'it is an OpenDocument file (such as .odt)', saveAs)
  throw cannotRead(file, 'it is a ZIP archive', 'Unpack it and put in the documents.')
}

function namesInZip(bytes: Uint8Array, file: string): string[] {
  const names: string[] = []
  try {
    unzipSync(bytes, { filter: part => names.push(part.name) < 0 })
    return names
  } catch (cause) {
    const remedy = 'Copy it again from where it came from; if it still fails, open it in Word and save it anew.'
    throw cannotRead(file, 'it is damaged or was cut short while being copied', remedy, cause)
  }
}

/** Word before 2007, and anything that Office protects with a password, are the same kind of container. */
function oldOffice(bytes: Uint8Array, file: string): Fixable {
  const holds = (name: string) => Buffer.from(bytes).includes(Buffer.from(name, 'utf16le'))
  if (holds('EncryptedPackage'))
    return cannotRead(file, 'it asks for a password', 'Save a copy without the password and put that in its place.')
  if (holds('WordDocument')) return cannotRead(file, 'it is a Word document of the old kind (.doc)', saveAs)
  return cannotRead(file, 'it is an Office file of the old kind', saveAs)
}

function textKind(bytes: Uint8Array, file: string, named: Kind | undefined): Kind {
  const start = decode(bytes.subarray(0, 4096)).text
  if (!looksLikeText(start))
    throw cannotRead(file, 'it is not a document of a kind we know, or it is damaged', `Save it again as .docx or PDF.`)
  if (/^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b/i.test(start)) return 'html'
  if (/^\s*<\?xml\b/.test(start)) throw cannotRead(file, 'it is an XML file', saveAs)
  if (/^MIME-Version:|^Content-Type: multipart/im.test(start.slice(0, 1000)))
    throw cannotRead(file, 'it is a saved e-mail or a web archive', saveAs)
  return named === 'html' || named === 'markdown' ? named : 'text'
}

function looksLikeText(start: string): boolean {
  const odd = start.match(/[\u0000-\u0008\u000e-\u0019\u001c-\u001f\u007f-\u0084\u0086-\u009f\ufffd]/g)?.length ?? 0
  return odd <= Math.max(2, start.length * 0.02)
}
