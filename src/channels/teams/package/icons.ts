import { crc32, deflateSync } from 'node:zlib'

/** Red, green, blue, and how solid. */
type Colour = readonly [number, number, number, number]

export const accent = '#1D5B79'
const ground: Colour = [0x1d, 0x5b, 0x79, 255]
const white: Colour = [255, 255, 255, 255]
const nothing: Colour = [255, 255, 255, 0]

/** The icon of the app in colour, and its outline: white on nothing, as Teams wants it. */
export function icons(): { color: Uint8Array; outline: Uint8Array } {
  return { color: png(192, ground), outline: png(32, nothing) }
}

/** A post with two signs, one to each side, in a square from 0 to 1. */
function isPost(x: number, y: number): boolean {
  const pole = x > 0.47 && x < 0.53 && y > 0.14 && y < 0.88
  return pole || sign(x, y, 0.32) || sign(1 - x, y, 0.54)
}

/** Its point is to the right. */
function sign(x: number, y: number, middle: number): boolean {
  const [height, from, to, tip] = [0.085, 0.28, 0.72, 0.1]
  const away = Math.abs(y - middle) / height
  return away <= 1 && x > from && x < to + tip * (1 - away)
}

/** Each pixel is looked at in sixteen places, so that no edge is jagged. */
function png(size: number, behind: Colour): Uint8Array {
  const rows = Array.from({ length: size }, (_, y) => {
    const row = [0]
    for (let x = 0; x < size; x++) row.push(...mixed(behind, shareAt(x, y, size)))
    return Buffer.from(row)
  })
  const header = Buffer.alloc(13)
  header.writeUInt32BE(size, 0)
  header.writeUInt32BE(size, 4)
  // Eight bits for each of four parts of a colour.
  header.set([8, 6, 0, 0, 0], 8)
  const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows), { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function shareAt(x: number, y: number, size: number): number {
  let hits = 0
  for (let n = 0; n < 16; n++) {
    const [u, v] = [x + ((n % 4) + 0.5) / 4, y + (Math.floor(n / 4) + 0.5) / 4]
    if (isPost(u / size, v / size)) hits++
  }
  return hits / 16
}

function mixed(behind: Colour, share: number): number[] {
  return behind.map((part, at) => Math.round(part + ((white[at] ?? 0) - part) * share))
}

function chunk(name: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), content])
  const around = Buffer.alloc(8)
  around.writeUInt32BE(content.length, 0)
  around.writeUInt32BE(crc32(named), 4)
  return Buffer.concat([around.subarray(0, 4), named, around.subarray(4)])
}
