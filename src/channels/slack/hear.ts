import type { Block, Reply } from '../../chat/reply.ts'
import { fromOf } from './from.ts'
import { HomeOpened, MessageEvent } from './payloads.ts'
import { prompts } from './prompts.ts'
import { isSomebodys, readMessage } from './read.ts'
import { sayTo } from './saying.ts'
import type { Slack } from './slack.ts'
import { soundView } from './sound.ts'
import { homeOf } from './view.ts'

/** Something was written: to us, or in a thread where we answered before. */
export async function heard(slack: Slack, body: unknown): Promise<void> {
  const message = MessageEvent.safeParse(body).data
  if (!message || !isSomebodys(message, slack.at)) return
  const read = readMessage(message, slack.at)
  const { user, channel, ts, user_team, team, files } = message.event
  if (!read || !user) return
  // A message that names us in a thread of ours comes as two events: it is one message.
  const name = `message ${channel} ${ts}`
  if (!(await slack.once.begin(name))) return
  const { from, who } = await fromOf(slack, { id: user, team: user_team ?? team }, read.spot.place)
  if (!who.isBot) {
    const reply = await slack.answer({ from, what: read.what, now: slack.now() })
    await sayTo(slack, files && files.length > 0 ? withUnopened(reply) : reply, { spot: read.spot, user })
  }
  slack.afterwards(slack.once.done(name))
}

function withUnopened(reply: Reply): Reply {
  const block: Block = { is: 'notice', tone: 'plain', text: unopened }
  return { ...reply, blocks: [...reply.blocks, block] }
}

const unopened =
  'Signpost has not opened the file in your message. It lies in this conversation: delete it there if it should not be kept. Where a report may hold a file, its form asks for it.'

/** Somebody came to see us: the home tab is drawn for them, or the conversation offers what they can press. */
export async function visited(slack: Slack, body: unknown): Promise<void> {
  const opened = HomeOpened.safeParse(body).data
  if (!opened) return
  const { user, channel, tab } = opened.event
  if (opened.event_id && !slack.once.here(`visit ${opened.event_id}`)) return
  if (tab === 'messages' && channel) await offerPrompts(slack, channel)
  else if (tab !== 'messages') await drawHome(slack, user)
}

/** Never with a thread: the agent view then takes it and shows nothing. */
async function offerPrompts({ api, log }: Slack, channel_id: string): Promise<void> {
  const given = { channel_id, prompts: prompts.map(({ title, message }) => ({ title, message })) }
  const called = await api.call('assistant.threads.setSuggestedPrompts', given)
  if (!called.ok) log.event('slack-prompts', { why: called.trouble.word })
}

async function drawHome(slack: Slack, user: string): Promise<void> {
  const { from } = await fromOf(slack, { id: user })
  const reply = await slack.answer({ from, what: { do: 'home' }, now: slack.now() })
  const { view, wrong } = soundView(homeOf(reply, { pages: slack.pages }), reply, slack.pages)
  if (wrong.length > 0) slack.log.event('slack-mended', { what: 'home', count: wrong.length })
  const called = await slack.api.call('views.publish', { user_id: user, view }, { patiently: true })
  if (!called.ok) slack.log.event('slack-home', { why: called.trouble.word })
}
