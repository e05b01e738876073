import { setTimeout as wait } from 'node:timers/promises'
import type { SocketModeReceiver } from '@slack/bolt'
import type { Log } from '../../log.ts'

const firstMs = 250
const mostMs = 30_000

/**
 * Keeps a connection to Slack open. The library's own way waits five seconds before each new one, in which Slack reaches nobody, and ends the
 * whole process where Slack cannot be reached at that moment. Here a lost connection is made again at once, and then ever more slowly.
 */
export function keepConnected({ client }: SocketModeReceiver, log: Log) {
  let stopped = false
  async function keep(): Promise<void> {
    for (let failures = 0; !stopped; ) {
      try {
        await client.start()
        failures = 0
        log.event('slack-connected')
        await new Promise<void>(resolve => client.once('disconnected', () => resolve()))
      } catch {
        failures++
      }
      if (stopped) return
      log.event('slack-away', { failures })
      if (failures > 0) await wait(Math.min(firstMs * 2 ** failures, mostMs), undefined, { ref: false })
    }
  }
  return {
    /** Resolves once there is a connection; or at once where there is none yet and others must not wait for it. */
    async start(): Promise<void> {
      const connected = new Promise<void>(resolve => client.once('connected', () => resolve()))
      void keep()
      await Promise.race([connected, wait(5_000, undefined, { ref: false })])
    },
    async stop(): Promise<void> {
      stopped = true
      await client.disconnect()
    },
  }
}
