import { type Label, labelOf } from './labels.ts'
import type { Printed } from './lines.ts'

/**
 * Paragraphs, bullets, labels, headings: lines that belong together, re-flowed. A hard wrap, and a page break in the
 * middle of a sentence, are mended here; the outline never sees them.
 */
export interface Piece {
  text: string
  lines: Printed[]
  label?: Label
  level?: number
  bullet: boolean
  indent: number
  /** The words at its start that are bold; all of them where the whole piece is. */
  bold: string
  /** True when a blank line, or the end of a page, stands before it. */
  gap: boolean
}

export function piecesOf(lines: Printed[]): Piece[] {
  const width = wrapWidth(lines)
  const groups: { lines: Printed[]; gap: boolean }[] = []
  let gap = true
  for (const line of lines) {
    if (line.text === '' && !line.bullet) {
      gap = true
      continue
    }
    const last = groups.at(-1)
    if (last && continues(last.lines, line, gap, width)) last.lines.push(line)
    else groups.push({ lines: [line], gap })
    gap = false
  }
  const words = new Set(lines.flatMap(line => line.text.toLowerCase().match(/[\p{L}-]+/gu) ?? []))
  return groups.map(group => pieceOf(group.lines, group.gap, words))
}

function pieceOf(lines: Printed[], gap: boolean, words: Set<string>): Piece {
  const { bullet, indent, bold, level } = lines[0] as Printed
  const texts = lines.map(line => line.text)
  const text = texts.reduce<string[]>((done, next) => wrapped(done, next, words), []).join('')
  const label = labelOf(text)
  return { text, lines, bullet, indent, bold, gap, ...(label && { label }), ...(level !== undefined && { level }) }
}

/** Whether `line` goes on what `lines` began. Only the last of those is looked at: a paragraph may have thousands. */
function continues(lines: Printed[], line: Printed, gap: boolean, width: number): boolean {
  const [first, last] = [lines[0], lines.at(-1)]
  if (!first || !last || first.level !== undefined || line.level !== undefined) return false
  if (last.text === '') return true
  if (line.bullet) return first.bullet && isCutBullet(first.text, last.text, line.text)
  const begun = labelOf(first.text)
  const label = labelOf(line.text)
  if (label && beginsItem(lines, label, gap)) return false
  if (begun?.rest === '' && lines.length === 1) return !gap
  if (last.text.includes('\t') || line.text.includes('\t')) return false
  const hangs = line.indent > first.indent && (first.bullet || begun !== undefined)
  if (gap) return isUnfinished(lines) && (startsLow(line.text) || hangs)
  if (startsLow(line.text) && !/[.!?:;]$/.test(last.text)) return true
  if (hangs || (endsDangling(last.text) && !/^\S+$/.test(last.text))) return true
  return width <= 140 && isFull(last, line, width)
}

/** The width at which the lines of this document are wrapped; no bound where nothing shows that they are. */
function wrapWidth(lines: Printed[]): number {
  const wraps = lines.some((line, at) => {
    const above = lines[at - 1]?.text ?? ''
    return above.length > 40 && startsLow(line.text) && !line.bullet && !/[.!?:;\t]$/.test(above)
  })
  if (!wraps) return Number.POSITIVE_INFINITY
  const lengths = lines.map(line => line.indent + line.text.length + (line.bullet ? 2 : 0)).filter(length => length > 0)
  lengths.sort((a, b) => a - b)
  return lengths[Math.ceil(lengths.length * 0.97) - 1] ?? 0
}

/**
 * A wrapped line ends where its neighbour's first word would not have fitted; proportional letters vary by a fifth. After a
 * full stop it may as well be the end of a paragraph, and must be fuller.
 */
function isFull(last: Printed, next: Printed, width: number): boolean {
  const word = next.text.split(' ', 1)[0] ?? ''
  const share = /[.!?:;]$/.test(last.text) ? 0.95 : 0.8
  return width > 40 && last.indent + last.text.length + 1 + word.length > width * share
}

/** Words that no sentence ends with: what follows them was cut off. */
const dangling =
  /\b(?:a|an|the|and|or|but|nor|about|than|into|upon|when|where|who|has|have|had|been|not|of|to|in|on|at|by|for|from|with|as|that|which|who|whose|is|are|was|be|do|does|must|should|will|can|may|their|our|your|its|if|any|this|these)$/i

export function endsDangling(text: string): boolean {
  return dangling.test(text.slice(-12))
}

/** A bullet that a page break made of the middle of another: a low start after a sentence that cannot end there. */
function isCutBullet(first: string, last: string, next: string): boolean {
  return startsLow(next) && /^[\p{Lu}‘'"“]/u.test(first) && endsDangling(last)
}

function isUnfinished(lines: Printed[]): boolean {
  const last = lines.at(-1)?.text ?? ''
  return !/[.!?:;]['"’”)]*$/.test(last.slice(-4)) && (lines.length > 1 || last.length > 110 || endsDangling(last))
}

function startsLow(text: string): boolean {
  return /^\p{Ll}/u.test(text)
}

/** Words after which a number is a mention: "as in section / 4. The manager …" is one sentence, wrapped. */
const mentions = /\b(?:sections?|clauses?|paragraphs?|paras?|rules?|parts?|appendix|appendices|page|numbers?|no\.?)$/i

/** Whether a line that could carry a label begins something, or is the wrapped middle of a sentence. */
function beginsItem(lines: Printed[], label: Label, gap: boolean): boolean {
  const whole = lines.at(-1)?.text ?? ''
  const last = whole.slice(-40)
  if (mentions.test(last)) return false
  if (/[.!?:;,]['"’”)]*$|\b(?:and|or)$/.test(last) || (lines.length === 1 && whole.length < 40)) return true
  if (gap) return !(startsLow(label.rest) && endsDangling(last))
  return !startsLow(label.rest) && !/\b(?:of|to)$/.test(last)
}

/** A word that the wrap cut in two is joined if the document has it whole; otherwise the hyphen is its own: "non-compliance". */
function wrapped(done: string[], next: string, words: Set<string>): string[] {
  const above = done.at(-1)
  const head = above === undefined ? undefined : /\p{L}{2,}-$/u.exec(above.slice(-40))?.[0]
  const tail = /^\p{Ll}+/u.exec(next.slice(0, 40))?.[0]
  if (above === undefined || above === '') done.push(next)
  else if (!head || !tail) done.push(' ', next)
  else {
    if (words.has((head.slice(0, -1) + tail).toLowerCase())) done[done.length - 1] = above.slice(0, -1)
    done.push(next)
  }
  return done
}
