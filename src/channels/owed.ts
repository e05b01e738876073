import type { Reply } from '../chat/reply.ts'

/**
 * Receipts that a channel did not take when they were due: whoever reported has seen theirs where they sent it, and still gets it where it
 * stays. They are said again every so often, and whenever the outbox comes by; they live in this process alone, since the case itself is
 * stored.
 */
export interface Owed<To> {
  say(reply: Reply, to: To): Promise<void>
  again(): Promise<void>
  stop(): void
}

/** Soon at first, and ever more seldom while nobody takes any: a chat that was closed for good is never opened again. */
const soonMs = 15_000
const seldomMs = 15 * 60_000
const most = 1_000

/** `tell` gives whether it was taken. */
export function owedOver<To>(tell: (reply: Reply, to: To) => Promise<boolean>): Owed<To> {
  let waiting: { reply: Reply; to: To }[] = []
  let timer: NodeJS.Timeout | undefined
  let pauseMs = soonMs
  let stopped = false
  function keep(one: { reply: Reply; to: To }): void {
    waiting = [...waiting, one].slice(-most)
  }
  function againIn(ms: number): void {
    pauseMs = ms
    clearTimeout(timer)
    if (!stopped && waiting.length > 0) timer = setTimeout(() => void again(), ms).unref()
  }
  async function again(): Promise<void> {
    // What is owed is being said already, or nothing is.
    if (waiting.length === 0) return
    clearTimeout(timer)
    const now = waiting
    waiting = []
    let taken = false
    // Each is tried: one person whose chat is closed would otherwise hold up everybody behind them.
    for (const one of now) {
      if (!stopped && (await tell(one.reply, one.to))) taken = true
      else keep(one)
    }
    againIn(taken ? soonMs : Math.min(pauseMs * 2, seldomMs))
  }
  return {
    again,
    async say(reply, to) {
      if (await tell(reply, to)) return
      keep({ reply, to })
      againIn(soonMs)
    },
    stop() {
      stopped = true
      clearTimeout(timer)
    },
  }
}
