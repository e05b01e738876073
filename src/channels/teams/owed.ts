import type { From } from '../../chat/incoming.ts'
import type { Reply } from '../../chat/reply.ts'

/**
 * Receipts that Teams did not take when they were due: whoever reported has seen theirs in the dialog, and still gets it where it stays. They
 * are said again every so often, and whenever the outbox comes by; they live in this process alone, since the case itself is stored.
 */
export interface Owed {
  say(reply: Reply, from: From): Promise<void>
  again(): Promise<void>
  stop(): void
}

const againMs = 15_000
const most = 1_000

export function owedOver(tell: (reply: Reply, from: From) => Promise<boolean>): Owed {
  let waiting: { reply: Reply; from: From }[] = []
  let timer: NodeJS.Timeout | undefined
  const soon = () => {
    if (waiting.length > 0) timer ??= setTimeout(() => void again(), againMs).unref()
  }
  async function again(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    const now = waiting
    waiting = []
    for (const one of now) if (!(await tell(one.reply, one.from))) waiting.push(one)
    soon()
  }
  return {
    again,
    async say(reply, from) {
      if (await tell(reply, from)) return
      waiting = [...waiting, { reply, from }].slice(-most)
      soon()
    },
    stop: () => clearTimeout(timer),
  }
}
