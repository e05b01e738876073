import type { Response } from 'express'
import type { AnswerTo } from '../../channel.ts'
import type { Streams } from '../streams.ts'
import { fromOf, type Visitor } from '../visitor.ts'

const everyMs = 15_000
/** Several presses in a row are one look. */
const soonMs = 500

/**
 * Tells open pages when the list of somebody's cases has changed, whoever changed it, in whichever process: their list is asked for
 * anew now and then, as they would, and compared.
 */
export function watchLists(answer: AnswerTo, streams: Streams, now: () => Date) {
  const visitors = new Map<string, Visitor>()
  const before = new Map<string, string>()
  let looking = false
  const look = async () => {
    if (looking) return
    looking = true
    const open = new Set(streams.listeners())
    for (const [key, visitor] of visitors) {
      if (!open.has(key)) {
        visitors.delete(key)
        before.delete(key)
        continue
      }
      const reply = await answer({ from: fromOf(visitor), what: { do: 'inbox' }, now: now() })
      const print = JSON.stringify(reply.blocks)
      if (before.has(key) && before.get(key) !== print) streams.tell(listener => listener === key)
      before.set(key, print)
    }
    looking = false
  }
  const timer = setInterval(look, everyMs)
  timer.unref()
  return {
    open(response: Response, visitor: Visitor): boolean {
      const key = `${visitor.authority.id} ${visitor.address}`
      visitors.set(key, visitor)
      const isOpen = streams.open(response, key)
      if (isOpen) void look()
      return isOpen
    },
    soon: () => void setTimeout(look, soonMs).unref(),
  }
}
