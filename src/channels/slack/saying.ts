import { z } from 'zod'
import type { Reply } from '../../chat/reply.ts'
import type { Log } from '../../log.ts'
import type { Api, Called } from './api.ts'
import { inPlainWords, type Message, messageOf } from './message.ts'
import type { Spot } from './read.ts'
import type { Frame } from './render.ts'
import { isRefusedAsWritten } from './trouble.ts'

/** Where to answer: in a conversation, and to whom. `url`: Slack's address for answers to this one press or command. */
export interface To {
  spot?: Spot | undefined
  user: string
  url?: string | null | undefined
}

/**
 * Says a reply where it belongs. What is for the asker alone is seen by nobody else, and where it cannot be shown in that place, it comes
 * as a direct message: nobody is left without an answer. Gives whether it arrived.
 */
export async function sayTo(slack: Saying, reply: Reply, to: To): Promise<boolean> {
  if (reply.silent) return true
  for (const way of waysTo(slack, reply, to)) if (await way()) return true
  slack.log.event('slack-unsaid', { for: reply.for })
  return false
}

/** What saying something needs. */
export interface Saying {
  api: Api
  log: Log
  pages: string | undefined
}

/** The ways to say it, the best first; each tells whether it arrived. */
function waysTo(slack: Saying, reply: Reply, { spot, user, url }: To): (() => Promise<boolean>)[] {
  const frame: Frame = { pages: slack.pages, ...(spot?.thread ? { thread: spot.thread } : {}) }
  const direct = () => post(slack, reply, { pages: slack.pages }, { channel: user })
  if (!spot) return [...(url ? [() => respond(slack, reply, frame, url, 'ephemeral')] : []), direct]
  const inThread = spot.thread ? { thread_ts: spot.thread } : {}
  const openly = () => post(slack, reply, frame, { channel: spot.channel, ...inThread })
  if (spot.place.isPrivate && !url) return [openly, direct]
  if (reply.for === 'place' && !spot.place.isPrivate)
    return [openly, ...(url ? [() => respond(slack, reply, frame, url, 'in_channel')] : []), direct]
  const quietly = () => tellAlone(slack, reply, frame, { channel: spot.channel, user, ...inThread })
  return [
    ...(url ? [() => respond(slack, reply, frame, url, 'ephemeral')] : []),
    ...(spot.place.isPrivate ? [] : [quietly]),
    direct,
  ]
}

async function post(slack: Saying, reply: Reply, frame: Frame, where: Record<string, string>): Promise<boolean> {
  return (
    await trying(slack, reply, frame, message =>
      slack.api.call('chat.postMessage', { ...where, ...message }, { patiently: true }),
    )
  ).ok
}

async function tellAlone(slack: Saying, reply: Reply, frame: Frame, where: Record<string, string>): Promise<boolean> {
  const called = await trying(slack, reply, frame, ({ unfurl_links: _, unfurl_media: __, ...message }) =>
    slack.api.call('chat.postEphemeral', { ...where, ...message }, { patiently: true }),
  )
  return called.ok
}

/** As blocks; in plain words where Slack does not take the blocks, which our log then says. */
export async function trying(
  { log }: Pick<Saying, 'log'>,
  reply: Reply,
  frame: Frame,
  send: (message: Message) => Promise<Called>,
): Promise<Called> {
  const message = messageOf(reply, frame)
  if (!message.blocks) log.event('slack-mended', { what: 'message' })
  const called = await truly(send(message))
  if (called.ok || !message.blocks || !isRefusedAsWritten(called.trouble)) return called
  log.event('slack-refused', { why: called.trouble.word })
  return truly(send(inPlainWords(reply)))
}

/** Slack names what it has posted. An "ok" that names nothing came from somewhere on the way. */
async function truly(calling: Promise<Called>): Promise<Called> {
  const called = await calling
  if (!called.ok || Named.safeParse(called.said).success) return called
  return { ok: false, trouble: { word: 'garbled', problem: 'garbled', lasting: false } }
}

const Named = z.union([z.object({ ts: z.string() }), z.object({ message_ts: z.string() })])

/** Slack takes five such answers within half an hour, and also where we are not in the room. */
async function respond(
  { api, log }: Saying,
  reply: Reply,
  frame: Frame,
  url: string,
  response_type: 'ephemeral' | 'in_channel',
): Promise<boolean> {
  if (!api.isSlacks(url)) return false
  for (const message of [messageOf(reply, frame), inPlainWords(reply)]) {
    const answered = await api
      .fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ response_type, replace_original: false, ...message }),
        signal: AbortSignal.timeout(5_000),
      })
      .then(({ ok, status }) => ({ ok, status }))
      .catch(() => ({ ok: false, status: 0 }))
    if (answered.ok) return true
    log.event('slack-response', { status: answered.status })
    // Used up, too old, or away: other words would fare no better.
    if (answered.status !== 400 && answered.status !== 500) return false
  }
  return false
}
