export interface Paragraph {
  isList: boolean
  lines: string[]
}

/** As `Text` says: an empty line parts paragraphs, and lines that begin with "- " are a list. */
export function paragraphsOf(text: string): Paragraph[] {
  const paragraphs: Paragraph[] = []
  for (const part of text.split(/\n\s*\n/)) {
    for (const [at, line] of part.split('\n').entries()) {
      const isList = line.startsWith('- ')
      const last = paragraphs.at(-1)
      if (at > 0 && last?.isList === isList) last.lines.push(line)
      else if (line.trim() !== '') paragraphs.push({ isList, lines: [line] })
    }
  }
  return paragraphs
}
