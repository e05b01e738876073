import { z } from 'zod'
import type { Sent } from '../../cases/outbox/sent.ts'
import type { Sending } from '../channel.ts'
import type { Called } from './api.ts'
import { trying } from './saying.ts'
import type { Slack } from './slack.ts'
import { sentOf, type Trouble } from './trouble.ts'
import type { Workspace } from './workspace.ts'

/** What stands in a conversation about a case: its card, and what was said last beneath or after it. */
const Posted = z.object({ channel: z.string(), card: z.string(), last: z.string().optional() })
type Posted = z.infer<typeof Posted>

const Answer = z.object({ channel: z.string(), ts: z.string() })

/**
 * A notice. The first one about a case is its card. Whatever changes afterwards, the card and what was said last are made to show how the
 * case stands now, so that nothing on a screen is untrue; and what somebody is to notice is also said anew, in the card's thread and in the
 * room, or in a person's conversation as a message of its own, because nobody is told of a thread that they have not taken part in.
 */
export async function send(slack: Slack, sending: Sending): Promise<Sent> {
  const to = addressed(sending.address, slack.at)
  if (!to) return { outcome: 'never', problem: 'bad-address' }
  const earlier = Posted.safeParse(sending.earlier).data
  if (sending.quietly) return earlier ? quietly(slack, sending, earlier) : { outcome: 'sent' }
  const card = earlier && (await redraw(slack, sending, earlier.channel, earlier.card))
  if (earlier && card?.ok) return anew(slack, sending, to, earlier)
  if (card && !card.ok && !isGone(card.trouble)) return sentOf(card.trouble)
  const posted = await post(slack, sending, { channel: to })
  return 'outcome' in posted
    ? posted
    : { outcome: 'sent', posted: { channel: posted.channel, card: posted.ts } satisfies Posted }
}

/** `slack:U1`, or `slack:T1/U1` where the workspace is ours. */
function addressed(address: string, { team, enterprise }: Workspace): string | undefined {
  const [, workspace, id] = /^slack:(?:([TE][A-Z0-9]+)\/)?([CDGUW][A-Z0-9]+)$/.exec(address) ?? []
  return workspace === undefined || workspace === team || workspace === enterprise ? id : undefined
}

async function quietly(slack: Slack, sending: Sending, { channel, card, last }: Posted): Promise<Sent> {
  for (const ts of [card, last]) {
    const called = ts === undefined ? undefined : await redraw(slack, sending, channel, ts)
    // Somebody has deleted it: then there is nothing that could be untrue.
    if (called && !called.ok && !isGone(called.trouble)) return sentOf(called.trouble)
  }
  return { outcome: 'sent' }
}

async function anew(slack: Slack, sending: Sending, to: string, earlier: Posted): Promise<Sent> {
  const isRoom = /^[CG]/.test(to)
  const posted = await post(
    slack,
    sending,
    isRoom ? { channel: to, thread_ts: earlier.card, reply_broadcast: true } : { channel: to },
  )
  if ('outcome' in posted) return posted
  return { outcome: 'sent', posted: { channel: earlier.channel, card: earlier.card, last: posted.ts } satisfies Posted }
}

async function post(
  slack: Slack,
  { reply, address }: Sending,
  where: Record<string, unknown>,
): Promise<z.infer<typeof Answer> | Sent> {
  const called = await trying(slack, reply, { pages: slack.pages }, message =>
    slack.api.call('chat.postMessage', { ...where, ...message }),
  )
  if (!called.ok) return sentOf(await forPerson(slack, called.trouble, address))
  return Answer.safeParse(called.said).data ?? { outcome: 'later', problem: 'garbled' }
}

function redraw(slack: Slack, { reply }: Sending, channel: string, ts: string): Promise<Called> {
  // Without a word about them the old blocks would stay.
  return trying(slack, reply, { pages: slack.pages }, ({ text, blocks = [] }) =>
    slack.api.call('chat.update', { channel, ts, text, blocks }),
  )
}

/** The card cannot be redrawn and never will be: the next one takes its place. */
function isGone({ word }: Trouble): boolean {
  return ['message_not_found', 'cant_update_message', 'edit_window_closed', 'channel_not_found'].includes(word)
}

/** Slack has one word for a person whose account is off and for our own: which of them it is, shows by asking who we are. */
async function forPerson(slack: Slack, trouble: Trouble, address: string): Promise<Trouble> {
  const isPerson = /[:/][UW][A-Z0-9]+$/.test(address)
  if (isPerson && trouble.word === 'channel_not_found') return { ...trouble, problem: 'no-such-person' }
  if (!isPerson || trouble.word !== 'account_inactive') return trouble
  const ours = await slack.api.call('auth.test', {})
  return ours.ok ? { ...trouble, problem: 'deactivated', lasting: true } : trouble
}
