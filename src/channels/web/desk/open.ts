import { Router } from 'express'
import type { AnswerTo, Channel } from '../../channel.ts'
import { actRoutes } from '../acts.ts'
import { hrefOf } from '../address.ts'
import type { Health } from '../health.ts'
import { openShelf } from '../shelf.ts'
import { openStreams } from '../streams.ts'
import { type Hook, openWeb } from '../web.ts'
import { askRoutes } from './ask.ts'
import { deskDoor } from './door.ts'
import type { Entrance } from './entrance.ts'
import { publicAddress } from './public-address.ts'
import { sessionRoutes } from './session-routes.ts'
import { type SendLink, signInRoutes } from './sign-in.ts'
import { watchCases } from './watch.ts'

export interface DeskWeb {
  settings: { HOST: string; PORT: number; PUBLIC_URL?: string | undefined }
  answer: AnswerTo
  entrance: Entrance
  sendLink: SendLink
  hooks: readonly Hook[]
  health: Health
  now(): Date
  fault(id: string, error: unknown): void
  newId(): string
  listening(address: string): void
}

/**
 * The pages of a live council, behind its TLS. Without PUBLIC_URL nobody could be sent a link to them, so then only a monitor is
 * answered here, and what a vendor's service calls.
 */
export function openDeskWeb(web: DeskWeb): Channel {
  const { HOST: host, PORT: port, PUBLIC_URL } = web.settings
  const at = PUBLIC_URL === undefined ? undefined : publicAddress(PUBLIC_URL)
  const streams = openStreams()
  const local = (on: number) => [host, '127.0.0.1', 'localhost'].map(name => `${name}:${on}`)
  return openWeb({
    ...{ host, port, streams, hooks: web.hooks, health: web.health, fault: web.fault, newId: web.newId },
    routes: at && pages(web, at, streams),
    // A proxy may hand on the name that the browser asked for, or ask for this machine by its own.
    origins: on => ({ own: at ? [at.origin] : [], hosts: [...(at ? [at.host] : []), ...local(on)] }),
    // It is a place to look at, and calls nobody to it.
    send: async () => ({ outcome: 'never', problem: 'no-channel' }),
    listening: on => web.listening(at?.origin ?? `http://${host}:${on}`),
  })
}

function pages(web: DeskWeb, at: URL, streams: ReturnType<typeof openStreams>): Router {
  const { answer, entrance, now } = web
  const shelf = openShelf()
  const watch = watchCases(entrance, streams, error => web.fault(web.newId().slice(0, 8), error))
  const door = deskDoor(entrance)
  const router = Router()
  router.use((_request, response, next) => {
    // Whoever came here over TLS once never asks without it again.
    response.set('Strict-Transport-Security', 'max-age=31536000')
    next()
  })
  router.get('/', (_request, response) => response.redirect(303, hrefOf('', { do: 'home' })))
  router.use(signInRoutes({ ...web, origin: at.origin }))
  router.use(sessionRoutes(entrance, door, now))
  router.use(askRoutes(answer, door, now))
  router.get('/events', async (request, response) => {
    const visitor = await door.visitorOf(request)
    if (!visitor || !watch.open(response, visitor)) response.sendStatus(visitor ? 503 : 401)
  })
  router.use((request, response, next) => {
    // Whoever did something may have changed what others look at.
    if (request.method === 'POST') response.on('finish', watch.soon)
    next()
  })
  router.use(actRoutes({ answer, door, shelf, now }))
  return router
}
