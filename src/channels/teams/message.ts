import { pageAfter } from '../../chat/page-after.ts'
import type { Quote, Reply } from '../../chat/reply.ts'
import type { Activity } from './bot.ts'
import { type Card, cardFor } from './card.ts'
import type { Frame } from './render.ts'
import { cut, pieces } from './rich.ts'

/** A reply as a message, and which answers of its form are not shown in it. */
export function messageOf(reply: Reply, frame: Frame): { activity: Activity; kept: string[] } {
  const cited = citedIn(reply)
  const hasForm = reply.blocks.some(({ is }) => is === 'form')
  const shown = withoutFeedback(hasForm && frame.opens === 'dialogs' ? withoutForm(reply) : reply)
  const { card, kept } = cardFor(cited.length > 0 ? { ...shown, title: '' } : shown, frame, againOf(reply))
  const activity: Activity = {
    ...carrying(reply, card),
    ...(cited.length > 0 ? { textFormat: 'markdown', text: marked(reply, cited) } : {}),
    ...(cited.length > 0 || reply.byModel ? { entities: [about(reply, cited)] } : {}),
    // Teams itself asks below the message whether it helped.
    ...(isForFeedback(reply) ? { channelData: { feedbackLoop: { type: 'default' } } } : {}),
  }
  return { activity, kept }
}

/** The way to the rest of a page that does not fit: by asking for it again, where that is one act. */
function againOf({ blocks }: Reply): Parameters<typeof cardFor>[2] {
  const acts = blocks.flatMap(block => (block.is === 'facts' ? (block.actions ?? []) : [])).map(({ act }) => act)
  const again = acts.map(pageAfter).find(act => act?.do === 'case' || act?.do === 'own')
  return again ? { again } : {}
}

/** In words alone: where Teams does not take the card, though it would take something. */
export function plainMessage(words: string): Activity {
  return { type: 'message', textFormat: 'plain', text: cut(words, 20_000) }
}

/** `summary` is what a notification and a list of chats show of it. */
function carrying({ title }: Reply, card: Card): Activity {
  const titled: Card = { ...card, fallbackText: cut(title || 'Signpost', 500) }
  return { type: 'message', summary: cut(title || 'Signpost', 200), attachments: [attachment(titled)] }
}

export function attachment(card: Card) {
  return { contentType: 'application/vnd.microsoft.card.adaptive', content: card }
}

/** Each clause that an answer stands on has its number in the text. */
function marked({ title }: Reply, cited: readonly Quote[]): string {
  return `${escaped(title)} ${cited.map((_, at) => `[${at + 1}]`).join(' ')}`
}

/** What Teams shows of a message beside it: its citations, and its own sign where a model wrote words of it. */
function about({ byModel }: Reply, cited: readonly Quote[]) {
  const citation = cited.map(({ from, text }, at) => ({
    ...{ '@type': 'Claim', position: at + 1 },
    appearance: { '@type': 'DigitalDocument', name: cut(from, 80), abstract: cut(text.trim() || from, 160) },
  }))
  return {
    ...{ type: 'https://schema.org/Message', '@type': 'Message', '@context': 'https://schema.org', '@id': '' },
    ...(byModel ? { additionalType: ['AIGeneratedContent'] } : {}),
    ...(citation.length > 0 ? { citation } : {}),
  }
}

/** Teams refuses a message with more. */
const mostCited = 10

function citedIn({ blocks }: Reply): Quote[] {
  const quotes = blocks.filter(block => block.is === 'quote')
  return quotes.filter(({ open }) => open?.act.do === 'clause').slice(0, mostCited)
}

/** Where a dialog will hold the form, the message says what must be said before it, and opens it. */
function withoutForm(reply: Reply): Reply {
  const blocks = reply.blocks.flatMap((block): Reply['blocks'] => {
    if (block.is === 'notice') return [block]
    if (block.is !== 'form') return []
    return [{ is: 'actions', actions: [{ label: `Open: ${block.heading}`, act: block.for, tone: 'main' }] }]
  })
  return { ...reply, blocks }
}

function isForFeedback({ blocks }: Reply): boolean {
  return blocks.some(block => block.is === 'actions' && block.actions.some(({ act }) => act.do === 'feedback'))
}

function withoutFeedback(reply: Reply): Reply {
  const blocks = reply.blocks.flatMap((block): Reply['blocks'] => {
    if (block.is !== 'actions') return [block]
    const actions = block.actions.filter(({ act }) => act.do !== 'feedback')
    return actions.length > 0 ? [{ ...block, actions }] : []
  })
  return { ...reply, blocks }
}

/** Our own sentence, with the name of a policy in it, in a text where Markdown is read. */
function escaped(words: string): string {
  return (pieces(words, 1_000)[0] ?? '').replace(/[\\`*_{}[\]<>#|~]/g, '\\$&')
}
