import type { Act } from '../../chat/act.ts'
import type { Incoming, Place, Reported } from '../../chat/incoming.ts'
import { asSeen, withoutMention } from './decode.ts'
import type { Command, MessageEvent, Pressed, Shortcut } from './payloads.ts'
import { prompts } from './prompts.ts'
import { threadIn } from './render.ts'

/** From what Slack sends to what a person did. All of it is plain: who they are is asked elsewhere. */
export type What = Incoming['what']

/** Where an answer goes, beside who may see it. */
export interface Spot {
  channel: string
  /** The message that it hangs under. */
  thread?: string | undefined
  place: Place
}

/** Whether a message is somebody's words: not a bot's, not ours, not the trace of an edit or of somebody joining. */
export function isSomebodys({ event }: MessageEvent, us: { user: string }): boolean {
  const { subtype, user, bot_id, app_id, type, channel_type, text } = event
  if (!user || user === us.user || user === 'USLACKBOT' || bot_id || app_id) return false
  if (subtype && !['file_share', 'thread_broadcast', 'me_message'].includes(subtype)) return false
  // A message that names us arrives twice where both kinds are sent: the other one is taken.
  return type === 'app_mention' || channel_type === 'im' || !text?.includes(`<@${us.user}`)
}

/** What somebody wrote; nothing where it is not for us, such as a message in a room outside a thread. */
export function readMessage(message: MessageEvent, us: { user: string }): { what: What; spot: Spot } | undefined {
  const { type, channel, channel_type, ts, thread_ts, text, files } = message.event
  const isPrivate = channel_type === 'im'
  const overheard = type === 'message' && !isPrivate
  if (overheard && (!thread_ts || channel_type === 'mpim')) return undefined
  const thread = thread_ts ?? ts
  const words = asSeen(withoutMention(text ?? '', us.user))
  const place: Place = isPrivate
    ? { isPrivate, thread: `slack:${channel}` }
    : {
        isPrivate,
        room: `slack:${channel}`,
        thread: `slack:${channel}:${thread}`,
        ...(message.is_ext_shared_channel ? { quietly: true } : {}),
      }
  const spot = { channel, thread, place }
  if (words === '') return { what: files && files.length > 0 ? { do: 'desk' } : { do: 'help' }, spot }
  if (isPrivate)
    return { what: prompts.find(({ message }) => message === words)?.act ?? { do: 'say', text: words }, spot }
  return { what: { do: 'say', text: words, ...(overheard ? { overheard } : {}) }, spot }
}

/** What a command asks for; the desks it may name are those of the desk files. `whoami` is ours alone. */
export function readCommand(
  { command, text, channel_id: channel, channel_name, user_id }: Command,
  prefix: string,
  desks: readonly { id: string; commands: string[] }[],
): { what: What | { do: 'whoami' }; spot: Spot } {
  const name = command.startsWith(`/${prefix}`) ? command.slice(1 + prefix.length) : command.slice(1)
  const words = asSeen(text ?? '').trim()
  const isPrivate = channel_name === 'directmessage' || channel.startsWith('D')
  const place: Place = isPrivate
    ? { isPrivate, thread: `slack:${channel}` }
    : { isPrivate, quietly: true, room: `slack:${channel}`, thread: `slack:${channel}:quietly:${user_id}` }
  const spot = { channel, place }
  const own = { words, author: '', link: '', files: [] }
  const desk = desks.find(({ commands }) => commands.includes(name))
  if (desk) return { what: words ? { do: 'report', desk: desk.id, ...own } : { do: 'desk', desk: desk.id }, spot }
  if (name === 'report') return { what: words ? { do: 'report', ...own } : { do: 'desk' }, spot }
  if (name === 'signpost') return { what: wordsToSignpost(words), spot }
  return { what: words ? { do: 'say', text: words } : { do: 'help' }, spot }
}

function wordsToSignpost(words: string): What | { do: 'whoami' } {
  const known: Record<string, Act | { do: 'whoami' }> = {
    '': { do: 'home' },
    home: { do: 'home' },
    help: { do: 'help' },
    whoami: { do: 'whoami' },
    report: { do: 'desk' },
    mine: { do: 'mine' },
    inbox: { do: 'inbox' },
  }
  return known[words.toLowerCase()] ?? { do: 'say', text: words }
}

/** A message that somebody wants to report: its words, its author and where it stands, and its files by name alone. */
export function readShortcut(shortcut: Shortcut, nameOf: (user: string) => string | undefined): Act | Reported {
  const { message, channel, team } = shortcut
  if (shortcut.type === 'shortcut' || !message) return { do: 'desk' }
  const attached = (message.attachments ?? []).map(({ text, fallback }) => text || fallback || '')
  const words = asSeen([message.text ?? '', ...(message.text ? [] : attached)].filter(Boolean).join('\n'), nameOf)
  const author = (message.user && nameOf(message.user)) || message.username || message.bot_profile?.name || ''
  const ts = message.ts ?? shortcut.message_ts
  const files = (message.files ?? []).map(({ id, name, title, size }) => ({
    id,
    name: name || title || 'file',
    bytes: size ?? 0,
  }))
  return { do: 'report', words, author, link: linkTo(team?.domain, channel?.id, ts, message.thread_ts), files }
}

/** As Slack itself writes it. Asking Slack for it would need us to be in that conversation. */
function linkTo(domain?: string | null, channel?: string, ts?: string | null, thread?: string | null): string {
  if (!domain || !channel || !ts) return ''
  const under = thread && thread !== ts ? `?thread_ts=${thread}&cid=${channel}` : ''
  return `https://${domain}.slack.com/archives/${channel}/p${ts.replace('.', '')}${under}`
}

/** Where a button was pressed that stands in a message. */
export function spotOf({ channel, container, actions, user }: Pressed): Spot | undefined {
  const at = channel?.id ?? container.channel_id
  if (!at) return undefined
  const thread = threadIn(actions[0]?.block_id ?? '') ?? container.thread_ts ?? undefined
  if (at.startsWith('D')) return { channel: at, thread, place: { isPrivate: true, thread: `slack:${at}` } }
  const quietly = container.is_ephemeral && !thread
  return {
    ...{ channel: at, thread },
    place: {
      ...{ isPrivate: false, room: `slack:${at}` },
      ...(quietly ? { quietly: true } : {}),
      thread: quietly ? `slack:${at}:quietly:${user.id}` : `slack:${at}:${thread ?? container.message_ts ?? ''}`,
    },
  }
}
