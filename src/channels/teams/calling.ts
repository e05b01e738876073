import type { ConnectorClientOptions } from 'botframework-connector'
import { thrown, troubleFrom } from './trouble.ts'

const callMs = 8_000

type HttpClient = NonNullable<ConnectorClientOptions['httpClient']>

/** One try, with an end; what is no success is thrown as what it means to us, and so is tried again by nobody but the outbox. */
export function answering(send: typeof fetch): HttpClient {
  return {
    async sendRequest(request) {
      const response = await send(request.url, {
        method: request.method,
        headers: request.headers.rawHeaders(),
        ...(typeof request.body === 'string' ? { body: request.body } : {}),
        redirect: 'error',
        signal: AbortSignal.timeout(callMs),
      })
      const text = await response.text()
      if (!response.ok) throw thrown(troubleFrom(response.status, jsonIn(text), response.headers.get('retry-after')))
      const headers = request.headers.clone()
      for (const name of headers.headerNames()) headers.remove(name)
      for (const [name, value] of response.headers) headers.set(name, value)
      return { request, status: response.status, headers, bodyAsText: text }
    },
  }
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export async function inTime<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(Object.assign(new Error('late'), { name: 'TimeoutError' })), ms)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
