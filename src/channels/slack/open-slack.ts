import { setTimeout as wait } from 'node:timers/promises'
import { App, type Receiver } from '@slack/bolt'
import type { Library } from '../../chat/ask.ts'
import type { Memory } from '../../chat/talking.ts'
import type { Log } from '../../log.ts'
import type { AnswerTo, Channel } from '../channel.ts'
import { owedOver } from '../owed.ts'
import { wayThrough } from '../proxy.ts'
import { apiOver } from './api.ts'
import { keepConnected } from './connection.ts'
import { type Identity, identify } from './identify.ts'
import { listen } from './listeners.ts'
import { scopes } from './manifest.ts'
import { onceOver } from './once.ts'
import { peopleOver } from './people.ts'
import { quiet } from './quiet.ts'
import { acknowledgingLate, overHttp, overSocket, type Routes } from './receivers.ts'
import { sayTo } from './saying.ts'
import { send } from './send.ts'
import { answerWithinMs } from './sending-in.ts'
import { accessIn, type SlackSettings } from './settings.ts'
import type { Slack } from './slack.ts'

/** What the program gives this channel. */
export interface Around {
  library: Pick<Library, 'authorities' | 'desks'>
  memory: Memory
  log: Log
  now(): Date
  newId(): string
  /** For tests: how long a form may be on its way before Slack is told, and how long Slack may take for an answer. */
  patience?: { answerWithinMs?: number; timeoutMs?: number }
}

export interface SlackOpened {
  /** Makes the channel, once there is something that answers people. */
  opening(answer: AnswerTo): Channel
  /** Where Slack reaches us over HTTP: to be served at PUBLIC_URL, under `/slack/events`. */
  routes?: Routes
  /** Resolves when nothing that somebody did is still being worked on. */
  idle(): Promise<void>
}

/**
 * Slack, for one workspace and by its token: over a connection of ours where there is an app token, else over HTTP. Many workspaces by OAuth
 * would make one `Slack` for each of them; nothing else here knows that there is only one.
 */
export async function openSlack(settings: SlackSettings, around: Around): Promise<SlackOpened> {
  const { token, appToken, secret, url } = accessIn(settings)
  const way = await wayThrough(settings.HTTPS_PROXY)
  const { timeoutMs } = around.patience ?? {}
  const api = apiOver({ token, url, now: around.now, ...way, ...(timeoutMs ? { timeoutMs } : {}) })
  let slack: Slack | undefined
  const http = appToken ? undefined : overHttp(secret, () => slack !== undefined)
  const socket = appToken ? overSocket(appToken, url, way) : undefined
  const connection = socket && keepConnected(socket, around.log)
  const { track, idle } = tracked()

  /** Begins once Slack has said who we are. Gives whether it has. */
  async function begin(answer: AnswerTo): Promise<boolean> {
    const identity = await identify(api, around.library.authorities)
    if (!identity) return false
    sayLacking(identity, around.log)
    const afterwards = (work: Promise<void>) => void track(work).catch(error => around.log.fault('slack', error))
    slack = slackOf(settings, around, { api, at: identity.at, answer, afterwards })
    await connection?.start()
    return true
  }
  function opening(answer: AnswerTo): Channel {
    const app = appOver(http?.receiver ?? socket, token, () => slack)
    listen(app, () => slack, track)
    const trying = new AbortController()
    return {
      name: 'slack',
      start: () => startOrGoOnTrying(() => begin(answer), trying.signal, around.log),
      async send(sending) {
        if (!slack) return { outcome: 'later', problem: 'down' }
        const sent = await send(slack, sending)
        // Beside it: a notice does not wait until each of them was tried.
        if (sent.outcome === 'sent') slack.afterwards(slack.owed.again())
        return sent
      },
      async stop() {
        trying.abort()
        slack?.owed.stop()
        // What somebody has just sent is still acknowledged over the connection.
        await idle()
        await connection?.stop()
        await idle()
      },
    }
  }
  return { opening, idle, ...(http ? { routes: http.routes } : {}) }
}

function slackOf(
  settings: SlackSettings,
  around: Around,
  own: Pick<Slack, 'api' | 'at' | 'answer' | 'afterwards'>,
): Slack {
  const { library, memory, log, now, newId } = around
  const { PUBLIC_URL: pages, SLACK_COMMAND_PREFIX: prefix } = settings
  const desks = new Map(library.authorities.flatMap(one => library.desks.of(one)).map(desk => [desk.id, desk]))
  return {
    ...{ ...own, memory, log, now, newId, pages, prefix, desks: [...desks.values()] },
    people: peopleOver(own.api, own.at, now),
    once: onceOver(memory, now),
    owed: owedOver((reply, to) => sayTo({ api: own.api, log, pages }, reply, to)),
    answerWithinMs: around.patience?.answerWithinMs ?? answerWithinMs,
  }
}

/** The library asks who we are by itself, once, and ends the process where Slack is away just then; so it is told. */
function appOver(receiver: Receiver | undefined, botToken: string, slack: () => Slack | undefined): App {
  if (!receiver) throw new Error('There is no way for Slack to reach us.')
  const authorize = async () => ({ botToken, ...(slack() ? { botUserId: slack()?.at.user ?? '' } : {}) })
  const app = new App({ receiver, authorize, logger: quiet, convoStore: false })
  receiver.init(acknowledgingLate(app))
  return app
}

function sayLacking({ scopes: has }: Identity, log: Log): void {
  if (!has) return
  for (const { scope } of scopes) if (!has.includes(scope)) log.event('slack-scope-missing', { scope })
}

/** Where Slack is away when the program starts, everything else runs meanwhile. */
async function startOrGoOnTrying(begin: () => Promise<boolean>, over: AbortSignal, log: Log): Promise<void> {
  if (await begin()) return
  log.event('slack-away')
  void (async () => {
    for (let pause = 1_000; !over.aborted; pause = Math.min(pause * 2, 60_000)) {
      await wait(pause, undefined, { ref: false, signal: over }).catch(() => {})
      if (over.aborted) return
      const begun = await begin().catch(error => log.fault('slack', error))
      if (begun) return
    }
  })()
}

function tracked() {
  const working = new Set<Promise<void>>()
  return {
    track(work: Promise<void>): Promise<void> {
      working.add(work)
      return work.finally(() => working.delete(work))
    },
    async idle(): Promise<void> {
      while (working.size > 0) await Promise.allSettled(working)
    },
  }
}
