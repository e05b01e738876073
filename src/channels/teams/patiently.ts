import { setTimeout as wait } from 'node:timers/promises'
import type { Reply } from '../../chat/reply.ts'

/**
 * Waits for an answer as long as Teams waits for ours, which is some seconds. What takes longer goes on; whoever asks for the same again
 * meanwhile, or soon after, gets what came of it, and nothing is done twice.
 */
export type Patiently = (name: string, work: () => Promise<Reply>) => Promise<Reply | undefined>

const rememberedMs = 10 * 60_000

export function patientlyFor(withinMs: number, now: () => Date): Patiently {
  const going = new Map<string, { reply: Promise<Reply>; until: number }>()
  const clean = () => {
    for (const [name, { until }] of going) if (until <= now().getTime()) going.delete(name)
  }
  return async (name, work) => {
    const known = going.get(name)
    const reply = known?.reply ?? work()
    if (!known) {
      clean()
      going.set(name, { reply, until: Number.POSITIVE_INFINITY })
    }
    const soon = await Promise.race([reply, wait(withinMs, undefined, { ref: false })])
    if (soon) going.delete(name)
    else reply.finally(() => going.set(name, { reply, until: now().getTime() + rememberedMs })).catch(() => {})
    return soon
  }
}
