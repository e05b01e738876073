import { randomUUID } from 'node:crypto'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import express from 'express'
import { expect, onTestFinished, test } from 'vitest'
import { openApp } from '../src/app.ts'
import { openTeams } from '../src/channels/teams/open-teams.ts'
import type { Reply } from '../src/chat/reply.ts'
import { settingsFrom } from '../src/config.ts'
import { memoryOf } from '../src/core.ts'
import { logTo } from '../src/log.ts'
import { openService } from '../src/service.ts'
import { folder } from './support/folder.ts'
import { testshire } from './support/testshire.ts'

/** The program in practice, without an app, on all addresses of this machine, as part of a larger server; and somebody who is called. */
async function practising() {
  const place = folder()
  const policies = testshire({ reach: id => [`web:${id}.test`], pressRoom: 'web:room.test', pretend: true })
  const settings = settingsFrom({
    ...{ POLICIES: policies, INDEX: join(place, 'index'), DATABASE_URL: join(place, 'signpost.db') },
    ...{ FILES: join(place, 'files'), KEY_FILE: join(place, 'keys', 'master.key'), HEARTBEAT: join(place, 'beat') },
  })
  const now = () => new Date('2026-11-20T10:00:00Z')
  const log = logTo(() => {}, now)
  const app = await openApp(settings, { say: () => {}, progress: () => {}, now })
  const around = { library: app.library, memory: memoryOf(app, 'teams'), log, now, newId: randomUUID }
  const teams = openTeams(settings, around)
  const service = await openService({ app, settings, openings: [teams.opening], log, now })
  const site = express()
  site.use(teams.routes)
  site.get('/', (_, response) => void response.send('the page'))
  const server = site.listen(0, '0.0.0.0')
  const called: string[] = []
  const connector = createServer((asked, response) => {
    called.push(`${asked.method} ${asked.url}`)
    asked.resume()
    response.end('{"id":"1"}')
  }).listen(0, '127.0.0.1')
  await Promise.all(
    [server, connector].map(one => one.listening || new Promise(resolve => one.once('listening', resolve))),
  )
  onTestFinished(async () => {
    await service.stop()
    for (const one of [server, connector]) one.close()
  })
  const port = (server.address() as AddressInfo).port
  const nearby = `http://127.0.0.1:${(connector.address() as AddressInfo).port}`
  const post = (more: { host?: string; headers?: Record<string, string>; service?: string } = {}) =>
    sent({ port, service: nearby, host: '127.0.0.1', headers: {}, ...more })
  return { post, called, port, idle: teams.idle }
}

function sent({
  port,
  host,
  headers,
  service,
}: {
  port: number
  host: string
  headers: Record<string, string>
  service: string
}): Promise<number> {
  const body = JSON.stringify({
    ...{ type: 'message', id: randomUUID(), text: 'help', channelId: 'msteams', serviceUrl: service },
    ...{ from: { id: '29:x' }, recipient: { id: 'b' }, conversation: { id: 'c', conversationType: 'personal' } },
  })
  return new Promise((resolve, reject) => {
    const asked = request(
      {
        host,
        port,
        path: '/api/messages',
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
      },
      response => {
        response.resume()
        resolve(response.statusCode ?? 0)
      },
    )
    asked.on('error', reject)
    asked.end(body)
  })
}

test('in practice without an app only this machine is answered, and nobody whose request was passed on', async () => {
  const { post, called } = await practising()
  const outside = Object.values(networkInterfaces())
    .flat()
    .find(one => one?.family === 'IPv4' && !one.internal)?.address

  const refused = [
    await post({ headers: { 'x-forwarded-for': '203.0.113.9' } }),
    await post({ headers: { forwarded: 'for=203.0.113.9' } }),
    await post({ headers: { origin: 'https://evil.example' } }),
    await post({ headers: { host: 'evil.example' } }),
    await post({ service: 'http://169.254.169.254/' }),
    await post({ service: 'https://smba.trafficmanager.net/teams/' }),
    ...(outside ? [await post({ host: outside })] : []),
  ]
  const before = called.length
  const near = await post()

  expect(new Set(refused)).toEqual(new Set([403]))
  expect(before).toBe(0)
  expect(near).toBe(200)
  expect(called.some(one => one.startsWith('POST /v3/conversations/c/activities'))).toBe(true)
})

test('beside it the other pages of the server are served', async () => {
  const { port } = await practising()

  const page = await fetch(`http://127.0.0.1:${port}/`)

  expect(await page.text()).toBe('the page')
})

test('a press is answered within three seconds, though nobody says who pressed and what is asked for never comes', async () => {
  const silent = createServer(() => {}).listen(0, '127.0.0.1')
  const memory = { get: async () => undefined, put: async () => true, forget: async () => {}, claim: async () => true }
  const library = { authorities: [], desks: { of: () => [], spot: () => null } }
  const now = () => new Date()
  const { opening, routes } = openTeams(settingsFrom({}), {
    library,
    memory,
    log: logTo(() => {}, now),
    now,
    newId: randomUUID,
  })
  await opening(() => new Promise(() => {})).start()
  const server = createServer(routes).listen(0, '127.0.0.1')
  await Promise.all([silent, server].map(one => new Promise(resolve => one.once('listening', resolve))))
  onTestFinished(() => {
    for (const one of [silent, server]) {
      one.closeAllConnections()
      one.close()
    }
  })
  const at = (one: typeof server) => `http://127.0.0.1:${(one.address() as AddressInfo).port}`
  const data = { 'signpost:carried': { act: { do: 'mine' } } }
  const send = (more: object) =>
    fetch(`${at(server)}/api/messages`, {
      ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
      body: JSON.stringify({
        ...{ channelId: 'msteams', serviceUrl: at(silent), from: { id: '29:x' }, recipient: { id: 'b' } },
        ...{ conversation: { id: 'c', conversationType: 'personal' }, ...more },
      }),
    })
  // What speaks to Teams is loaded by then.
  await send({ type: 'event' })

  const began = performance.now()
  const answers = await Promise.all([
    send({ type: 'invoke', name: 'task/fetch', value: { data } }),
    send({ type: 'invoke', name: 'adaptiveCard/action', value: { action: { data } } }),
  ])
  const tookMs = performance.now() - began

  expect(tookMs).toBeLessThan(3_000)
  for (const answer of answers) {
    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain('takes longer than usual')
  }
})

test('in practice the outbox sends nothing by Teams', async () => {
  const around = { library: { authorities: [] } } as never
  const { opening } = openTeams(settingsFrom({}), around)

  const channel = opening(async () => ({ title: '', blocks: [], for: 'asker' }))
  const reply: Reply = { title: '', blocks: [], for: 'place' }
  const sending = { id: '1', address: 'teams:x', reply, thread: 't', quietly: false }

  expect(await channel.send(sending)).toEqual({ outcome: 'never', problem: 'no-channel' })
})
