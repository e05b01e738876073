import type { Act } from '../../../chat/act.ts'
import type { Block, Reply } from '../../../chat/reply.ts'
import { type Fields, fieldNamed } from '../filled.ts'
import type { Visitor } from '../visitor.ts'
import type { Ground } from './ground.ts'
import { roomIn } from './visitors.ts'

/**
 * What was asked or chosen in a conversation goes on in it, and a receipt stays in it; everything else is a page. Of somebody
 * without a name no receipt is left lying: it would say who sent what.
 */
export function keepInTalk(
  { talks, clock }: Ground,
  visitor: Visitor,
  act: Act,
  reply: Reply,
  fields: Fields,
): string | undefined {
  const room = roomIn(visitor, fields)
  const place = room?.address ?? visitor.address
  const back = room ? `${visitor.base}/room/${room.id}` : visitor.base
  if (act.do === 'feedback') {
    const id = Number(fieldNamed(fields, 'entry'))
    const entry = talks.find(place, id, visitor.address)
    if (entry?.reply) talks.replace(place, id, withThanks(entry.reply, reply))
    return `${back}#e-${id}`
  }
  const goesOn =
    act.do === 'choose' || act.do === 'share' || act.do === 'council' || (act.do === 'desk' && isReceipt(reply))
  if (!goesOn) return undefined
  const isForOne = room && reply.for === 'asker'
  const id = talks.add(place, { at: clock.now(), reply, ...(isForOne ? { onlyFor: visitor.address } : {}) })
  return `${back}#e-${id}`
}

function isReceipt({ blocks }: Reply): boolean {
  return blocks.some(block => block.is === 'actions' && block.actions.some(({ act }) => act.do === 'own'))
}

/** In place of the question whether it helped. */
function withThanks(reply: Reply, thanks: Reply): Reply {
  const blocks = reply.blocks.map((block): Block => {
    if (block.is !== 'actions') return block
    return { ...block, actions: block.actions.filter(({ act }) => act.do !== 'feedback') }
  })
  const words: Block = { is: 'notice', tone: 'good', text: thanks.title }
  return { ...reply, blocks: [...blocks, words, ...thanks.blocks] }
}
