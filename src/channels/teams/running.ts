import type { IncomingMessage } from 'node:http'
import type { Sent } from '../../cases/outbox/sent.ts'
import type { AnswerTo, Sending } from '../channel.ts'
import { owedOver } from '../owed.ts'
import { wayThrough } from '../proxy.ts'
import type { Around } from './around.ts'
import { botFramework } from './bot-framework.ts'
import { chatsOver } from './chats.ts'
import { heldUp } from './held-up.ts'
import type { Identity, TeamsSettings } from './identity.ts'
import { onceOver } from './once.ts'
import { patientlyFor } from './patiently.ts'
import { peopleOver } from './people.ts'
import { answerHttp, isLoopbackUrl } from './route.ts'
import { sayPrivately } from './say.ts'
import { send } from './send.ts'
import type { Teams } from './teams.ts'
import { tenantsOf } from './tenants.ts'
import type { Told } from './told.ts'

export interface Running {
  answerHttp(request: IncomingMessage): Promise<Told>
  send(sending: Sending): Promise<Sent>
  idle(): Promise<void>
  stop(): Promise<void>
}

/** Teams waits five seconds. Of the three that we take, this is left beside asking who somebody is. */
const usualMs = 1_200
const besideMs = 1_300

/** All parts of the channel, put together. */
export async function runTeams(
  settings: TeamsSettings,
  identity: Identity | undefined,
  around: Around,
  answer: AnswerTo,
): Promise<Running> {
  const { library, memory, log, now, newId, answerWithinMs = usualMs } = around
  // Without an app whoever calls is on this machine, which no proxy reaches.
  const proxy = identity && settings.HTTPS_PROXY
  const fetching = around.fetch ?? (await wayThrough(proxy)).fetch ?? fetch
  const bot = heldUp(await botFramework({ identity, fetch: fetching, proxy }), now)
  const tenants = tenantsOf(library.authorities, identity?.MicrosoftAppTenantId)
  const desks = new Map(library.authorities.flatMap(one => library.desks.of(one)).map(desk => [desk.id, desk]))
  const { beside, idle } = workBeside(error => log.fault('teams', error))
  const opensDialogs = around.opensDialogs ?? (service => !isLoopbackUrl(service))
  const teams: Teams = {
    ...{ bot, tenants, memory, log, answer, now, newId, beside, fetch: fetching, pages: settings.PUBLIC_URL },
    waitsMs: answerWithinMs + besideMs,
    people: peopleOver(bot, tenants, now),
    chats: chatsOver(bot, memory, settings.TEAMS_SERVICE_URL, now),
    once: onceOver(memory, now),
    patiently: patientlyFor(answerWithinMs, now),
    owed: owedOver((reply, from) => sayPrivately(teams, reply, from)),
    opensIn: service => (opensDialogs(service) ? 'dialogs' : 'messages'),
    desks: [...desks.values()],
  }
  return {
    answerHttp: request => answerHttp(teams, request, identity !== undefined),
    async send(sending) {
      const sent = await send(teams, sending)
      if (sent.outcome === 'sent') beside(teams.owed.again())
      return sent
    },
    idle,
    async stop() {
      teams.owed.stop()
      await idle()
    },
  }
}

function workBeside(fault: (error: unknown) => void) {
  const working = new Set<Promise<unknown>>()
  return {
    beside(work: Promise<unknown>): void {
      const watched = work.catch(fault).finally(() => working.delete(watched))
      working.add(watched)
    },
    async idle(): Promise<void> {
      while (working.size > 0) await Promise.allSettled(working)
    },
  }
}
