import { z } from 'zod'
import type { Memory } from '../../chat/talking.ts'

/**
 * What Slack sends is done once, though it comes again: because our answer was late, because somebody on the way repeated it, or from
 * another of Slack's own connections to another process. Only what is done is written down, so what a process took with it when it died
 * is free again. Two processes could do the same at one moment only if Slack repeated what it was told of in time, which it does not.
 */
export interface Once {
  /** Whether to do it. */
  begin(name: string): Promise<boolean>
  done(name: string): Promise<void>
  /** The same for what is over in a moment and does no harm in another process: in this one alone, with nothing written. */
  here(name: string): boolean
}

/** Slack repeats an event at once, after one minute and after five. */
const rememberedMs = 60 * 60_000

export function onceOver(memory: Memory, now: () => Date): Once {
  const known = new Map<string, number>()
  const clean = (at: number) => {
    for (const [name, until] of known) if (until <= at) known.delete(name)
  }
  const here = (name: string): boolean => {
    const at = now().getTime()
    if ((known.get(name) ?? 0) > at) return false
    if (known.size > 10_000) clean(at)
    known.set(name, at + rememberedMs)
    return true
  }
  return {
    here,
    begin: async name => here(name) && !z.boolean().safeParse(await memory.get(nameOf(name), now())).data,
    done: async name => void (await memory.put(nameOf(name), true, new Date(now().getTime() + rememberedMs))),
  }
}

function nameOf(name: string): string {
  return `done ${name}`
}
