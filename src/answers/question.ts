/** No question needs more; the rest of a pasted page only costs time. */
const longest = 2000

/** A question without what nobody reads: control and invisible characters, needless space. Empty when no word is left. */
export function readable(question: string): string {
  const text = question
    .slice(0, 10 * longest)
    .normalize('NFKC')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, longest)
  return /[\p{L}\p{N}]/u.test(text) ? text : ''
}

/** Whether a message only makes sense with the question before it: "and councillors?", "what about on my own phone". */
export function followsUp(text: string): boolean {
  if (
    /^(?:and|but|or|also|what about|how about|what if|even if|even|same for|does (?:that|it|this)|is (?:that|it|this)|are they|why|then|so)\b/i.test(
      text,
    )
  )
    return true
  const words = text.split(' ')
  return words.length <= 5 && /\b(?:it|that|this|they|them|those|there|then|too|either)\b/i.test(text)
}
