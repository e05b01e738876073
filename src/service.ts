import { randomUUID } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { App } from './app.ts'
import { writeHeartbeat } from './cases/clock/heartbeat.ts'
import { channelOf } from './cases/outbox/posted.ts'
import type { Post } from './cases/outbox/sent.ts'
import type { AnswerTo, Channel } from './channels/channel.ts'
import { conversationOver } from './chat/conversation.ts'
import { noticePage, passingPage } from './chat/pages/notice.ts'
import type { Settings } from './config.ts'
import { talkingOf } from './core.ts'
import { isUnavailable } from './db/unavailable.ts'
import type { Log } from './log.ts'
import { looped } from './looped.ts'

/** How a channel is made: it is handed what answers people, and gives the way to them. */
export type Opening = (answer: AnswerTo) => Promise<Channel> | Channel

export interface Running {
  app: App
  settings: Settings
  /** In practice the first takes everything, whatever channel an address names: then nothing leaves the process. */
  openings: readonly Opening[]
  log: Log
  now(): Date
}

/** The program with its channels, listening. What nobody asks for is done when `round` and `deliver` are called. */
export interface Service {
  round(): Promise<void>
  /** Sends what is due, one after the other. Several lines may run side by side. */
  deliver(line?: number): Promise<void>
  stop(): Promise<void>
}

export async function openService(running: Running, afterwards: () => void = () => {}): Promise<Service> {
  const { app, settings, openings, log, now } = running
  // What is wrong with a desk is said to who starts the program, and not to who needs that desk.
  for (const authority of app.library.authorities) app.library.desks.of(authority)
  const talk = conversationOver(talkingOf(app, settings.MODE, log))
  const answer: AnswerTo = async incoming => {
    const reply = await talk(incoming)
    afterwards()
    return reply
  }
  const channels = await Promise.all(openings.map(open => open(answer)))
  for (const channel of channels) await channel.start()
  const worker = randomUUID()
  const post = postTo(running, channels)
  return {
    round: async () => {
      const { cases } = await app.keeping()
      for (const { work, reference, error } of await cases.round(now())) {
        log.event('trouble', { work, ...(reference ? { reference } : {}) })
        log.fault('round', error)
      }
      await mkdir(dirname(settings.HEARTBEAT), { recursive: true })
      await writeHeartbeat(settings.HEARTBEAT, await cases.heartbeat(now()))
    },
    deliver: async (line = 0) => {
      const { cases } = await app.keeping()
      await cases.deliver({ post, worker: `${worker}.${line}`, now, sideBySide: 1 })
    },
    stop: async () => {
      for (const channel of channels) await channel.stop()
      // A store that cannot be reached has nothing open to close.
      const keeping = await app.keeping().catch(error => (isUnavailable(error) ? undefined : Promise.reject(error)))
      await keeping?.close()
    },
  }
}

const everyMs = 5_000
const lines = 8

/** The running program. Timers and lines of deliveries run side by side: a mail server that hangs holds up one line, and no reminder. */
export async function startService(running: Running): Promise<{ stop(): Promise<void> }> {
  const { app, settings, log } = running
  const calmly = (name: string, work: () => Promise<void>) => () =>
    work().catch(error => {
      // The heartbeat grows old meanwhile, which is what a monitor looks for.
      log.event(isUnavailable(error) ? 'store-away' : 'fault', { work: name })
      log.fault(name, error)
    })
  let wake = () => {}
  const service = await openService(running, () => wake())
  const deliveries = Array.from({ length: lines }, (_, line) =>
    looped(
      calmly('deliver', () => service.deliver(line)),
      everyMs,
    ),
  )
  // Somebody may be owed a notice after each thing that is done: they should not wait for the next look.
  wake = () => {
    for (const one of deliveries) one.soon()
  }
  const rounds = looped(
    calmly('round', async () => {
      await service.round()
      wake()
    }),
    everyMs,
  )
  const stopWatching = app.watch(settings.POLL_SECONDS)
  rounds.soon()
  log.event('started', { mode: settings.MODE })
  return {
    stop: async () => {
      stopWatching()
      await rounds.stop()
      await Promise.all(deliveries.map(one => one.stop()))
      await service.stop()
      log.event('stopped')
    },
  }
}

/** The far side of the outbox: the channel that an address names. */
function postTo({ app, settings, now }: Running, channels: readonly Channel[]): Post {
  return async ({ id, address, notice, passing, earlier }) => {
    const named = channels.find(({ name }) => name === channelOf(address))
    const channel = settings.MODE === 'practice' ? channels[0] : named
    const authority = app.library.authorities.find(one => one.id === notice.authority)
    if (!channel || !authority) return { outcome: 'never', problem: 'no-channel' }
    const reply = passing ? passingPage(passing, authority) : noticePage(notice, authority, now())
    const thread = passing?.reference ?? notice.cases[0]?.reference ?? notice.about
    const quietly = notice.about === 'changed'
    return channel.send({ id, address, reply, thread, quietly, ...(earlier === undefined ? {} : { earlier }) })
  }
}
