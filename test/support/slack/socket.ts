import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Answered, Driver } from './driver.ts'
import type { Workspace } from './workspace.ts'

/** The far end of Socket Mode: what Slack would send over a connection that the program has opened. */
export interface SocketServer {
  url: string
  connections: number
  driverFor(slack: Workspace): Driver
  /** Slack asks the program to connect anew, as it does every few hours. */
  recycle(): void
  /** The connection is gone, without a word. */
  cut(): void
  /** Resolves when a connection stands. */
  connected(): Promise<void>
}

export async function socketServer(): Promise<SocketServer> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  await new Promise<void>(resolve => server.once('listening', resolve))
  const waiting = new Map<string, (payload: unknown) => void>()
  const there = new Set<() => void>()
  let current: WebSocket | undefined
  let count = 0
  server.on('connection', socket => {
    count++
    current = socket
    socket.on('close', () => {
      if (current === socket) current = undefined
    })
    socket.on('message', data => {
      const { envelope_id, payload } = JSON.parse(data.toString())
      waiting.get(envelope_id)?.(payload)
    })
    socket.send(JSON.stringify({ type: 'hello' }))
    for (const resolve of there) resolve()
    there.clear()
  })
  onTestFinished(async () => {
    for (const client of server.clients) client.terminate()
    await new Promise(resolve => server.close(resolve))
  })
  const send = (type: string, payload: object): Promise<Answered> =>
    new Promise((resolve, reject) => {
      const envelope_id = randomUUID()
      waiting.set(envelope_id, answer => {
        const body = answer && Object.keys(answer).length > 0 ? JSON.stringify(answer) : ''
        resolve({ status: 200, body })
      })
      if (!current) reject(new Error('There is no connection.'))
      current?.send(JSON.stringify({ envelope_id, type, payload, accepts_response_payload: true }))
    })
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get connections() {
      return count
    },
    recycle: () => current?.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' })),
    cut: () => current?.terminate(),
    connected: () => (current ? Promise.resolve() : new Promise(resolve => there.add(resolve))),
    driverFor: slack => socketDriver(slack, send),
  }
}

function socketDriver(slack: Workspace, send: (type: string, payload: object) => Promise<Answered>): Driver {
  const team = { id: slack.team, domain: 'testshire' }
  return {
    raw: () => Promise.reject(new Error('Nothing is posted here.')),
    event: event =>
      send('events_api', {
        ...{ team_id: slack.team, type: 'event_callback', event_id: `Ev${randomUUID().slice(0, 8)}`, event },
        authorizations: [
          { team_id: slack.team, user_id: slack.bot, enterprise_id: null, is_enterprise_install: false },
        ],
      }),
    command: async (command, user, channel, text = '') =>
      send('slash_commands', {
        ...{ command, text, team_id: slack.team, channel_id: channel, user_id: user, user_name: 'x' },
        ...{ trigger_id: await slack.trigger(user), response_url: `${slack.gate.url}/response/${user}` },
      }),
    interaction: payload => send('interactive', { team, enterprise: null, is_enterprise_install: false, ...payload }),
  }
}
