import { Fixable } from '../../../errors.ts'
import type { Channel } from '../../channel.ts'
import type { Health } from '../health.ts'
import { openShelf } from '../shelf.ts'
import { openStreams } from '../streams.ts'
import { type Hook, openWeb } from '../web.ts'
import type { Practice } from './ground.ts'
import { openPlayground } from './playground.ts'

export interface PracticeWeb extends Omit<Practice, 'shelf' | 'streams'> {
  settings: { MODE: 'practice' | 'live'; HOST: string; PORT: number }
  hooks: readonly Hook[]
  health: Health
  fault(id: string, error: unknown): void
  newId(): string
  /** Told where it can be opened. */
  listening(address: string): void
}

const loopback = ['127.0.0.1', '::1', 'localhost']

/** In the playground everybody is whoever they say, so it is for those at this machine alone, and never for a live council. */
export function openPracticeWeb(web: PracticeWeb): Channel {
  const { MODE, HOST: host, PORT: port } = web.settings
  if (MODE === 'live') throw new Error('The playground is for practice: there anybody is whoever they say.')
  if (!loopback.includes(host))
    throw new Fixable(
      `HOST=${host} would let others into the pretend workplace, where anybody is whoever they say. In practice leave HOST at 127.0.0.1; the pages of a live council take another.`,
    )
  const [shelf, streams] = [openShelf(), openStreams()]
  const { router: routes, send } = openPlayground({ ...web, shelf, streams })
  return openWeb({
    ...{ host, port, routes, streams, send, hooks: web.hooks, health: web.health, fault: web.fault, newId: web.newId },
    origins: at => {
      const hosts = loopback.map(name => `${name.includes(':') ? `[${name}]` : name}:${at}`)
      return { hosts, own: hosts.map(name => `http://${name}`) }
    },
    listening: at => web.listening(`http://${host.includes(':') ? `[${host}]` : host}:${at}`),
  })
}
