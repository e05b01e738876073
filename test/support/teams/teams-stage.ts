import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished } from 'vitest'
import { type App, openApp } from '../../../src/app.ts'
import { openTeams } from '../../../src/channels/teams/open-teams.ts'
import { type Settings, settingsFrom } from '../../../src/config.ts'
import { memoryOf } from '../../../src/core.ts'
import { makeKeyFile } from '../../../src/db/key-file.ts'
import { type Log, logTo } from '../../../src/log.ts'
import { type Opening, openService, type Service } from '../../../src/service.ts'
import { folder } from '../folder.ts'
import type { Stage } from '../stage.ts'
import { type TestshirePerson, testshire, testshirePeople } from '../testshire.ts'
import { chatOf, type TeamsActor, teamsActor } from './actor.ts'
import { appId, type Microsoft, microsoft, tenantId } from './microsoft.ts'
import { aadOf, type Playground, playground, pressChannel } from './playground.ts'
import { wrongWith } from './rules.ts'
import { type Fault, type Json, type Wire, wire } from './wire.ts'

export interface TeamsStage extends Stage {
  actor(name: Parameters<Stage['actor']>[0]): Promise<TeamsActor>
  wire: Wire
  microsoft: Microsoft
  playground: Playground
  app: App
  service: Service
  log: string[]
  url: string
  /** Where the program keeps its database, keys and files. */
  place: string
  idle(): Promise<void>
  /** The program stopped, and started again over the same store. */
  restarted(): Promise<TeamsStage>
}

export interface TeamsStaging {
  environment?: Record<string, string>
  dialogs?: boolean
  answerWithinMs?: number
  fetch?: typeof fetch
  faults?: Fault
  /** Where somebody is reached, where that is not Teams alone. */
  reach?(id: TestshirePerson): string[]
  /** Another channel in the same program. */
  beside?(program: { app: App; settings: Settings; log: Log; now(): Date }): Promise<Opening>
}

/** A Teams for the tests of one file: Microsoft's playground, its sign-in, and the wire between. */
export function teamsRig(): (staging?: TeamsStaging) => Promise<TeamsStage> {
  let rig: Rig | undefined
  // The same guide is read by all of them, and is read into an index once.
  const index = mkdtempSync(join(tmpdir(), 'signpost-'))
  beforeAll(async () => {
    const signIn = await microsoft()
    const between = await wire(signIn)
    const teams = await playground(`${between.url}/api/messages`)
    rig = { microsoft: signIn, wire: between, playground: teams, index }
  }, 60_000)
  afterAll(async () => {
    rig?.playground.stop()
    await rig?.wire.close()
    await rig?.microsoft.close()
    rmSync(index, { recursive: true, force: true })
  })
  return staging => {
    if (!rig) throw new Error('The playground is not there yet.')
    return stageIn(rig, staging)
  }
}

type Rig = Pick<TeamsStage, 'microsoft' | 'wire' | 'playground'> & { index: string }

/** The whole program, live and signed in, in the playground. */
async function stageIn(rig: Rig, staging: TeamsStaging = {}): Promise<TeamsStage> {
  const place = folder()
  makeKeyFile(join(place, 'keys', 'master.key'))
  const away = new Set<string>()
  const chats = new Map<string, string>()
  for (const person of Object.keys(testshirePeople)) chats.set(person, await chatOf(rig.playground, person))
  rig.wire.faults(call => (away.has(call.conversation) ? { status: 503 } : staging.faults?.(call)))
  const before = rig.wire.calls.length
  onTestFinished(() => {
    const cards = rig.wire.calls.slice(before).flatMap(({ activity }) => cardsIn(activity))
    expect(cards.flatMap(wrongWith)).toEqual([])
  })
  const down: Stage['down'] = (person, is) =>
    void (is ? away.add(chats.get(person) ?? '') : away.delete(chats.get(person) ?? ''))
  return started(rig, { ...staging, settings: settingsOf(rig, place, staging), place, clock: clockFrom(), down })
}

type Starting = TeamsStaging & Pick<TeamsStage, 'place' | 'clock' | 'down'> & { settings: Settings }

async function started(rig: Rig, starting: Starting): Promise<TeamsStage> {
  const { settings, clock, place, dialogs = true, answerWithinMs = 20_000, fetch } = starting
  const log: string[] = []
  const logging = logTo(line => log.push(line), clock.now)
  const app = await openApp(settings, { say: () => {}, progress: () => {}, now: clock.now })
  const opened = openTeams(settings, {
    ...{ library: app.library, memory: memoryOf(app, 'teams'), log: logging, now: clock.now, newId: randomUUID },
    opensDialogs: () => dialogs,
    answerWithinMs,
    ...(fetch ? { fetch } : {}),
  })
  const server = createServer((request, response) => opened.routes(request, response))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/messages`
  rig.wire.between(
    () => url,
    () => rig.playground.url,
  )
  const beside = await starting.beside?.({ app, settings, log: logging, now: clock.now })
  const openings = [opened.opening, ...(beside ? [beside] : [])]
  const service = await openService({ app, settings, openings, log: logging, now: clock.now })
  let stopping: Promise<void> | undefined
  const stop = () => {
    stopping ??= service.stop().then(() => closed(server))
    return stopping
  }
  onTestFinished(stop)
  return {
    ...{ ...rig, app, clock, log, place, service, url, idle: opened.idle, down: starting.down },
    actor: name => teamsActor(name, { ...rig, idle: opened.idle }),
    restarted: async () => {
      await stop()
      return started(rig, starting)
    },
    async pass(minutes, step = 1) {
      for (let n = 0; n < minutes; n += step) {
        clock.forward({ minutes: step })
        await service.round()
        await service.deliver()
      }
    },
  }
}

function settingsOf({ wire, index }: Rig, place: string, { environment, reach }: TeamsStaging): Settings {
  const policies = testshire({
    reach: reach ?? (id => [`teams:${aadOf(id)}`]),
    pressRoom: `teams:${pressChannel}`,
    pretend: false,
    teamsTenant: tenantId,
  })
  return settingsFrom({
    ...{ POLICIES: policies, INDEX: index, DATABASE_URL: join(place, 'signpost.db') },
    ...{ FILES: join(place, 'files'), KEY_FILE: join(place, 'keys', 'master.key') },
    ...{ HEARTBEAT: join(place, 'heartbeat'), MODE: 'live' },
    ...{ TEAMS_APP_ID: appId, TEAMS_TENANT_ID: tenantId, TEAMS_APP_PASSWORD: 'PLANTEDSECRET-of-the-app' },
    ...{ TEAMS_SERVICE_URL: `${wire.url}/_connector`, ...environment },
  })
}

export function cardsIn(activity: Json): Json[] {
  const attachments = (activity['attachments'] ?? []) as { content?: Json }[]
  return attachments.flatMap(({ content }) => (content ? [content] : []))
}

function clockFrom(): Stage['clock'] {
  let now = new Date('2026-11-20T10:00:00Z')
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

async function closed(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise(resolve => server.close(resolve))
}
