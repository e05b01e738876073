import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Sent } from '../../cases/outbox/sent.ts'
import type { AnswerTo, Channel, Sending } from '../channel.ts'
import type { Around } from './around.ts'
import { identityIn, type TeamsSettings } from './identity.ts'
import type { Routes } from './route.ts'
import type { Running } from './running.ts'

export interface TeamsOpened {
  /** Makes the channel, once there is something that answers people. */
  opening(answer: AnswerTo): Channel
  /** Where Teams reaches us: to be served at PUBLIC_URL, under `/api/messages`. */
  routes: Routes
  /** Resolves when nothing that somebody did is still being worked on. */
  idle(): Promise<void>
}

/**
 * Teams. What speaks to it is loaded when the channel starts; in practice without an app, when the first call comes, so that it costs
 * nothing to whoever never makes one.
 */
export function openTeams(settings: TeamsSettings, around: Around): TeamsOpened {
  const identity = identityIn(settings)
  let running: Promise<Running> | undefined
  let answerer: AnswerTo | undefined
  const run = (): Promise<Running> => {
    const answer = answerer
    if (!answer) return Promise.reject(new Error('Teams was not opened.'))
    running ??= import('./running.ts').then(({ runTeams }) => runTeams(settings, identity, around, answer))
    return running
  }
  const answered = async (request: IncomingMessage, response: ServerResponse) => {
    try {
      const told = await (await run()).answerHttp(request)
      if (told.body === undefined) response.writeHead(told.status).end()
      else response.writeHead(told.status, { 'content-type': 'application/json' }).end(JSON.stringify(told.body))
    } catch (error) {
      around.log.fault('teams', error)
      if (!response.headersSent) response.writeHead(500)
      response.end()
    }
  }
  return {
    routes: (request, response, next = () => response.writeHead(404).end()) => {
      if (request.url?.split('?')[0] !== '/api/messages') return next()
      if (request.method !== 'POST') response.writeHead(405).end()
      else if (!answerer) response.writeHead(503).end()
      else void answered(request, response)
    },
    opening: answer => ({
      name: 'teams',
      async start() {
        answerer = answer
        if (identity) await run()
      },
      async send(sending: Sending): Promise<Sent> {
        // In practice nobody real is told of anything.
        if (settings.MODE !== 'live') return { outcome: 'never', problem: 'no-channel' }
        return (await run()).send(sending)
      },
      stop: async () => (await running)?.stop(),
    }),
    idle: async () => (await running)?.idle(),
  }
}
