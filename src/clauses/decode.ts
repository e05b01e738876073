/**
 * Bytes to text. Councils' text files come as UTF-8 with or without its mark, as UTF-16 from Notepad and Outlook, and as
 * Windows-1252 from anything older. A file is taken as Windows-1252 only when it cannot be UTF-8: a `£` or a curly quote
 * of that encoding is practically never valid UTF-8.
 */
export function decode(bytes: Uint8Array): { text: string; note?: string } {
  if (starts(bytes, [0xef, 0xbb, 0xbf])) return utf8(bytes.subarray(3))
  if (starts(bytes, [0xff, 0xfe])) return utf16(bytes.subarray(2), 'little')
  if (starts(bytes, [0xfe, 0xff])) return utf16(bytes.subarray(2), 'big')
  const unmarked = unmarkedUtf16(bytes)
  return unmarked ? utf16(bytes, unmarked) : utf8(bytes)
}

function utf8(bytes: Uint8Array): { text: string; note?: string } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
  } catch {
    const lenient = new TextDecoder('utf-8').decode(bytes)
    const broken = lenient.split('\ufffd').length - 1
    const whole = lenient.match(/[\u0080-\ufffc\u{10000}-\u{10ffff}]/gu)?.length ?? 0
    // Mostly good UTF-8 with a few bytes lost (a cut file, a bad paste): Windows-1252 would spoil all the good ones.
    if (whole > broken * 4) return { text: lenient, note: `read as UTF-8; ${broken} characters were damaged` }
    return { text: windows1252(bytes), note: 'read as Windows-1252' }
  }
}

function utf16(bytes: Uint8Array, order: 'little' | 'big'): { text: string; note: string } {
  const even = Buffer.from(bytes.subarray(0, bytes.length & ~1))
  if (order === 'big') even.swap16()
  return { text: even.toString('utf16le'), note: 'read as UTF-16' }
}

/** English in UTF-16 has a zero for every second byte: at odd places when little-endian, at even ones when big-endian. */
function unmarkedUtf16(bytes: Uint8Array): 'little' | 'big' | undefined {
  const sample = bytes.subarray(0, 4000)
  const zeros = { even: 0, odd: 0 }
  sample.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2 === 0 ? 'even' : 'odd']++
  })
  const half = sample.length / 2
  if (zeros.odd > half * 0.6 && zeros.even < half * 0.1) return 'little'
  if (zeros.even > half * 0.6 && zeros.odd < half * 0.1) return 'big'
  return undefined
}

/** Spelled out because some versions of Node decode `windows-1252` as Latin-1, which loses the curly quotes. */
const from0x80 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

function windows1252(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString('latin1')
    .replace(/[\u0080-\u009f]/g, char => from0x80[char.charCodeAt(0) - 0x80] ?? char)
}

function starts(bytes: Uint8Array, mark: number[]): boolean {
  return mark.every((byte, at) => bytes[at] === byte)
}
