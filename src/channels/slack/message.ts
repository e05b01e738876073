import type { types } from '@slack/bolt'
import { plainText } from '../../chat/plain.ts'
import type { Reply } from '../../chat/reply.ts'
import { wrongMessage } from './check.ts'
import { cut, most } from './limits.ts'
import { blocksOf, type Frame } from './render.ts'
import { escaped } from './rich.ts'

/** A message as Slack takes it. Links never unfurl: a preview would fetch what may not be fetched, and show it. */
export interface Message {
  text: string
  blocks?: types.KnownBlock[]
  mrkdwn?: false
  unfurl_links: false
  unfurl_media: false
}

/**
 * A reply as a message: as blocks, or in plain words where blocks would be refused. Nothing is ever cut out of it to make it fit, save
 * beyond the length of a short book.
 */
export function messageOf(reply: Reply, frame: Frame = {}): Message {
  const message: Message = { ...calmly, text: escaped(cut(headline(reply), 1000)), blocks: blocksOf(reply, frame) }
  return wrongMessage(message).length === 0 ? message : inPlainWords(reply)
}

export function inPlainWords(reply: Reply): Message {
  // Each of three signs takes up to five letters when it is written so that it is none.
  return { ...calmly, text: cut(escaped(plainText(reply)) || 'Signpost', most.plain), mrkdwn: false }
}

const calmly = { unfurl_links: false, unfurl_media: false } as const

/** What a notification or a screen reader says of it first. */
function headline({ title, blocks }: Reply): string {
  const [first] = blocks
  if (title !== '') return title
  return first?.is === 'notice' || first?.is === 'text' ? first.text : 'Signpost'
}
