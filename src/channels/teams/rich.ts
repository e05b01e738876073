/** A part of an Adaptive Card. Only what this folder writes is named; a test reads the whole with Microsoft's own parser. */
export interface Element {
  type: string
  [property: string]: unknown
}

export type Run = string | { bold: string }

/** The most of one run: longer words go on in the next element, so that a long page can be parted between elements. */
const longest = 3000

/**
 * Words as runs of text, in which nothing is mark-up: no link, no picture, no mention makes anything but itself, whoever wrote them. A
 * TextBlock would read Markdown; so it stands only for words of ours that have none.
 */
export function paragraphs(words: string): Element[] {
  const lines = sound(words).split('\n')
  return lines.flatMap((line, at) => {
    if (line.trim() === '') return []
    const before = lines[at - 1]?.trim() === '' ? 'Medium' : at === 0 ? 'Small' : 'None'
    const shown = line.startsWith('- ') ? `• ${line.slice(2)}` : line
    return pieces(shown, longest).map((piece, n) => rich([piece], n === 0 ? before : 'None'))
  })
}

export function rich(runs: readonly Run[], spacing = 'Small'): Element {
  const inlines = runs.map(run =>
    typeof run === 'string'
      ? { type: 'TextRun', text: sound(run) }
      : { type: 'TextRun', text: sound(run.bold), weight: 'Bolder' },
  )
  return { type: 'RichTextBlock', inlines, spacing }
}

/** A heading that a screen reader finds as one, where its words hold nothing that would be read as mark-up. */
export function heading(words: string, size: 'Default' | 'Large'): Element {
  if (!isInert(words)) return rich([{ bold: words }], 'Medium')
  return {
    ...{ type: 'TextBlock', style: 'heading', weight: 'Bolder', size, wrap: true, spacing: 'Medium' },
    text: sound(words),
  }
}

/** Whether words mean the same where Markdown and Teams' own functions are read as where they are not. */
export function isInert(words: string): boolean {
  return !/[[\]*_~`<>#|\\&]|\{\{|:\/\/|^\s*(?:[-+]|\d+[.)])\s|\n/m.test(words)
}

/** Words in pieces that joined are the same, never with half a letter. */
export function pieces(words: string, length: number): string[] {
  const all: string[] = []
  let rest = words
  while (rest.length > length) {
    const at = /[\uD800-\uDBFF]/.test(rest[length - 1] ?? '') ? length - 1 : length
    all.push(rest.slice(0, at))
    rest = rest.slice(at)
  }
  return [...all, rest]
}

/** Words cut to fit, with a sign that they were. */
export function cut(words: string, length: number): string {
  return words.length <= length ? words : `${pieces(words, length - 1)[0]}…`
}

/** Half a letter, left over where somebody cut a text, or a letter that no card may hold. */
function sound(words: string): string {
  return words
    .replace(/\r\n?/g, '\n')
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F]/g, ' ')
}
