import type { Act } from '../../chat/act.ts'
import type { Quote, Reply } from '../../chat/reply.ts'
import { button, rows } from './buttons.ts'
import { elementsOf, type Frame } from './render.ts'
import { cut, type Element, pieces, rich } from './rich.ts'

/** What every client of Teams understands; a later version would show the fallback in some. */
export const version = '1.5'

/** Teams ends at 28 kB for some cards and does not say which. */
export const mostBytes = 25_000
/** Left for what stands around the elements. */
const around = 1_500

export interface Card {
  type: 'AdaptiveCard'
  $schema: string
  version: string
  fallbackText: string
  lang: string
  msteams: { width: 'Full' }
  body: Element[]
}

/** A card, and the questions of its form whose answer it does not show again. */
export interface Fitted {
  card: Card
  kept: string[]
}

/**
 * A reply as one card. In a message quotes are cut where it would be too long, and say where the rest is read. In a dialog nothing is cut:
 * what is too long comes in parts, since a case is read in whole. `again`: the act that shows the same page once more.
 */
export function cardFor(reply: Reply, frame: Frame, { part = 1, again }: { part?: number; again?: Act } = {}): Fitted {
  const form = reply.blocks.find(block => block.is === 'form')
  if (form) return formCard(reply, frame, form.given)
  if (frame.opens === 'here') {
    const onward = (to: number) => again && button({ label: partLabel(part, to) }, { act: again, part: to }, frame)
    return { card: partCard(reply, elementsOf(reply, frame), part, onward), kept: [] }
  }
  for (const most of [Number.POSITIVE_INFINITY, 2_000, 600, 200]) {
    const body = elementsOf(shortened(reply, most), frame)
    if (fits(body)) return { card: cardOf(reply, body), kept: [] }
  }
  const rest = (to: number) =>
    again && to === 2 ? button({ label: 'Open all of it' }, { act: again }, frame) : undefined
  return { card: partCard(reply, elementsOf(reply, frame), 1, rest), kept: [] }
}

/** An answer that is too long to be shown again is named, so that whoever remembers it does not take it for empty. */
function formCard(reply: Reply, frame: Frame, given: Record<string, unknown>): Fitted {
  const kept: string[] = []
  let body = elementsOf(reply, frame)
  for (const id of longestAnswers(given)) {
    if (fits(body)) break
    kept.push(id)
    body = elementsOf(reply, { ...frame, kept })
  }
  return { card: cardOf(reply, body), kept }
}

function partLabel(part: number, to: number): string {
  return to > part ? 'Go on reading' : 'Back to the part before'
}

function longestAnswers(given: Record<string, unknown>): string[] {
  return Object.entries(given)
    .flatMap(([id, answer]) => (typeof answer === 'string' ? [{ id, length: answer.length }] : []))
    .filter(({ length }) => length > 100)
    .sort((a, b) => b.length - a.length)
    .map(({ id }) => id)
}

/** As many elements as fit, from where the part before ended. */
function partCard(
  reply: Reply,
  body: readonly Element[],
  part: number,
  onward: (to: number) => Element | undefined,
): Card {
  const parts: Element[][] = [[]]
  let room = mostBytes - around
  for (const element of body) {
    const size = sizeOf([element])
    if (size > room && parts.at(-1)?.length) {
      parts.push([])
      room = mostBytes - around
    }
    parts.at(-1)?.push(element)
    room -= size
  }
  const at = Math.min(Math.max(part, 1), parts.length)
  const here = parts[at - 1] ?? []
  if (parts.length === 1) return cardOf(reply, here)
  const ways = [at < parts.length ? onward(at + 1) : undefined, at > 1 ? onward(at - 1) : undefined]
  const where = rich([{ bold: `Part ${at} of ${parts.length}.` }], 'Medium')
  return cardOf(reply, [...here, where, ...rows(ways.filter(way => way !== undefined))])
}

function cardOf({ title }: Reply, body: Element[]): Card {
  return {
    ...{ type: 'AdaptiveCard', $schema: 'http://adaptivecards.io/schemas/adaptive-card.json', version, lang: 'en' },
    fallbackText: cut(title || 'Signpost', 500),
    msteams: { width: 'Full' },
    body,
  }
}

function shortened(reply: Reply, most: number): Reply {
  const blocks = reply.blocks.map(block => (block.is === 'quote' ? shorter(block, most) : block))
  return { ...reply, blocks }
}

/** The sentence that answers stays whole. */
function shorter(quote: Quote, most: number): Quote {
  const { text, lead, open } = quote
  if (text.length <= most) return quote
  const rest = open ? `… (there is more: "${open.label}")` : '… (there is more)'
  const shown = lead && text.indexOf(lead) + lead.length > most ? lead : (pieces(text, most)[0] ?? '')
  return { ...quote, text: `${shown}${rest}` }
}

function fits(body: readonly Element[]): boolean {
  return sizeOf(body) <= mostBytes - around
}

function sizeOf(body: readonly Element[]): number {
  return Buffer.byteLength(JSON.stringify(body))
}
