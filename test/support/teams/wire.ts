import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import type { Microsoft } from './microsoft.ts'
import { aadOf, speakers } from './playground.ts'

export type Json = Record<string, unknown>

/** A call of ours to Teams, and what became of it. */
export interface Call {
  method: string
  path: string
  conversation: string
  /** The message that it changed, or made. */
  message: string
  activity: Json
  /** Nothing where a fault of the test kept it from arriving. */
  status: number
}

export type Fault = (
  call: Omit<Call, 'status' | 'message'>,
) => { status: number; body?: unknown; headers?: Record<string, string> } | 'cut' | undefined

/**
 * The wire between the program and the playground, both ways. What comes in is signed as Teams signs it, and says of each message who wrote
 * it, which the playground forgets; what goes out is kept, and can be made to fail.
 */
export interface Wire {
  url: string
  calls: Call[]
  /** Where the program listens, and where the playground does. */
  between(program: () => string, playground: () => string): void
  faults(fault: Fault): void
  /** Who speaks in a conversation. */
  speaks(conversation: string, person: { id: string; name: string }): void
  /** Sends something to the program as Teams would, and gives its answer. */
  send(activity: Json, token?: string): Promise<{ status: number; body: unknown }>
  /** Does something that makes Teams call the program, and waits until that was answered. */
  after<T>(act: () => Promise<T>): Promise<T>
  close(): Promise<void>
}

export async function wire(microsoft: Microsoft): Promise<Wire> {
  const calls: Call[] = []
  const speaking = new Map<string, { id: string; name: string }>()
  let [program, playground] = [() => '', () => '']
  let fault: Fault = () => undefined
  let answered = 0
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request)
    const path = request.url ?? ''
    try {
      if (path === '/api/messages') {
        const told = await send(asFrom(body, speaking))
        response.writeHead(told.status, { 'content-type': 'application/json' }).end(JSON.stringify(told.body ?? {}))
        answered++
        return
      }
      const given = { method: request.method ?? '', path, ...placeIn(path), activity: body }
      if (!microsoft.isOurs(request.headers.authorization)) return void response.writeHead(401).end('{}')
      const failing = fault(given)
      if (failing === 'cut') return void request.socket.destroy()
      if (failing) {
        calls.push({ ...given, message: '', status: failing.status < 300 ? 0 : failing.status })
        response.writeHead(failing.status, { 'content-type': 'application/json', ...failing.headers })
        return void response.end(JSON.stringify(failing.body ?? {}))
      }
      const { status, text } = strangers(given) ?? (await passedOn(`${playground()}${path}`, given.method, body))
      calls.push({ ...given, ...madeBy(given, text), status })
      response.writeHead(status, { 'content-type': 'application/json' }).end(text)
    } catch {
      response.writeHead(502).end()
    }
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const service = `${url}/_connector`
  const send = async (activity: Json, token = microsoft.token(service)) => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
    const body = JSON.stringify({ ...activity, serviceUrl: service })
    const response = await fetch(program(), { method: 'POST', headers, body })
    const text = await response.text()
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) }
  }
  return {
    ...{ url, calls, send },
    between: (one, other) => {
      program = one
      playground = other
    },
    faults: given => {
      fault = given
    },
    speaks: (conversation, person) => void speaking.set(conversation, person),
    async after(act) {
      const before = answered
      const done = await act()
      for (let tries = 0; answered === before && tries < 2_000; tries++) await wait(5)
      return done
    },
    async close() {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

let made = 0

/** The playground knows six people. Everybody else has a chat in which nobody writes, and which is kept here alone. */
function strangers({ method, conversation, activity }: Pick<Call, 'method' | 'conversation' | 'activity'>) {
  const [member] = (activity['members'] ?? []) as { id: string }[]
  if (member && !speakers.some(name => aadOf(name) === member.id))
    return { status: 201, text: JSON.stringify({ id: strangersChat(member.id) }) }
  if (!conversation.startsWith('stranger:')) return undefined
  return method === 'GET'
    ? { status: 404, text: '{}' }
    : { status: method === 'POST' ? 201 : 200, text: JSON.stringify({ id: `s${++made}` }) }
}

export function strangersChat(aad: string): string {
  return `stranger:${aad}`
}

/** Teams takes words and a card as one message; the playground parts them and then says no id. */
async function passedOn(url: string, method: string, body: Json): Promise<{ status: number; text: string }> {
  const { text: words, ...card } = body
  const isBoth = method === 'POST' && typeof words === 'string' && Array.isArray(card['attachments'])
  if (isBoth) await passedOn(url, method, { ...body, attachments: undefined })
  const headers = { 'content-type': 'application/json' }
  const sent = method === 'GET' ? {} : { body: JSON.stringify(isBoth ? card : body) }
  const response = await fetch(url, { method, headers, ...sent })
  return { status: response.status, text: await response.text() }
}

function asFrom(activity: Json, speaking: Map<string, { id: string; name: string }>): Json {
  const { id = '' } = (activity['conversation'] ?? {}) as { id?: string }
  const person = speaking.get(id.split(';')[0] ?? '')
  return person && activity['type'] === 'message'
    ? { ...activity, from: { ...person, aadObjectId: person.id } }
    : activity
}

function placeIn(path: string): { conversation: string } {
  const found = /\/conversations\/([^/]+)(?:\/|$)/.exec(path)?.[1]
  return { conversation: found ? decodeURIComponent(found) : '' }
}

/** A new thread tells of its conversation and its message; a new message of itself. */
function madeBy(given: { path: string; conversation: string; activity: Json }, text: string) {
  const said = (text === '' ? {} : JSON.parse(text)) as { id?: string; activityId?: string }
  const changed = /\/activities\/([^/]+)$/.exec(given.path)?.[1]
  if (given.conversation === '')
    return {
      conversation: said.id ?? '',
      message: said.activityId ?? '',
      activity: (given.activity['activity'] ?? given.activity) as Json,
    }
  return { message: changed ?? said.id ?? '' }
}

async function bodyOf(request: IncomingMessage): Promise<Json> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const text = Buffer.concat(chunks).toString()
  return text === '' ? {} : (JSON.parse(text) as Json)
}
