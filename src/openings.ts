import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { App } from './app.ts'
import { isWell } from './cases/clock/heartbeat.ts'
import type { Channel } from './channels/channel.ts'
import { openConsole } from './channels/console/console.ts'
import { isInTeamsAlone, isTeamsNamed } from './channels/teams/identity.ts'
import { openTeams } from './channels/teams/open-teams.ts'
import type { Health } from './channels/web/health.ts'
import type { Hook } from './channels/web/web.ts'
import type { Settings } from './config.ts'
import { memoryOf } from './core.ts'
import { keptIn } from './db/kept.ts'
import { sql } from './db/sql.ts'
import { entranceOf } from './entrance.ts'
import type { Log } from './log.ts'
import type { MovingClock } from './moving-clock.ts'
import type { Opening } from './service.ts'

export interface Parts {
  app: App
  settings: Settings
  log: Log
  clock: MovingClock
  say(words: string): void
}

/**
 * The channels that the settings ask for. A vendor's package is loaded only when its channel is. In practice the playground
 * comes first, and so takes every notice: whoever asks in Slack is answered there, and nobody at the council is told.
 */
export async function openingsOf(parts: Parts): Promise<Opening[]> {
  const { settings, app, log, clock } = parts
  const around = { library: app.library, log, now: clock.now, newId: randomUUID }
  const vendors: Vendor[] = []
  if (settings.SLACK_BOT_TOKEN !== undefined) {
    const { openSlack } = await import('./channels/slack/open-slack.ts')
    vendors.push(await openSlack(settings, { ...around, memory: memoryOf(app, 'slack') }))
  }
  // In practice it waits for what stands in for Teams on this machine; its package is loaded when something comes.
  const told = app.library.authorities.flatMap(({ people, rooms }) => [
    ...Object.values(people),
    ...Object.values(rooms),
  ])
  if (settings.MODE === 'practice' || isTeamsNamed(settings) || told.some(isInTeamsAlone))
    vendors.push(openTeams(settings, { ...around, memory: memoryOf(app, 'teams') }))
  const hooks = vendors.flatMap(({ routes }) => routes ?? [])
  const own = settings.MODE === 'practice' ? [await playground(parts, hooks)] : await live(parts, hooks)
  return [...own, ...vendors.map(({ opening }) => opening)]
}

/** Somebody else's service, and what it calls here, where it calls. */
interface Vendor {
  opening: Opening
  routes?: Hook | undefined
}

/** The desk pages where they have an address, and mail where there is a server, with links to them. */
async function live({ app, settings, log, clock: { now }, say }: Parts, hooks: Hook[]): Promise<Opening[]> {
  const { openDeskWeb } = await import('./channels/web/desk/open.ts')
  const { linksFor } = await import('./channels/web/desk/links-for.ts')
  const { linkMessage } = await import('./channels/web/desk/sign-in-pages.ts')
  const entrance = entranceOf(app, now)
  const { PUBLIC_URL, SMTP_URL } = settings
  const web: Opening = (answer, { send }) =>
    openDeskWeb({
      ...{ settings, answer, entrance, now, hooks, health: healthOf(app, now), fault: log.fault, newId: randomUUID },
      sendLink: async (ways, link) => {
        for (const address of ways) {
          const id = randomUUID()
          const sent = await send({ id, address, reply: linkMessage(link), thread: id, quietly: false })
          if (sent.outcome === 'sent') return
        }
        log.event('link-not-sent')
      },
      listening: address => say(`Signpost listens: ${address}`),
    })
  if (SMTP_URL === undefined) return [web]
  const { openEmail } = await import('./channels/email/email.ts')
  const links = PUBLIC_URL ? { linksFor: linksFor(entrance, new URL(PUBLIC_URL).origin) } : {}
  return [web, () => openEmail(settings, { now, ...links })]
}

/** In practice the page in the browser stands for every channel: nothing leaves this machine. */
async function playground({ app, settings, log, clock, say }: Parts, hooks: Hook[]): Promise<Opening> {
  const { openPracticeWeb } = await import('./channels/web/playground/open.ts')
  const kept = async () => {
    const { parts } = await app.keeping()
    return keptIn(parts.db, parts.keys)
  }
  return async (answer, { look }) => {
    // What was reported tomorrow would otherwise lie in the future after a restart.
    clock.forward(
      z
        .number()
        .catch(0)
        .parse(await (await kept()).get('web', 'clock', new Date(0))),
    )
    const web = openPracticeWeb({
      ...{ settings, answer, look, hooks, health: healthOf(app, clock.now), fault: log.fault, newId: randomUUID },
      ...{ councils: app.library.authorities, desksOf: app.library.desks.of },
      clock: {
        now: clock.now,
        forward: async ms => {
          clock.forward(ms)
          await (await kept()).put('web', 'clock', clock.aheadMs())
        },
      },
      listening: address => say(`Signpost is here: ${address}\nOpen it in a browser. Press Ctrl+C to end.`),
    })
    return settings.SHOW_NOTICES === 'yes' ? shown(web, openConsole(say)) : web
  }
}

/** Both are told; what counts is what the first makes of it. */
function shown(channel: Channel, also: Channel): Channel {
  return {
    ...channel,
    send: async sending => {
      await also.send(sending)
      return channel.send(sending)
    },
  }
}

export function healthOf(app: App, now: () => Date): Health {
  return {
    ready: async () => {
      const { parts } = await app.keeping()
      await parts.db.row(sql`select 1 as one`)
      for (const { id } of app.library.authorities) await app.library.held(id)
      return true
    },
    well: async () => {
      const { cases } = await app.keeping()
      return isWell(await cases.heartbeat(now()))
    },
  }
}
