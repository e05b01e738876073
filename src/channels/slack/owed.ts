import type { Reply } from '../../chat/reply.ts'
import { type Saying, sayTo, type To } from './saying.ts'

/**
 * Receipts that Slack did not take when they were due: whoever reported has seen theirs in the window, and still gets it where it stays. They
 * are said again every so often, and whenever the outbox comes by; they live in this process alone, since the case itself is stored.
 */
export interface Owed {
  say(reply: Reply, to: To): Promise<void>
  again(): Promise<void>
  stop(): void
}

const againMs = 15_000
const most = 1_000

export function owedOver(slack: Saying): Owed {
  let waiting: { reply: Reply; to: To }[] = []
  let timer: NodeJS.Timeout | undefined
  async function again(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    const now = waiting
    waiting = []
    for (const [at, one] of now.entries()) {
      if (await sayTo(slack, one.reply, one.to)) continue
      // Where one is not taken the others would not be either.
      waiting.push(...now.slice(at))
      break
    }
    if (waiting.length > 0) timer = setTimeout(() => void again(), againMs).unref()
  }
  return {
    again,
    async say(reply, to) {
      if (await sayTo(slack, reply, to)) return
      waiting = [...waiting, { reply, to }].slice(-most)
      timer ??= setTimeout(() => void again(), againMs).unref()
    },
    stop: () => clearTimeout(timer),
  }
}
