import { type DefaultTreeAdapterTypes, parse } from 'parse5'
import { plain } from '../marks.ts'
import type { Source } from '../source.ts'
import { HtmlLines } from './lines.ts'
import { attribute, type Element, isElement, textOf, type Visitable, walk } from './tree.ts'

/** A web page: what a reader came for, without the menus around it. */
export function readHtml(text: string): Source {
  const document = parse(text, { sourceCodeLocationInfo: true })
  const all = elements(document)
  const builder = new HtmlLines(usesNestedCounters(all), aboveTitle(all))
  walk(content(document, all), builder)
  const lines = builder.finish()
  return { lines, about: aboutOf(all, lines.find(line => line.level === 1)?.text), notes: [] }
}

function elements(document: DefaultTreeAdapterTypes.Document): Element[] {
  const found: Element[] = []
  walk(document, { enter: node => found.push(node) > 0, leave() {}, text() {} } satisfies Visitable)
  return found
}

/** `<main>` where the page has one that holds most of what there is to read; else the whole page. */
function content(document: DefaultTreeAdapterTypes.Document, all: Element[]) {
  const body = all.find(node => node.tagName === 'body')
  const mains = all.filter(node => node.tagName === 'main' || attribute(node, 'role') === 'main')
  const articles = all.filter(node => node.tagName === 'article')
  const main = mains[0] ?? (articles.length === 1 ? articles[0] : undefined)
  if (!main || !body) return body ?? document
  return textOf(main).length > 200 || textOf(main).length * 4 > textOf(body).length ? main : body
}

/** What the page's only `<h1>` stands in: then the header around it is the document's, not the site's. */
function aboveTitle(all: Element[]): Set<unknown> {
  const [title, other] = all.filter(node => node.tagName === 'h1')
  const above = new Set<unknown>()
  if (title && !other) for (let node: unknown = title; isElement(node); node = node.parentNode) above.add(node)
  return above
}

/** Style sheets that number lists as 1, 1.1, 1.1.1 say so with this function; browsers then print no plain numbers. */
function usesNestedCounters(all: Element[]): boolean {
  return all.some(node => node.tagName === 'style' && /counters\(/.test(textOf(node)))
}

const told = new Set(
  'title creator author date created issued modified version status owner publisher subject'.split(' '),
)

function aboutOf(all: Element[], heading: string | undefined): Record<string, string> {
  const about: Record<string, string> = {}
  for (const node of all) {
    const name = (attribute(node, 'name') ?? '').toLowerCase().replace(/^(?:dc|dcterms|dc\.terms)[.:]/, '')
    const value = attribute(node, 'content')?.trim()
    if (node.tagName === 'meta' && told.has(name) && value) about[name] = plain(value)
  }
  const title = all.find(node => node.tagName === 'title' && node.namespaceURI.endsWith('xhtml'))
  // After the bar stands the name of the site.
  const words =
    title &&
    plain(textOf(title).split(' | ')[0] ?? '')
      .replace(/\s+/g, ' ')
      .trim()
  if (words) about['title'] = heading && words.startsWith(heading) ? heading : words
  return about
}
