/**
 * Takes words out of a text for good: in whatever case they stand, over the end of a line, with any apostrophe or hyphen, with
 * an accent written as one sign or two, and with invisible signs between their letters.
 */
export function taker(words: readonly string[]): (text: string) => string {
  const wanted = words.map(word => word.normalize('NFC').trim()).filter(word => word !== '')
  if (wanted.length === 0) return text => text
  // A longer one first: else "Jane" taken out of "Jane Doe" would leave the rest.
  const patterns = wanted.sort((one, other) => other.length - one.length).map(patternOf)
  const pattern = new RegExp(patterns.join('|'), 'giu')
  return text => text.normalize('NFC').replace(pattern, '[taken out]')
}

/** The same text in the one spelling in which words are looked for. */
export function folded(text: string): string {
  const plain = text.normalize('NFC').replace(new RegExp(invisible, 'gu'), '').toLowerCase()
  return plain.replace(/['’‘ʼ]/g, "'").replace(/[-‐‑–]/g, '-')
}

const invisible = '[\\u00ad\\u200b-\\u200d\\u2060\\ufeff]'

function patternOf(word: string): string {
  const parts = word.split(/\s+/).map(part => [...part].map(signOf).join(`${invisible}*`))
  return parts.join('\\s+')
}

function signOf(sign: string): string {
  if (/['’‘ʼ]/.test(sign)) return "['’‘ʼ]"
  if (/[-‐‑–]/.test(sign)) return '[-‐‑–]'
  return sign.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
}
