/** How refs are compared: without case, punctuation, and the words that people put before a number. */

const abbreviated: Record<string, string> = {
  app: 'appendix',
  appx: 'appendix',
  annexe: 'annex',
  sch: 'schedule',
  pt: 'part',
}
const introducing = new Set(
  'clause clauses section sections sect sec paragraph paragraphs para paras rule rules no number point item sub the of in'.split(
    ' ',
  ),
)

const numerals = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ')
const numeral = new RegExp(`\\b(${[...introducing].join('|')})\\s+(${numerals.join('|')})\\b`, 'gi')

/** `App. 1, 5.1` → `appendix`, `1`, `5.1`; `4(l)` and `4l` → `4`, `l`; `A2` → `a`, `2`; `Clause 2.0` → `2`; `rule four` → `4`. */
export function tokensOf(spelling: string): string[] {
  const digits = spelling.replace(numeral, (_, kind, word) => `${kind} ${numerals.indexOf(word.toLowerCase())}`)
  const plain = digits.replace(/^\s*(?:ss?|cl|r)\.?\s*(?=\d)/i, '').replace(/\b([a-z])\.?(?=\d)/gi, '$1 ')
  const tokens = textTokens(plain).flatMap(token =>
    /^\d+(?:\.\d+)*[a-z]$/.test(token) ? [token.slice(0, -1), token.slice(-1)] : [token],
  )
  const told = tokens.map(token => abbreviated[token] ?? token).filter(token => !introducing.has(token))
  return told.length > 0 ? told : tokens
}

export function keyOf(spelling: string): string {
  return tokensOf(spelling).join(' ')
}

/** The words and numbers of a text. Apostrophes go ("Don't" and "Dont" are one), decimals stay whole. */
export function textTokens(text: string): string[] {
  const plain = text
    .toLowerCase()
    .replace(/['’‘`]/g, '')
    .replace(/\b(\d{1,3})\.0\b(?!\.)/g, '$1')
  return plain.match(/\d+(?:\.\d+)+[a-z]?|\d+[a-z]?|\p{L}[\p{L}\p{N}]*/gu) ?? []
}
