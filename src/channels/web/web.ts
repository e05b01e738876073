import type { IncomingMessage, ServerResponse } from 'node:http'
import express, { type NextFunction, type Request, type Response, type Router } from 'express'
import type { Sent } from '../../cases/outbox/sent.ts'
import type { Channel, Sending } from '../channel.ts'
import { assets } from './assets.ts'
import { strayPage } from './drawn/stray.ts'
import { type Origins, refuseOthers, sayRules } from './guard.ts'
import { type Health, healthRoutes } from './health.ts'
import { type Listening, listen } from './listen.ts'
import type { Streams } from './streams.ts'

/** What a vendor's service calls at an address of its own; it passes on what is not for it. */
export type Hook = (request: IncomingMessage, response: ServerResponse, next: () => void) => void

export interface Served {
  host: string
  port: number
  origins(port: number): Origins
  /** They check for themselves who calls, and read the body as it came. */
  hooks: readonly Hook[]
  /** The pages; without them what they are drawn with is not given out either. */
  routes?: Router | undefined
  streams: Streams
  health: Health
  send(sending: Sending): Promise<Sent>
  fault(id: string, error: unknown): void
  newId(): string
  /** Told the port once people can be answered. */
  listening(port: number): void
}

/** The web as a channel: one server, whichever of the two doors stands behind it. */
export function openWeb(served: Served): Channel {
  const { host, port, origins, hooks, routes, streams, health, send } = served
  const app = express().disable('x-powered-by').set('query parser', 'simple').set('etag', false)
  let isStopping = false
  app.use(sayRules, (_request, response, next) => (isStopping ? turnedAway(response) : next()))
  app.use(healthRoutes(health), ...hooks)
  let allowed: Origins = { own: [], hosts: [] }
  app.use((request, response, next) => refuseOthers(allowed)(request, response, next))
  if (routes) app.use(assets(), routes)
  app.use((_request, response) => void response.status(404).type('html').send(nowhere))
  app.use((error: unknown, _request: Request, response: Response, _next: NextFunction) =>
    failed(served, error, response),
  )
  let listening: Listening | undefined
  return {
    name: 'web',
    async start() {
      listening = await listen(app, host, port)
      allowed = origins(listening.port)
      served.listening(listening.port)
    },
    send,
    async stop() {
      isStopping = true
      streams.close()
      await listening?.end()
    },
  }
}

/** Over a connection that is still open. Whoever sent it then knows that it has to be sent again. */
function turnedAway(response: Response): void {
  const says = 'What you sent was not done. Go back, wait a minute, and send it again. In danger, call 999.'
  response.set({ Connection: 'close', 'Retry-After': '60' }).status(503).type('html')
  response.send(strayPage('Signpost is being started again', says))
}

const nowhere = strayPage('There is no such page here', 'The address may be old, or cut off at its end.')

/** A fault of ours, under a name by which it is found in the log. What a request held is in neither. */
function failed({ fault, newId }: Served, error: unknown, response: Response): void {
  const status = error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : 500
  if (status < 500) return void response.status(status).type('html').send(nowhere)
  const id = newId().slice(0, 8)
  fault(id, error)
  if (response.headersSent) return void response.end()
  const says = `It may not have been done. Go back, and try again. If it happens again, tell your IT team this: ${id}. In danger, call 999.`
  response.status(500).type('html').send(strayPage('Something went wrong in Signpost', says))
}
