import type { Line } from './source.ts'

/** A line as the outline sees it: without bullet, mark-up and indent, which are told beside. */
export interface Printed {
  text: string
  /** Its place in `source.lines`. */
  at: number
  line: number
  page: number | null
  level?: number
  indent: number
  bullet: boolean
  /** The words at its start that are bold. */
  bold: string
}

export function printed(line: Line, at: number): Printed {
  const raw = line.text
    .replace(/[\ufeff\u200b-\u200d\u00ad\f\r]/g, '')
    .replace(/\u00a0/g, ' ')
    .trimEnd()
  const indent = width(/^\s*/.exec(raw)?.[0] ?? '')
  const inner = raw.trimStart()
  const bulleted = /^[-•*–](?:\s+|$)/.exec(inner)
  const body = bulleted ? inner.slice(bulleted[0].length) : inner
  const bold = /^(?:\(?[\w.]{1,8}[.):]*\s+)?\*\*(.+?)\*\*/.exec(body)?.[1] ?? ''
  const words = columns(body.replaceAll('**', '').trim())
  const { line: number, page, level } = line
  const rest = { at, line: number, page, indent, bullet: bulleted !== null, bold: bold.trim() }
  return { text: words, ...rest, ...(level === undefined ? {} : { level }) }
}

function width(space: string): number {
  return space.replaceAll('\t', '    ').length
}

/** Four spaces and more are how plain text draws columns; amid a long sentence they are only a hole. */
function columns(text: string): string {
  const prose = text.split(/\s+/).length >= 12
  return text.replace(/(\S)? {4,}/g, (_, before = '') => before + (prose && /[a-z,]/.test(before) ? ' ' : '\t'))
}
