import { readAuthorities } from './authorities/read.ts'
import type { Library } from './chat/ask.ts'
import type { Settings } from './config.ts'
import { type Holding, openHolding } from './holding.ts'

export interface App {
  library: Library
  /** What is wrong with the documents and what stands beside them: a sentence each. */
  problems(): string[]
  /** Looks every so many seconds whether documents changed. Gives the function that stops it. */
  watch(seconds: number): () => void
}

/** The one place where the parts meet. */
export async function openApp(settings: Settings, hooks: { say(words: string): void; now(): Date }): Promise<App> {
  const authorities = readAuthorities(settings.POLICIES)
  const holdings = new Map<string, Holding>()
  for (const authority of authorities) holdings.set(authority.id, await openHolding(authority, settings, hooks))

  const held = (id: string) => {
    const holding = holdings.get(id)
    if (holding === undefined) throw new Error(`No holding for ${id}.`)
    return holding.held()
  }
  return {
    library: { authorities, held },
    problems: () => [...holdings.values()].flatMap(holding => holding.problems()),
    watch: seconds => watch([...holdings.values()], seconds, hooks.say),
  }
}

function watch(holdings: Holding[], seconds: number, say: (words: string) => void): () => void {
  let stopped = false
  const look = async () => {
    for (const holding of holdings) {
      if (stopped) return
      await holding.refresh().catch((error: Error) => say(error.message))
    }
    if (!stopped) timer = setTimeout(look, seconds * 1000)
  }
  let timer = setTimeout(look, seconds * 1000)
  return () => {
    stopped = true
    clearTimeout(timer)
  }
}
