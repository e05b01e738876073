/**
 * The kinds of file that are taken: what staff have of a post, a call or a letter. A file is what its bytes say, whatever it is
 * called; programs, pages and archives are none of these. Office documents are zip archives with a known first part.
 */
export function fileKind(content: Uint8Array, name: string): string | undefined {
  const start = Buffer.from(content.subarray(0, 64))
  const known = kinds.find(({ at = 0, is }) => is.some(mark => start.subarray(at, at + mark.length).equals(mark)))
  if (known?.kind === zip) return officeKind(content, name)
  if (known?.kind === media) return mediaKinds[start.toString('latin1', 8, 12).trim()] ?? 'video/mp4'
  if (known?.kind === riff) return riffKinds[start.toString('latin1', 8, 12)]
  return known?.kind ?? textKind(content, name)
}

export const kindsInWords =
  'pictures (PNG, JPEG, GIF, WebP, HEIC), PDF, Word, Excel and OpenDocument files, e-mails (.eml, .msg), plain text, sound and film'

const hex = (digits: string) => Buffer.from(digits, 'hex')
const ascii = (letters: string) => Buffer.from(letters, 'latin1')

const zip = 'zip'
const media = 'media'
const riff = 'riff'

const kinds: { kind: string; at?: number; is: Buffer[] }[] = [
  { kind: 'image/png', is: [hex('89504e470d0a1a0a')] },
  { kind: 'image/jpeg', is: [hex('ffd8ff')] },
  { kind: 'image/gif', is: [ascii('GIF87a'), ascii('GIF89a')] },
  { kind: 'application/pdf', is: [ascii('%PDF-')] },
  { kind: zip, is: [hex('504b0304')] },
  { kind: media, at: 4, is: [ascii('ftyp')] },
  { kind: riff, is: [ascii('RIFF')] },
  { kind: 'audio/mpeg', is: [ascii('ID3'), ...['fffb', 'fff3', 'fff2'].map(mark => hex(mark))] },
  { kind: 'audio/ogg', is: [ascii('OggS')] },
  { kind: 'video/webm', is: [hex('1a45dfa3')] },
  // Word, Excel and Outlook before 2007.
  { kind: 'application/x-ole', is: [hex('d0cf11e0a1b11ae1')] },
]

const mediaKinds: Record<string, string> = {
  heic: 'image/heic',
  heix: 'image/heic',
  mif1: 'image/heic',
  avif: 'image/avif',
  qt: 'video/quicktime',
  M4A: 'audio/mp4',
}
const riffKinds: Record<string, string> = { WEBP: 'image/webp', WAVE: 'audio/wav', 'AVI ': 'video/x-msvideo' }

const office: Record<string, string> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  odt: 'application/vnd.oasis.opendocument.text',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
}

/** The first part of an office document has one of two names; an archive with anything else in it is not taken. */
function officeKind(content: Uint8Array, name: string): string | undefined {
  const first = Buffer.from(content.subarray(30, 60)).toString('latin1')
  const isOffice = /^(?:\[Content_Types\]\.xml|_rels\/|docProps\/|word\/|xl\/|ppt\/|mimetypeapplication\/vnd)/.test(
    first,
  )
  return isOffice ? office[endingOf(name)] : undefined
}

/** Text shows what it is by being text. A page or a drawing that could hold a script is called text as well, and never run. */
function textKind(content: Uint8Array, name: string): string | undefined {
  if (content.includes(0)) return undefined
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(content)
  } catch {
    return undefined
  }
  return (
    { eml: 'message/rfc822', csv: 'text/csv' }[endingOf(name)] ?? (endingOf(name) === 'txt' ? 'text/plain' : undefined)
  )
}

function endingOf(name: string): string {
  return /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]?.toLowerCase() ?? ''
}
