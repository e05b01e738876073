/**
 * A title that stands in the properties of a file is often a template's, or the name of the file it was made from. It is
 * believed only where the document prints it too: near its beginning or at the head of its pages.
 */
export function withPrintedTitle(about: Record<string, string>, printed: string[]): Record<string, string> {
  const { title, ...others } = about
  if (title === undefined) return about
  const near = printed.slice(0, 100)
  const words = lettersOf(title)
  // One word says little, and stands in many a sentence: it must be a line by itself.
  const isPrinted = /\p{L}\W+\p{L}/u.test(title.trim())
    ? lettersOf(near.join(' ')).includes(words)
    : near.some(line => lettersOf(line) === words)
  return words !== '' && isPrinted ? about : others
}

function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}
