import { randomUUID } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { App } from './app.ts'
import { writeHeartbeat } from './cases/clock/heartbeat.ts'
import { channelOf } from './cases/outbox/posted.ts'
import type { Post, Sent } from './cases/outbox/sent.ts'
import type { AnswerTo, Channel, Sending } from './channels/channel.ts'
import { conversationOver } from './chat/conversation.ts'
import { noticePage, passingPage } from './chat/pages/notice.ts'
import type { Settings } from './config.ts'
import { talkingOf } from './core.ts'
import { isUnavailable } from './db/unavailable.ts'
import type { Log } from './log.ts'
import { looped } from './looped.ts'

/** How a channel is made: it is handed what answers people, and gives the way to them. */
export type Opening = (answer: AnswerTo, service: Around) => Promise<Channel> | Channel

/** What a channel may ask of the program around it. */
export interface Around {
  /** Writes to somebody on whichever channel their address names. */
  send(sending: Sending): Promise<Sent>
  /** Does at once what is due: the clock may have been moved. */
  look(): Promise<void>
}

export interface Running {
  app: App
  settings: Settings
  /** In practice the first takes everything, whatever channel an address names: then nothing leaves the process. */
  openings: readonly Opening[]
  log: Log
  now(): Date
  /** How long a channel may take to end. */
  patienceMs?: number
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
  const worker = randomUUID()
  const channels: Channel[] = []
  const post = postTo(running, channels)
  const service: Service = {
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
      await Promise.all(channels.map(channel => ended(channel, running)))
      // What could not be opened has nothing to close.
      const keeping = await app.keeping().catch(() => undefined)
      await keeping?.close()
    },
  }
  const around: Around = {
    send: async sending => (await wayTo(running, channels, sending.address)?.send(sending)) ?? noChannel,
    look: async () => {
      await service.round()
      await service.deliver()
    },
  }
  channels.push(...(await Promise.all(openings.map(open => open(answer, around)))))
  for (const channel of channels) await channel.start()
  return service
}

/** Of a channel that does not end, as where its vendor never answers, nobody waits: what was stored is stored. */
async function ended({ name, stop }: Channel, { log, patienceMs = 10_000 }: Running): Promise<void> {
  const soon = new AbortController()
  const late = wait(patienceMs, true, { signal: soon.signal }).catch(() => false)
  try {
    if (await Promise.race([stop(), late])) log.event('not-ended', { channel: name })
  } catch (error) {
    log.fault(name, error)
  } finally {
    soon.abort()
  }
}

const noChannel: Sent = { outcome: 'never', problem: 'no-channel' }

function wayTo({ settings }: Running, channels: readonly Channel[], address: string): Channel | undefined {
  return settings.MODE === 'practice' ? channels[0] : channels.find(({ name }) => name === channelOf(address))
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
  // A store that is away may come back. A key that does not open what is in it never will: better not to start than to start blind.
  if (settings.MODE === 'live')
    await app.keeping().catch(error => (isUnavailable(error) ? undefined : Promise.reject(error)))
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
function postTo(running: Running, channels: readonly Channel[]): Post {
  const { app, now } = running
  return async ({ id, address, notice, passing, earlier }) => {
    const channel = wayTo(running, channels, address)
    const authority = app.library.authorities.find(one => one.id === notice.authority)
    if (!channel || !authority) return noChannel
    const reply = passing ? passingPage(passing, authority) : noticePage(notice, authority, now())
    const thread = passing?.reference ?? notice.cases[0]?.reference ?? notice.about
    const quietly = notice.about === 'changed'
    return channel.send({ id, address, reply, thread, quietly, ...(earlier === undefined ? {} : { earlier }) })
  }
}
