import type { ProxyAgent } from 'undici'

/** A way out through a council's proxy, for calls and for a connection that stays open. */
export interface Way {
  fetch?: typeof fetch
  dispatcher?: ProxyAgent
}

/** Node 20's own fetch knows no proxy. Its origin, undici, is there already, as the Slack library stands on it. */
export async function wayThrough(proxy: string | undefined): Promise<Way> {
  if (proxy === undefined) return {}
  const undici = await import('undici')
  const dispatcher = new undici.ProxyAgent(proxy)
  // The two fetches are one program with two sets of types.
  const reach = (url: unknown, init: object) => undici.fetch(url as string, { ...init, dispatcher })
  return { fetch: reach as unknown as typeof fetch, dispatcher }
}
