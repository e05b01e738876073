import { randomUUID } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openApp } from '../../../src/app.ts'
import { type Around, openSlack, type SlackOpened } from '../../../src/channels/slack/open-slack.ts'
import type { Memory } from '../../../src/chat/talking.ts'
import { settingsFrom } from '../../../src/config.ts'
import { memoryOf } from '../../../src/core.ts'
import { makeKeyFile } from '../../../src/db/key-file.ts'
import { logTo } from '../../../src/log.ts'
import { openService, type Service } from '../../../src/service.ts'
import { folder } from '../folder.ts'
import type { Stage } from '../stage.ts'
import { testshire } from '../testshire.ts'
import { type SlackActor, slackActor } from './actor.ts'
import { type Driver, driverTo } from './driver.ts'
import { type SocketServer, socketServer } from './socket.ts'
import { botToken, signingSecret, type Workspace, workspace } from './workspace.ts'

export interface SlackStage extends Stage {
  actor(name: Parameters<Stage['actor']>[0]): Promise<SlackActor>
  slack: Workspace
  driver: Driver
  service: Service
  memory: Memory
  log: string[]
  /** Where the program keeps its database, keys and files. */
  place: string
  idle(): Promise<void>
  /** Where the program has opened the connection. */
  socket: SocketServer | undefined
}

export interface SlackStaging {
  environment?: Record<string, string>
  patience?: Around['patience']
  /** The program opens the connection, as it does where it has no public address. */
  overSocket?: boolean
}

/** The whole program, live, in an emulated Slack that reaches it over HTTP as Slack does, or over a connection that the program opened. */
export async function slackStage({ environment, patience, overSocket }: SlackStaging = {}): Promise<SlackStage> {
  const place = folder()
  const socket = overSocket ? await socketServer() : undefined
  const slack = await workspace(socket ? { 'apps.connections.open': () => ({ ok: true, url: socket.url }) } : {})
  const clock = clockFrom('2026-11-20T10:00:00Z')
  const settings = settingsFrom({ ...settingsIn(place, slack, overSocket === true), ...environment })
  const log: string[] = []
  const app = await openApp(settings, { say: () => {}, progress: () => {}, now: clock.now })
  await app.refresh()
  const logging = logTo(line => log.push(line), clock.now)
  const memory = memoryOf(app, 'slack')
  const around = { library: app.library, memory, log: logging, now: clock.now, newId: randomUUID }
  const opened = await openSlack(settings, { ...around, ...(patience ? { patience } : {}) })
  const url = await served(opened)
  const service = await openService({ app, settings, openings: [opened.opening], log: logging, now: clock.now })
  onTestFinished(() => service.stop())
  const driver = socket?.driverFor(slack) ?? driverTo(() => url, slack)
  const away = new Set<string>()
  slack.gate.faults(({ method, given }) =>
    /^chat\./.test(method) && away.has(String(given['channel'])) ? { status: 503, body: 'down' } : undefined,
  )
  return {
    ...{ slack, driver, service, memory, log, place, clock, socket, idle: opened.idle },
    actor: name => slackActor(name, { slack, driver, idle: opened.idle }),
    down: (person, is) => void (is ? away.add(slack.user(person)) : away.delete(slack.user(person))),
    async pass(minutes, step = 1) {
      for (let n = 0; n < minutes; n += step) {
        clock.forward({ minutes: step })
        await service.round()
        await service.deliver()
      }
    },
  }
}

function settingsIn(place: string, slack: Workspace, overSocket: boolean): Record<string, string> {
  const key = join(place, 'keys', 'master.key')
  makeKeyFile(key)
  const reach = (id: string) => [`slack:${slack.team}/${slack.user(id)}`]
  const pressRoom = `slack:${slack.channel('press-room')}`
  const files = { DATABASE_URL: 'signpost.db', INDEX: 'index', FILES: 'files', HEARTBEAT: 'heartbeat' }
  return {
    ...Object.fromEntries(Object.entries(files).map(([setting, file]) => [setting, join(place, file)])),
    ...{ MODE: 'live', KEY_FILE: key, PUBLIC_URL: 'https://signpost.testshire.example' },
    POLICIES: testshire({ reach, pressRoom, pretend: false, slackWorkspace: slack.team }),
    ...{ SLACK_BOT_TOKEN: botToken, SLACK_API_URL: `${slack.gate.url}/api/` },
    ...(overSocket ? { SLACK_APP_TOKEN: 'xapp-local-test' } : { SLACK_SIGNING_SECRET: signingSecret }),
  }
}

async function served({ routes }: SlackOpened): Promise<string> {
  if (!routes) return ''
  const server: Server = createServer((request, response) => routes(request, response))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(async () => {
    server.closeAllConnections()
    await new Promise(resolve => server.close(resolve))
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function clockFrom(at: string): Stage['clock'] {
  let now = new Date(at)
  return {
    now: () => now,
    set: at => {
      now = new Date(at)
    },
    forward: ({ days = 0, hours = 0, minutes = 0 }) => {
      now = new Date(now.getTime() + ((days * 24 + hours) * 60 + minutes) * 60_000)
    },
  }
}
