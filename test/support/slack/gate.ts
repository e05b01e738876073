import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { wrongMessage, wrongView } from '../../../src/channels/slack/check.ts'

/** One call that the program made to Slack, as it stood on the wire, and what it was told. */
export interface Call {
  method: string
  given: Record<string, unknown>
  answer?: unknown
}

/** Something else than what Slack would answer: a status, words that are no JSON, or nothing at all. */
export interface Fault {
  status?: number
  headers?: Record<string, string>
  body?: string
  hangs?: boolean
  /** The connection ends. */
  resets?: boolean
}

/** Nothing where Slack answers as it does; what has to be waited for is held up until then. */
export type Answering = Fault | undefined | Promise<Fault | undefined>

/**
 * What stands between the program and the emulated Slack. It writes down every call, refuses what Slack would refuse of blocks, which the
 * emulator does not look at, and can be told to answer as Slack does on a bad day.
 */
export interface Gate {
  url: string
  calls: Call[]
  /** What was said to an address that Slack gave for answers to one press. */
  responses: { to: string; given: Record<string, unknown> }[]
  /** Requests for the bytes of files, or for anything about a file. */
  fileRequests: string[]
  /** Blocks and views that Slack would have refused. */
  wrong: string[]
  faults(of: (call: Call) => Answering): void
  close(): Promise<void>
}

export async function gateTo(
  emulator: string,
  more: Record<string, (given: Record<string, unknown>) => unknown> = {},
): Promise<Gate> {
  const hung = new Set<ServerResponse>()
  let faultOf: (call: Call) => Answering = () => undefined
  const gate: Omit<Gate, 'url' | 'close' | 'faults'> = { calls: [], responses: [], fileRequests: [], wrong: [] }
  const server = createServer((request, response) => void answer(request, response))

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request)
    const path = request.url ?? '/'
    if (path.startsWith('/response/')) {
      const given = JSON.parse(body.toString())
      gate.wrong.push(...wrongIn('response', given))
      const fault = await faultOf({ method: 'response', given })
      if (fault) return fail(response, fault)
      gate.responses.push({ to: path, given })
      return void response.end('ok')
    }
    const method = path.startsWith('/api/') ? (path.slice(5).split('?')[0] ?? '') : path
    const given = readGiven(request, body)
    const call: Call = { method, given }
    gate.calls.push(call)
    if (method.startsWith('files.') || path.startsWith('/files-pri')) gate.fileRequests.push(path)
    const fault = await faultOf(call)
    if (fault) return fail(response, fault)
    const mistakes = wrongIn(method, given)
    gate.wrong.push(...mistakes)
    const own = more[method]
    call.answer = mistakes.length > 0 ? { ok: false, error: 'invalid_blocks' } : own ? own(given) : undefined
    if (call.answer !== undefined) return json(response, call.answer)
    const passed = await fetch(`${emulator}${path}`, {
      method: request.method ?? 'POST',
      headers: headersOf(request),
      ...(body.length > 0 ? { body } : {}),
    })
    const content = Buffer.from(await passed.arrayBuffer())
    if (!/json/.test(passed.headers.get('content-type') ?? '')) {
      response.writeHead(passed.status, {
        'content-type': passed.headers.get('content-type') ?? 'application/octet-stream',
      })
      return void response.end(content)
    }
    // Files lie at the emulator's own address; here they are asked for through this gate, which counts.
    call.answer = JSON.parse(content.toString().replaceAll(emulator, urlOf(server)))
    return json(response, call.answer)
  }
  function fail(response: ServerResponse, { status = 200, headers = {}, body = '', hangs, resets }: Fault): void {
    if (resets) return void response.destroy()
    if (hangs) return void hung.add(response)
    response.writeHead(status, headers)
    response.end(body)
  }
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    ...gate,
    url: urlOf(server),
    faults: of => {
      faultOf = of
    },
    close: async () => {
      for (const response of hung) response.destroy()
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

/** What Slack would refuse in a call. */
function wrongIn(method: string, given: Record<string, unknown>): string[] {
  const named = (mistakes: string[]) => mistakes.map(mistake => `${method}: ${mistake}`)
  if (method.startsWith('views.') && 'view' in given) return named(wrongView(given['view']))
  if (method.startsWith('chat.') || method === 'response')
    return named(
      wrongMessage({ text: String(given['text'] ?? ''), ...('blocks' in given ? { blocks: given['blocks'] } : {}) }),
    )
  return []
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** Slack's library sends a form, in which what is not a word is JSON. */
function readGiven(request: IncomingMessage, body: Buffer): Record<string, unknown> {
  const text = body.toString()
  if (/json/.test(request.headers['content-type'] ?? '')) return JSON.parse(text || '{}')
  return Object.fromEntries(
    [...new URLSearchParams(text)].map(([key, value]) => [key, /^[[{]/.test(value) ? JSON.parse(value) : value]),
  )
}

function headersOf(request: IncomingMessage): Record<string, string> {
  const { authorization, 'content-type': type } = request.headers
  return { ...(authorization ? { authorization } : {}), ...(type ? { 'content-type': type } : {}) }
}

function json(response: ServerResponse, answer: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' })
  response.end(JSON.stringify(answer))
}

function urlOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
