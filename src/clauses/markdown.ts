import { parse } from 'yaml'
import { bulleted, lengthOfLabel, plain } from './marks.ts'
import type { Line, Source } from './source.ts'

/** Markdown, line by line: a hard-wrapped paragraph stays as wrapped, since councils' own files often number every line. */
export function readMarkdown(text: string): Source {
  const all = text.split(/\r\n|\r|\n/)
  const { about, after, note } = frontMatter(all)
  const body = withoutComments(all.slice(after))
  const lines: Line[] = []
  let fence: string | undefined
  body.forEach((raw, at) => {
    const line = after + at + 1
    const mark = /^\s{0,3}(`{3,}|~{3,})/.exec(raw)?.[1]
    if (mark && (!fence || mark.startsWith(fence))) fence = fence ? undefined : mark
    else if (fence) lines.push({ text: plain(raw).trimEnd(), line, page: null })
    else addLine(lines, plain(raw).trimEnd(), line)
  })
  return { lines, about, notes: note ? [note] : [] }
}

function addLine(lines: Line[], raw: string, line: number): void {
  const previous = lines.at(-1)
  const under = /^\s{0,3}(=+|-+)\s*$/.exec(raw)?.[1]
  const heading = /^\s{0,3}(#{1,6})\s+(.*?)\s*#*$/.exec(raw)
  if (under && previous && canBeHeading(previous)) {
    previous.level = under.startsWith('=') ? 1 : 2
    previous.text = previous.text.replace(/\*\*/g, '').trim()
  } else if (heading?.[1])
    lines.push({ text: inline(heading[2] ?? '').replace(/\*\*/g, ''), line, page: null, level: heading[1].length })
  else if (
    /^\s{0,3}([-*_])(\s*\1){2,}\s*$/.test(raw) ||
    /^\s*(?:\|\s*)?:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?\s*$/.test(raw)
  )
    lines.push(...(raw.includes('|') ? [] : [{ text: '', line, page: null }]))
  else lines.push({ text: /^\s*\|.*\|\s*$/.test(raw) ? tableRow(raw) : inline(raw), line, page: null })
}

/** A row of dashes under a paragraph makes a heading of it; under a list item or nothing it is only a rule. */
function canBeHeading(line: Line): boolean {
  return line.text.trim() !== '' && line.level === undefined && !line.text.startsWith('- ') && !line.text.includes('\t')
}

function tableRow(raw: string): string {
  const cells = raw
    .trim()
    .replace(/^\||\|$/g, '')
    .split(/(?<!\\)\|/)
  return cells.map(cell => inline(cell.replaceAll('\\|', '|')).replaceAll('**', '').trim()).join('\t')
}

/** One line without its mark-up, save bold that opens it. Asterisks without a partner go too: they are noise. */
function inline(raw: string): string {
  const [, before = '', rest = ''] = /^(\s*(?:>\s?)*)(.*)$/.exec(raw) ?? []
  const text = bulleted(before.replace(/>\s?/g, '') + rest)
    .replace(/!\[([^\][]{0,500})\]\([^()\s]{0,500}(?:\s"[^"]{0,500}")?\)/g, '$1')
    .replace(
      /\[([^\][]{0,500})\](?:\((?:[^()\s]|\([^()\s]{0,200}\)){0,500}(?:\s"[^"]{0,500}")?\)|\[[^\][]{0,500}\])/g,
      '$1',
    )
    .replace(/<((?:https?:|mailto:)[^<>\s]{1,500})>/g, '$1')
    .replace(/<\/?(?:br|b|i|u|em|strong|span|sup|sub|a|p|div|font)\b[^<>]{0,500}>/gi, '')
    .replace(/\*{3}/g, '**')
    .replace(/`{1,3}([^`]+)`{1,3}/g, '$1')
    .replace(/__(?=\S)([^_]+)__/g, '**$1**')
    .replace(/(?<![*\w\\])\*(?=[^\s*])([^*]+)\*(?!\*)/g, '$1')
    .replace(/(?<![\w\\])_(?=[^\s_])([^_]+)_(?!\w)/g, '$1')
  return withoutEscapes(onlyBoldLead(text))
}

function onlyBoldLead(text: string): string {
  const start = lengthOfLabel(text)
  const [, lead, rest = ''] = /^\*\*(?=\S)(.+?)(?:\*\*|$)(.*)$/.exec(text.slice(start)) ?? []
  if (!lead) return text.replaceAll('**', '')
  return `${text.slice(0, start)}**${lead.trim()}**${rest.replaceAll('**', '')}`
}

function withoutEscapes(text: string): string {
  return text.replace(/\\([\\`*_{}[\]()#+\-.!|>~])/g, '$1')
}

function frontMatter(all: string[]): { about: Record<string, string>; after: number; note?: string } {
  const end = all[0]?.trim() === '---' ? all.findIndex((line, at) => at > 0 && /^(---|\.\.\.)\s*$/.test(line)) : -1
  if (end < 0) return { about: {}, after: 0 }
  const read = aboutFrom(all.slice(1, end).join('\n'))
  return read
    ? { about: read, after: end + 1 }
    : { about: {}, after: end + 1, note: 'its front matter is not YAML, and was left out' }
}

/** What a block of YAML says, as texts under lower-case keys; undefined when it is no such block. */
export function aboutFrom(yaml: string): Record<string, string> | undefined {
  const read = tolerantly(yaml)
  if (read === null || read === '') return {}
  if (typeof read !== 'object' || Array.isArray(read)) return undefined
  const texts = Object.entries(read).filter(([, value]) => value !== null && typeof value !== 'object')
  return Object.fromEntries(texts.map(([key, value]) => [key.toLowerCase().trim(), String(value)]))
}

function tolerantly(yaml: string): unknown {
  try {
    // The failsafe schema leaves every value as it is printed: a date stays `2024-03`, a version stays `1.10`.
    return parse(yaml, { schema: 'failsafe', maxAliasCount: 20 })
  } catch {
    return undefined
  }
}

/** HTML comments go, the lines they stood on stay, so that line numbers hold. */
function withoutComments(lines: string[]): string[] {
  const text = lines.join('\n')
  let kept = ''
  let from = 0
  for (let start = text.indexOf('<!--'); start >= 0; start = text.indexOf('<!--', from)) {
    const end = text.indexOf('-->', start)
    if (end < 0) break
    kept += text.slice(from, start) + '\n'.repeat(text.slice(start, end).split('\n').length - 1)
    from = end + 3
  }
  return (kept + text.slice(from)).split('\n')
}
