import { z } from 'zod'
import type { Api } from './api.ts'

const Info = z.object({
  file: z.object({
    name: z.string().nullish(),
    title: z.string().nullish(),
    size: z.number().nullish(),
    mimetype: z.string().nullish(),
    is_external: z.boolean().nullish(),
    url_private_download: z.string().nullish(),
    url_private: z.string().nullish(),
  }),
})

const mostBytes = 20 * 1024 * 1024
const timeoutMs = 20_000

/**
 * The bytes of a file that lies with Slack; nothing where they cannot be had. The token goes to Slack's own hosts and to no other: a file
 * may also be a link to anywhere. Never called before a report that may hold files has been sent.
 */
export async function fetchFile(api: Api, id: string): Promise<{ name: string; content: Uint8Array } | undefined> {
  const called = await api.call('files.info', { file: id }, { patiently: true })
  const file = called.ok ? Info.safeParse(called.said).data?.file : undefined
  const address = file?.url_private_download || file?.url_private
  if (!file || !address || file.is_external || (file.size ?? 0) > mostBytes) return undefined
  try {
    const response = await fetchFrom(api, address, AbortSignal.timeout(timeoutMs))
    if (!response?.ok || !response.body || isSignIn(response, file.mimetype)) return undefined
    const content = await upTo(response.body, mostBytes)
    return content && { name: file.name || file.title || 'file', content }
  } catch {
    return undefined
  }
}

/** Slack may lead on to another host of its own, and is followed there; to anybody else's it is not. */
async function fetchFrom(api: Api, address: string, signal: AbortSignal): Promise<Response | undefined> {
  let next = address
  for (let step = 0; step < 3 && api.isSlacks(next); step++) {
    const response = await api.fetch(next, {
      headers: { authorization: `Bearer ${api.token}` },
      redirect: 'manual',
      signal,
    })
    const location = response.headers.get('location')
    if (response.status < 300 || response.status > 399 || location === null) return response
    await response.body?.cancel()
    next = new URL(location, next).href
  }
  return undefined
}

/** Without the right to read files Slack answers with a page to sign in on, as if that were the file. */
function isSignIn(response: Response, mimetype: string | null | undefined): boolean {
  return /^text\/html/.test(response.headers.get('content-type') ?? '') && mimetype !== 'text/html'
}

async function upTo(body: ReadableStream<Uint8Array>, most: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body) {
    length += chunk.length
    if (length > most) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
