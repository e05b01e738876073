import { unzipSync } from 'fflate'
import { decode } from '../decode.ts'
import { cannotRead } from '../kind.ts'
import { child, children, parseXml, type Xml } from './xml.ts'

export interface WordParts {
  document: Xml
  numbering: Xml | undefined
  styles: Xml | undefined
  footnotes: Xml | undefined
  properties: Xml | undefined
}

/** A thousand pages are some 20 MB of Word's XML. What unpacks to more was made to exhaust whoever unpacks it. */
const mostBytes = 80_000_000

/** The parts of a Word document that hold words. Pictures, themes and macros are not even unpacked. */
export function openPackage(bytes: Uint8Array, file: string): WordParts {
  const unpacked = unpack(bytes, file)
  const part = (name: string | undefined) => (name && unpacked[name] ? parsed(unpacked[name], file) : undefined)
  const main = target(part('_rels/.rels'), 'officeDocument', '') ?? 'word/document.xml'
  const folder = main.slice(0, main.lastIndexOf('/') + 1)
  const links = part(`${folder}_rels/${main.slice(folder.length)}.rels`)
  const linked = (type: string) => part(target(links, type, folder) ?? `${folder}${type}.xml`)
  const document = part(main) ?? part('word/document.xml')
  const remedy = 'Open it in Word, save it anew as .docx, and replace it.'
  if (!child(document, 'body')) throw cannotRead(file, 'it is damaged: the part with the text is missing', remedy)
  return {
    document: document as Xml,
    numbering: linked('numbering'),
    styles: linked('styles'),
    footnotes: linked('footnotes'),
    properties: part('docProps/core.xml'),
  }
}

function unpack(bytes: Uint8Array, file: string): Record<string, Uint8Array> {
  let total = 0
  return unzipSync(bytes, {
    filter: ({ name, originalSize }) => {
      if (!/(?:^|\/)_rels\/|(?:document|numbering|styles|footnotes)\d*\.xml$|^docProps\/core\.xml$/.test(name))
        return false
      total += originalSize
      if (total > mostBytes)
        throw cannotRead(
          file,
          `it unpacks to more than ${mostBytes / 1e6} MB of text, which no policy does`,
          'Ask whoever sent it what it is; if it is really a document, split it.',
        )
      return true
    },
  })
}

function parsed(bytes: Uint8Array, file: string): Xml | undefined {
  const { text } = decode(bytes)
  if (/<!DOCTYPE/i.test(text))
    throw cannotRead(
      file,
      'it declares a document type (DOCTYPE), which Word never does and which can be used to do harm',
      'Open it in Word, save it anew as .docx, and replace it.',
    )
  return parseXml(text).children.find((child): child is Xml => typeof child !== 'string')
}

/** Where a relationship of that type leads, as a path inside the package. */
function target(links: Xml | undefined, type: string, folder: string): string | undefined {
  const link = children(links, 'Relationship').find(link => link.attributes['Type']?.endsWith(`/${type}`))
  const path = link?.attributes['Target']
  return path?.startsWith('/') ? path.slice(1) : path && folder + path
}
