import { Router } from 'express'
import type { Channel } from '../../channel.ts'
import type { Health } from '../health.ts'
import { openStreams } from '../streams.ts'
import { type Hook, openWeb } from '../web.ts'

export interface DeskWeb {
  settings: { HOST: string; PORT: number }
  hooks: readonly Hook[]
  health: Health
  fault(id: string, error: unknown): void
  newId(): string
  listening(address: string): void
}

/** What a live council's program answers on the web: a monitor, and the services that call it. */
export function openDeskWeb(web: DeskWeb): Channel {
  const { HOST: host, PORT: port } = web.settings
  return openWeb({
    ...{ host, port, streams: openStreams(), hooks: web.hooks, health: web.health, fault: web.fault, newId: web.newId },
    routes: Router(),
    origins: on => ({ own: [], hosts: [host, '127.0.0.1', 'localhost'].map(name => `${name}:${on}`) }),
    // It is a place to look at, and calls nobody to it.
    send: async () => ({ outcome: 'never', problem: 'no-channel' }),
    listening: on => web.listening(`http://${host}:${on}`),
  })
}
