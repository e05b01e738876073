import type { IncomingMessage, ServerResponse } from 'node:http'
import { heard } from './hear.ts'
import { invoked } from './invokes.ts'
import { Inbound } from './payloads.ts'
import { tenantOf } from './people.ts'
import type { Teams } from './teams.ts'
import type { Told } from './told.ts'
import { installed } from './welcome.ts'

export const path = '/api/messages'

/** What answers Teams at its one path, alone or as part of another server, where it stands before anything that reads bodies. */
export type Routes = (request: IncomingMessage, response: ServerResponse, next?: () => void) => void

/** Larger than any message that Teams lets somebody write, with its HTML. */
const mostBytes = 256 * 1024
/** Teams gives up on a message after fifteen seconds. */
const messageMs = 10_000

/**
 * Whoever knocks is nobody until Teams' signature says otherwise, and whatever they send ends in an answer: 400 what cannot be read, 401 who
 * is not Teams, 403 another tenant, 503 while those who could tell are away, and never the end of the process.
 */
export async function answerHttp(teams: Teams, request: IncomingMessage, isVerified: boolean): Promise<Told> {
  const body = await bodyOf(request)
  if (body === 'too-large') return { status: 413 }
  const inbound = Inbound.safeParse(body).data
  if (!inbound) return { status: 400 }
  if (isVerified) {
    const said = await teams.bot.verify(inbound, request.headers.authorization ?? '')
    if (said !== 'ours') return { status: said === 'away' ? 503 : 401 }
  } else if (!isNear(request, inbound.serviceUrl)) return { status: 403 }
  if (!teams.tenants.isOurs(tenantOf(inbound))) {
    teams.log.event('teams-elsewhere')
    return { status: 403 }
  }
  return work(teams, inbound)
}

async function work(teams: Teams, inbound: Inbound): Promise<Told> {
  if (inbound.type === 'invoke') return invoked(teams, inbound)
  const doing =
    inbound.type === 'message'
      ? heard(teams, inbound)
      : ['conversationUpdate', 'installationUpdate'].includes(inbound.type)
        ? installed(teams, inbound)
        : Promise.resolve()
  teams.beside(doing)
  let timer: NodeJS.Timeout | undefined
  const late = new Promise(resolve => {
    timer = setTimeout(resolve, messageMs)
  })
  await Promise.race([doing, late]).finally(() => clearTimeout(timer))
  return { status: 200 }
}

/**
 * In practice, without an app, nobody is verified: so only this machine is answered, and only where it is to be answered on this machine.
 * A request that somebody's browser or a server in front of us has passed on is from elsewhere, wherever it seems to come from.
 */
function isNear({ socket, headers }: IncomingMessage, service: string): boolean {
  const isPassedOn = ['origin', 'forwarded', 'x-forwarded-for', 'x-forwarded-host', 'via'].some(name => name in headers)
  const host = URL.canParse(`http://${headers.host}`) ? new URL(`http://${headers.host}`).hostname : ''
  return !isPassedOn && isLoopback(socket.remoteAddress ?? '') && isLoopback(host) && isLoopbackUrl(service)
}

export function isLoopbackUrl(url: string): boolean {
  return URL.canParse(url) && isLoopback(new URL(url).hostname)
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || /^(?:::ffff:)?127\.\d+\.\d+\.\d+$/.test(host) || /^\[?::1\]?$/.test(host)
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) return undefined
  const chunks: Buffer[] = []
  let length = 0
  try {
    for await (const chunk of request) {
      length += chunk.length
      if (length > mostBytes) return 'too-large'
      chunks.push(chunk)
    }
    return JSON.parse(Buffer.concat(chunks).toString('utf8'))
  } catch {
    return undefined
  }
}
