/** A mail, or a part of one, as far as it can be read. Bytes stand as characters of one byte each. */
export interface Part {
  headers: Map<string, string>
  /** In small letters, without what comes after it: `message/delivery-status`. */
  type: string
  body: string
  parts: Part[]
}

/** Deeper, or in more parts, than any honest report; what is beyond is left unread. */
const deepest = 6
const mostParts = 100

/**
 * Reads what reports of mail servers are made of: headers, parts within parts, and the two encodings. It never fails; each line is
 * looked at once for each level. Written here since a library for all of mail is many times what thirty lines of a report need.
 */
export function readMime(text: string): Part {
  const left = { parts: mostParts }
  return readPart(text, deepest, left)
}

function readPart(text: string, depth: number, left: { parts: number }): Part {
  const end = /\r?\n\r?\n/.exec(text) ?? { index: text.length, 0: '' }
  const headers = readHeaders(text.slice(0, end.index))
  const body = text.slice(end.index + end[0].length)
  const written = headers.get('content-type') ?? 'text/plain'
  const type = written.split(';', 1)[0]?.trim().toLowerCase() ?? ''
  const boundary = /;\s*boundary=(?:"([^"]{1,200})"|([^\s;"]{1,200}))/i.exec(written)
  const decoded = decode(body, headers.get('content-transfer-encoding'))
  const inside = type.startsWith('multipart/') && boundary ? split(body, boundary[1] ?? boundary[2] ?? '') : []
  const carried = type === 'message/rfc822' || type === 'message/global' ? [decoded] : []
  const parts = [...inside, ...carried].flatMap(part =>
    depth > 0 && left.parts-- > 0 ? [readPart(part, depth - 1, left)] : [],
  )
  return { headers, type, body: decoded, parts }
}

/** The first of each name counts. */
export function readHeaders(text: string): Map<string, string> {
  const headers = new Map<string, string>()
  for (const line of text.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const colon = line.indexOf(':')
    const name = line.slice(0, Math.max(0, colon)).trim().toLowerCase()
    if (name && !headers.has(name)) headers.set(name, line.slice(colon + 1).trim())
  }
  return headers
}

function split(body: string, boundary: string): string[] {
  const parts: string[][] = []
  for (const line of body.split('\n')) {
    const said = line.trimEnd()
    if (said === `--${boundary}--`) break
    if (said === `--${boundary}`) parts.push([])
    else parts.at(-1)?.push(line)
  }
  return parts.map(lines => lines.join('\n'))
}

function decode(body: string, encoding = ''): string {
  switch (encoding.toLowerCase()) {
    case 'base64':
      return Buffer.from(body, 'base64').toString('latin1')
    case 'quoted-printable':
      return body
        .replace(/=[ \t]*\r?\n/g, '')
        .replace(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
    default:
      return body
  }
}
