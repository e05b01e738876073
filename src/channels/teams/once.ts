import { setTimeout as wait } from 'node:timers/promises'
import type { Memory } from '../../chat/talking.ts'

/** What is done for the first time only, in whichever process. While the store is away or slow, this process alone decides. */
export interface Once {
  isFirst(name: string, forMs: number): Promise<boolean>
  forget(name: string): Promise<void>
}

const longEnoughMs = 500
const mostHere = 5_000

export function onceOver(memory: Memory, now: () => Date): Once {
  const here = new Map<string, number>()
  return {
    async isFirst(name, forMs) {
      const at = now().getTime()
      if ((here.get(name) ?? 0) > at) return false
      if (here.size >= mostHere) for (const [other, until] of here) if (until <= at) here.delete(other)
      here.set(name, at + forMs)
      const claimed = memory.claim(`once ${name}`, new Date(at), new Date(at + forMs))
      return Promise.race([claimed, wait(longEnoughMs, true, { ref: false })])
    },
    async forget(name) {
      here.delete(name)
      await memory.forget(`once ${name}`)
    },
  }
}
