import type { Label } from './labels.ts'
import type { Piece } from './pieces.ts'

/**
 * Gives an appendix back the label that its heading lost. Some documents list "Appendix A" among their contents, or say
 * "the Visitor Code (Appendix A)", and then print only "Visitor Code" where it begins.
 */
export function withLostAppendices(pieces: Piece[], contents: string[]): Piece[] {
  const there = new Set(pieces.map(piece => named(piece.label)).filter(name => name !== undefined))
  const lost = new Map<Piece, string>()
  for (const [name, title] of mentioned([...contents, ...pieces.map(piece => piece.text)])) {
    if (there.has(name) || lost.size > 20) continue
    const heading = pieces.findLast(piece => isHeadingOf(piece, title))
    if (heading && !lost.has(heading)) lost.set(heading, name)
  }
  return pieces.map(piece => {
    const name = lost.get(piece)
    return name === undefined ? piece : { ...piece, label: labelFor(name, piece.text) }
  })
}

function named(label: Label | undefined): string | undefined {
  return /^Appendix/.test(label?.shown ?? '') ? label?.shown.toUpperCase() : undefined
}

/** Each appendix that is named together with its title: `Visitor Code (Appendix A)`, `Appendix A – Visitor Code ⇥ 10`. */
function mentioned(texts: string[]): [name: string, title: string][] {
  return texts.flatMap(text => {
    const before = [...text.matchAll(/([^.;:()]{4,80}) \((?:see )?(appendix [\dA-Z]{1,2})\)/gi)]
    const after = [...text.matchAll(/^\s*(appendix [\dA-Z]{1,2})\s*[-–—:]\s*([^\t.]{4,80}?)[\s.]*\d{0,3}$/gi)]
    const titles = before.map((match): [string, string] => [match[2] ?? '', match[1] ?? ''])
    return [...titles, ...after.map((match): [string, string] => [match[1] ?? '', match[2] ?? ''])].map(
      ([name, title]): [string, string] => [name.toUpperCase().replace(/\s+/g, ' '), title.toLowerCase().trim()],
    )
  })
}

function isHeadingOf(piece: Piece, title: string): boolean {
  const heading = piece.text.toLowerCase().replace(/[\s:.]+$/, '')
  return !piece.label && !piece.bullet && heading.includes(' ') && ` ${title}`.endsWith(` ${heading}`)
}

function labelFor(name: string, rest: string): Label {
  const id = name.split(' ')[1] ?? ''
  const value = /^\d+$/.test(id) ? Number(id) : id.charCodeAt(0) - 64
  const readings = [{ family: 'appendix', parts: [value] }]
  return { printed: '', shown: `Appendix ${id}`, rest, readings, weak: false }
}
