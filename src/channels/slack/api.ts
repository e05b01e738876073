import { setTimeout as wait } from 'node:timers/promises'
import { webApi } from '@slack/bolt'
import { quiet } from './quiet.ts'
import { type Trouble, troubleFrom } from './trouble.ts'

export type Called = { ok: true; said: unknown } | { ok: false; trouble: Trouble }

/** Slack's Web API. A call never rejects. */
export interface Api {
  /** `patiently`: somebody waits for it, so it is tried once more where that may help soon. The outbox has its own patience. */
  call(method: string, given: Record<string, unknown>, how?: { patiently: boolean }): Promise<Called>
  /** To an address that Slack gave for one answer, or for a file, with no right that the address itself does not give. */
  fetch: typeof fetch
  /** Whether an address is Slack's own, so that it may be shown the token. */
  isSlacks(address: string): boolean
  token: string
}

export interface Reaching {
  token: string
  url: string
  now(): Date
  fetch?: typeof fetch
  timeoutMs?: number
}

/** Longer than Slack takes on a bad day, and well below the time that the outbox gives a notice. */
const usualTimeoutMs = 8_000
const soonMs = 300
const atMostMs = 2_000

/**
 * The library's own retries run for half an hour, and one 429 stops its every other call. So it makes one try: here a 429 holds up what
 * it was about, a method in a conversation, for as long as Slack says, and whoever waits is told.
 */
export function apiOver({ token, url, now, fetch: reach = fetch, timeoutMs: timeout = usualTimeoutMs }: Reaching): Api {
  const client = new webApi.WebClient(token, {
    ...{ slackApiUrl: url, timeout, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true },
    ...{ logger: quiet, fetch: reach },
  })
  const heldUntil = new Map<string, number>()
  const once = async (method: string, given: Record<string, unknown>): Promise<Called> => {
    const key = `${method} ${given['channel'] ?? ''}`
    const held = (heldUntil.get(key) ?? 0) - now().getTime()
    if (held > 0)
      return { ok: false, trouble: { word: 'ratelimited', problem: 'rate-limited', lasting: false, afterMs: held } }
    heldUntil.delete(key)
    try {
      return { ok: true, said: await client.apiCall(method, given) }
    } catch (error) {
      const trouble = troubleFrom(error)
      if (trouble.afterMs !== undefined) heldUntil.set(key, now().getTime() + trouble.afterMs)
      return { ok: false, trouble }
    }
  }
  return {
    async call(method, given, { patiently } = { patiently: false }) {
      const first = await once(method, given)
      if (first.ok || !patiently || first.trouble.lasting) return first
      const { afterMs = soonMs } = first.trouble
      if (afterMs > atMostMs) return first
      await wait(afterMs)
      heldUntil.delete(`${method} ${given['channel'] ?? ''}`)
      return once(method, given)
    },
    fetch: reach,
    isSlacks: address => isSlacks(address, url),
    token,
  }
}

function isSlacks(address: string, api: string): boolean {
  if (!URL.canParse(address)) return false
  const { host, protocol } = new URL(address)
  const own = new URL(api)
  return (
    (host === own.host && protocol === own.protocol) ||
    (protocol === 'https:' && /(?:^|\.)slack(?:-gov)?\.com$/.test(host))
  )
}
