import type { Act } from '../../chat/act.ts'
import type { Incoming, Place } from '../../chat/incoming.ts'
import type { Conversation } from './bot.ts'
import { wordsIn } from './html.ts'
import { type Attachment, Command, FileContent, type Inbound, mentionsIn } from './payloads.ts'

/** From what Teams sends to what a person did. All of it is pure: who they are is asked elsewhere, and no file is fetched. */
export type What = Incoming['what'] | { do: 'whoami' }

/** A file that somebody sent, and where it lies meanwhile. */
export interface Lies {
  id: string
  name: string
  url: string
  /** A picture that was pasted lies with Teams itself, which asks who we are. */
  withTeams: boolean
}

export interface Spot {
  conversation: Conversation
  place: Place
  /** Where the members of this place are listed. */
  roster: Conversation
}

export function spotOf({ conversation, serviceUrl: service, channelData }: Inbound): Spot {
  const { id, conversationType } = conversation
  const channel = channelData?.channel?.id ?? (conversationType === 'channel' ? id.split(';')[0] : undefined)
  const thread = `teams:${id}`
  const isPrivate = conversationType === 'personal'
  const room = `teams:${channel ?? id}`
  return {
    conversation: { service, id },
    place: isPrivate ? { isPrivate, thread } : { isPrivate, room, thread },
    roster: { service, id: channel ?? id },
  }
}

/** What somebody wrote, without the mention of ours by which a room calls us. */
export function wordsOf(inbound: Inbound): string {
  const { text, recipient } = inbound
  const mentions = mentionsIn(inbound)
  const without = mentions.reduce(
    (words, { mentioned, text: mention }) =>
      words.replace(mention, mentioned.id === recipient?.id ? '' : mention.replace(/<\/?at[^>]*>/g, '')),
    text ?? '',
  )
  return without.replace(/&nbsp;|\u00a0/g, ' ').trim()
}

/** The commands that stand in the app's lists, and those of the desks. Anything else is said in somebody's own words. */
export function readWords(words: string, desks: readonly { id: string; commands: string[] }[]): What {
  const asked = words.toLowerCase().replace(/^\//, '')
  const known = commands.get(asked)
  if (known) return known
  const desk = desks.find(({ commands }) => commands.includes(asked))
  if (desk) return { do: 'desk', desk: desk.id }
  const [, command = '', rest = ''] = /^\/([a-z-]+)\s+([\s\S]+)$/i.exec(words) ?? []
  const named = desks.find(one => one.commands.includes(command.toLowerCase()))
  if (named) return { do: 'report', desk: named.id, words: rest, author: '', link: '', files: [] }
  return { do: 'say', text: words.replace(policy, '') }
}

/** The command, and not the word in "policy on gifts". */
const policy =
  /^(?:\/policy\s+|policy:\s*|policy\s+(?=(?:who|what|when|where|which|why|how|can|may|must|should|do|does|is|are|am|will|if)\b))/i

const commands = new Map<string, Act | { do: 'whoami' }>([
  ['', { do: 'home' }],
  ['home', { do: 'home' }],
  ['policy', { do: 'help' }],
  ['help', { do: 'help' }],
  ['report', { do: 'desk' }],
  ['my reports', { do: 'mine' }],
  ['inbox', { do: 'inbox' }],
  ['whoami', { do: 'whoami' }],
])

/** Files lie in the sender's OneDrive, pasted pictures with Teams. What else is attached to a message is the message again, as HTML. */
export function filesOf({ attachments, id, serviceUrl }: Inbound): Lies[] {
  return (attachments ?? []).flatMap((attachment, at) => {
    const lies = liesAt(attachment, serviceUrl)
    return lies ? [{ id: `${id ?? 'message'}.${at}`, ...lies }] : []
  })
}

function liesAt({ contentType, contentUrl, name, content }: Attachment, service: string) {
  if (contentType === 'application/vnd.microsoft.teams.file.download.info') {
    const file = FileContent.safeParse(content).data
    return file && { name: name || `file.${file.fileType ?? 'bin'}`, url: file.downloadUrl, withTeams: false }
  }
  if (contentType?.startsWith('image/') && contentUrl && isUnder(contentUrl, service))
    return { name: name || 'pasted-picture.png', url: contentUrl, withTeams: true }
  return undefined
}

/** Our own name goes with the request for a picture, and so to nobody but whoever serves this conversation. */
function isUnder(url: string, service: string): boolean {
  return URL.canParse(url) && new URL(url).origin === new URL(service).origin
}

/** A command beside the box in which people write, or "Report this message" in a message's own menu. */
export function readCommand(value: unknown, desks: readonly { id: string }[]): What | undefined {
  const command = Command.safeParse(value).data
  if (!command) return undefined
  const { commandId, messagePayload } = command
  if (commandId !== reportMessage) {
    const desk = desks.find(({ id }) => id === commandId)
    return desk ? { do: 'desk', desk: desk.id } : { do: 'desk' }
  }
  const { from, body, linkToMessage } = messagePayload ?? {}
  const content = body?.content ?? ''
  return {
    do: 'report',
    words: body?.contentType === 'text' ? content : wordsIn(content),
    author: from?.user?.displayName ?? '',
    link: linkToMessage ?? '',
    files: [],
  }
}

export const reportMessage = 'report-message'
