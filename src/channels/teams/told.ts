import { plainly } from '../../chat/pages/plainly.ts'
import type { Reply } from '../../chat/reply.ts'
import { type Card, cardFor } from './card.ts'
import { attachment } from './message.ts'

/** What Teams is told in the HTTP answer itself, within seconds. */
export interface Told {
  status: number
  body?: unknown
}

/** A page in a dialog. */
export function dialog(card: Card): Told {
  const value = { title: 'Signpost', height: 'large', width: 'large', card: attachment(card) }
  return { status: 200, body: { task: { type: 'continue', value } } }
}

/** A sentence in a dialog. */
export function saying(words: string): Told {
  return dialog(cardFor(plainly(words), { opens: 'here' }).card)
}

/** A sentence beside a card that stays as it is. */
export function sentence(value: string): Told {
  return { status: 200, body: { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value } }
}

/** What was done, without the page that it leads to: others may look on. */
export function sentenceOf({ title, blocks }: Reply): string {
  const notices = blocks.flatMap(block => (block.is === 'notice' ? [block.text] : []))
  if (notices.length === blocks.length) return [title, ...notices].join('\n')
  const first = blocks.findIndex(({ is }) => is !== 'notice')
  return notices[first - 1] ?? title
}

export const unreadable =
  'Signpost could not read this, and nothing was done. It may be an old card: ask again. In danger, call 999.'

export const later = 'This takes longer than usual. Wait a moment, then press it once more: nothing is done twice.'
