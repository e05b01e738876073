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

const againMs = 15_000
const most = 1_000

/** `tell` gives whether it was taken. */
export function owedOver<To>(tell: (reply: Reply, to: To) => Promise<boolean>): Owed<To> {
  let waiting: { reply: Reply; to: To }[] = []
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  function keep(one: { reply: Reply; to: To }): void {
    waiting = [...waiting, one].slice(-most)
    if (!stopped) timer ??= setTimeout(() => void again(), againMs).unref()
  }
  async function again(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    const now = waiting
    waiting = []
    // Each is tried: one person whose chat is closed would otherwise hold up everybody behind them.
    for (const one of now) if (stopped || !(await tell(one.reply, one.to))) keep(one)
  }
  return {
    again,
    async say(reply, to) {
      if (!(await tell(reply, to))) keep({ reply, to })
    },
    stop() {
      stopped = true
      clearTimeout(timer)
    },
  }
}
