import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { type App, ExpressReceiver, type ReceiverEvent, SocketModeReceiver } from '@slack/bolt'
import type { Way } from '../proxy.ts'
import { eventsPath } from './paths.ts'
import { quiet } from './quiet.ts'

/** What answers Slack at its one path, alone or as part of another server, where it stands before anything that reads bodies. */
export type Routes = (request: IncomingMessage, response: ServerResponse, next?: () => void) => void

/** A clock that is this far from Slack's, or a request that is this old, is somebody else's. */
const skewSeconds = 300

/** The library refuses what is too old and takes what is signed for tomorrow, which could then be sent again until tomorrow. */
export function overHttp(signingSecret: string, isReady: () => boolean): { receiver: ExpressReceiver; routes: Routes } {
  const receiver = new ExpressReceiver({ signingSecret, endpoints: eventsPath, logger: quiet })
  const routes: Routes = (request, response, next = () => response.writeHead(404).end()) => {
    if (request.url?.split('?')[0] !== eventsPath) return next()
    const at = Number(request.headers['x-slack-request-timestamp'])
    if (!(Math.abs(at - Date.now() / 1000) <= skewSeconds)) response.writeHead(401).end()
    else if (!isReady()) response.writeHead(503).end()
    else receiver.app(request, response)
  }
  return { receiver, routes }
}

/** Without a public address: a connection that we open. Whoever made the dispatcher leads it through a proxy. */
export function overSocket(appToken: string, url: string, { fetch, dispatcher }: Way): SocketModeReceiver {
  const clientOptions = {
    slackApiUrl: url,
    timeout: 8_000,
    retryConfig: { retries: 0 },
    logger: quiet,
    ...(fetch ? { fetch } : {}),
  }
  return new SocketModeReceiver({
    ...{ appToken, logger: quiet, autoReconnectEnabled: false, installerOptions: { clientOptions } },
    ...(dispatcher ? { dispatcher } : {}),
  })
}

const answerWithinMs = 2_500

/**
 * The library tells Slack that an event arrived before anybody has looked at it; a question would be lost with the process. Here it is told
 * when it was answered, or when Slack would not wait longer.
 */
export function acknowledgingLate(app: App): App {
  const late = async (event: ReceiverEvent) => {
    if (event.body['type'] !== 'event_callback') return app.processEvent(event)
    const work = app.processEvent({ ...event, ack: async () => {} })
    await Promise.race([work, wait(answerWithinMs, undefined, { ref: false })])
    await event.ack()
    await work
  }
  return Object.assign(Object.create(app) as App, { processEvent: late })
}
