import { z } from 'zod'
import type { Lies } from './read.ts'
import type { Teams } from './teams.ts'

const Kept = z.object({ name: z.string(), url: z.string(), withTeams: z.boolean() })

/** As long as a draft is kept. The address in it is good for some minutes only. */
const keptMs = 60 * 60_000
const mostBytes = 20 * 1024 * 1024
const timeoutMs = 20_000

/** Where the files of a message lie, for whoever sent them. Nothing is fetched. */
export async function keepFiles({ memory, now }: Teams, address: string, files: readonly Lies[]): Promise<void> {
  for (const { id, name, url, withTeams } of files)
    await memory.put(nameOf(address, id), { name, url, withTeams }, new Date(now().getTime() + keptMs))
}

/**
 * The bytes of a file that somebody sent, or nothing where they cannot be had: its address is then too old, and it has to be sent again.
 * Never called before a report that may hold files is sound. One byte more than is taken is enough to say that it is too large.
 */
export async function fetchFile({ bot, memory, now, log, fetch }: Teams, address: string, id: string) {
  const kept = Kept.safeParse(await memory.get(nameOf(address, id), now())).data
  if (!kept || !(kept.withTeams || isDrive(kept.url))) return undefined
  try {
    const response = kept.withTeams
      ? await bot.picture(kept.url)
      : await fetch(kept.url, { redirect: 'error', signal: AbortSignal.timeout(timeoutMs) })
    if (!response.ok || !response.body) return undefined
    return { name: kept.name, content: await upTo(response.body, mostBytes + 1) }
  } catch {
    log.event('teams-file', { outcome: 'not-fetched' })
    return undefined
  }
}

/** Files lie in the tenant's SharePoint. Whatever else an address says, we do not go there: it may lie behind our own wall. */
function isDrive(url: string): boolean {
  const { protocol, hostname } = new URL(url)
  return protocol === 'https:' && /\.sharepoint(?:-mil|-df)?\.(?:com|us|cn)$/.test(hostname)
}

async function upTo(body: ReadableStream<Uint8Array>, most: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body) {
    chunks.push(chunk)
    length += chunk.length
    if (length >= most) break
  }
  return Buffer.concat(chunks).subarray(0, most)
}

function nameOf(address: string, id: string): string {
  return `file ${address} ${id}`
}
