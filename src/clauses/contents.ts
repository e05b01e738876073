import { labelOf } from './labels.ts'
import type { Printed } from './lines.ts'

/**
 * The lines of a table of contents. They look like clauses and are none. Two signs: a heading "Contents" and lines below it
 * that end in a page number or come again later as headings; or, without such a heading, a run of leaders to page numbers
 * that rise. Whatever breaks off the run is body: it is better to show a line of contents than to lose a rule.
 */
export function contentsOf(lines: Printed[]): Set<number> {
  const found = new Set<number>()
  const comesAgain = placesOf(lines)
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]
    if (!line || line.text === '') continue
    const entries = isContentsHeading(line.text)
      ? below(lines, at + 1, comesAgain)
      : entry(line.text)
        ? unannounced(lines, at, comesAgain)
        : at < 80
          ? unpaged(lines, at, comesAgain)
          : []
    if (entries.length === 0) continue
    if (isContentsHeading(line.text)) found.add(at)
    for (const each of entries) found.add(each)
    at = entries.at(-1) ?? at
  }
  return found
}

function isContentsHeading(text: string): boolean {
  return /^(?:\d{1,2}\.?\s+)?(?:table of )?contents(?: page)?\s*:?(?:\s+page(?: no\.?| number)?)?$/i.test(text)
}

interface Entry {
  title: string
  page: number
}

/** `Scope ..... 4`, `2.1⇥Scope⇥4`, `Scope    4`: a title, a leader and a page. */
function entry(text: string): Entry | undefined {
  const page = /(?:^|[\s.…_])(\d{1,3}|[ivx]{1,5})$/i.exec(text)?.[1]
  if (!page) return undefined
  const before = text.slice(0, text.length - page.length)
  const title = before.replace(/[\s.…_]+$/, '')
  const leader = before.slice(title.length)
  if (title === '' || !/\t|\s{2}|\.\s?\.\s?\.|…|___/.test(leader)) return undefined
  return { title, page: Number.parseInt(page, 10) || 0 }
}

/** The same where only one space stands before the page, which is enough under a heading that says "Contents". */
function looseEntry(text: string): Entry | undefined {
  const match = /^(.*\S)\s+(\d{1,3})$/.exec(text)
  return entry(text) ?? (match?.[1] ? { title: match[1], page: Number(match[2]) } : undefined)
}

function below(lines: Printed[], from: number, comesAgain: Map<string, number[]>): number[] {
  const first = next(lines, from)
  const second = next(lines, first + 1)
  const texts = [first, second].map(at => lines[at]?.text ?? '')
  const paged = texts.some(text => entry(text)) || texts.every(text => looseEntry(text))
  return paged ? pagedEntries(lines, first) : plainEntries(lines, first, comesAgain)
}

function pagedEntries(lines: Printed[], from: number): number[] {
  const found: number[] = []
  let page = 0
  for (let at = from; at < lines.length; at++) {
    const text = lines[at]?.text ?? ''
    if (text === '') continue
    const here = looseEntry(text)
    // A long title runs over into the line with the page number.
    const follower = here ? undefined : looseEntry(lines[at + 1]?.text ?? '')
    const ok = here ? here.page >= page && here.title.length < 160 : follower && found.length > 0 && text.length < 160
    if (!ok) break
    found.push(at)
    page = here?.page ?? page
  }
  return found
}

function plainEntries(lines: Printed[], from: number, comesAgain: Map<string, number[]>): number[] {
  const found: number[] = []
  const seen = new Set<string>()
  for (let at = from; at < lines.length; at++) {
    const text = lines[at]?.text ?? ''
    if (text === '') continue
    const name = titleKey(text)
    if (name === '' || text.length > 120 || seen.has(name) || (comesAgain.get(name)?.at(-1) ?? 0) <= at) break
    seen.add(name)
    found.push(at)
  }
  return found.length >= 2 ? found : []
}

function unannounced(lines: Printed[], from: number, comesAgain: Map<string, number[]>): number[] {
  const found: number[] = []
  let page = 0
  let borneOut = 0
  for (let at = from; at < lines.length; at++) {
    const text = lines[at]?.text ?? ''
    if (text === '') continue
    const here = entry(text)
    if (!here || here.page < page) break
    page = here.page
    found.push(at)
    if ((comesAgain.get(titleKey(here.title))?.at(-1) ?? 0) > at || /\.\s?\.\s?\.|…/.test(text)) borneOut++
  }
  return found.length >= 3 && borneOut * 2 >= found.length ? found : []
}

/**
 * Titles one below the other near the front, each of which comes once more, with text between them. Running heads come
 * more often, and together.
 */
function unpaged(lines: Printed[], from: number, comesAgain: Map<string, number[]>): number[] {
  const found: number[] = []
  const again: number[] = []
  for (let at = from; at < lines.length; at++) {
    const text = lines[at]?.text ?? ''
    if (text === '') continue
    const places = comesAgain.get(titleKey(text)) ?? []
    const [, second = 0] = places
    if (text.length > 120 || places.length !== 2 || second <= at || second < (again.at(-1) ?? 0)) break
    found.push(at)
    again.push(second)
  }
  const apart = again.every(
    (at, each) => each === 0 || lines.slice((again[each - 1] ?? 0) + 1, at).some(line => line.text !== ''),
  )
  return found.length >= 3 && apart && (again[0] ?? 0) > (found.at(-1) ?? 0) ? found : []
}

/** Where each line stands, as a title without its label. */
function placesOf(lines: Printed[]): Map<string, number[]> {
  const places = new Map<string, number[]>()
  for (const { text, at, bullet } of lines) {
    const title = text === '' || bullet ? '' : titleKey(text)
    const there = places.get(title)
    if (there) there.push(at)
    else if (title !== '') places.set(title, [at])
  }
  return places
}

/** A title as it can be compared: its letters and digits, without the label. */
export function titleKey(text: string): string {
  return (labelOf(text)?.rest ?? text).toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}

function next(lines: Printed[], from: number): number {
  let at = from
  while (at < lines.length && lines[at]?.text === '') at++
  return at
}
