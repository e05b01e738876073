import { z } from 'zod'
import type { Sent } from '../../cases/outbox/sent.ts'
import { plainText } from '../../chat/plain.ts'
import type { Sending } from '../channel.ts'
import type { Activity, Called, Conversation } from './bot.ts'
import { messageOf, plainMessage } from './message.ts'
import { isUntaken } from './say.ts'
import type { Teams } from './teams.ts'
import { ofPerson, sentOf, type Trouble } from './trouble.ts'

/** What stands somewhere about a case, as plain JSON: its card, and what was said after it in the same chat. */
const Posted = z.object({
  service: z.string(),
  conversation: z.string(),
  card: z.string(),
  after: z.array(z.string()).default([]),
})
type Posted = z.infer<typeof Posted>

/** More are not kept true: somebody who was told so often reads the newest. */
const mostAfter = 5

/**
 * A notice. The first one about a case is its card. Whatever changes afterwards, the card is made to show for everybody how the case stands
 * now; what somebody is to notice is also said anew: beneath the card in a channel, and in a chat as a message of its own, which is then
 * kept true as well.
 */
export async function send(teams: Teams, sending: Sending): Promise<Sent> {
  const earlier = Posted.safeParse(sending.earlier).data
  if (!earlier) return sending.quietly ? { outcome: 'sent' } : first(teams, sending)
  const card = await redraw(teams, sending, earlier, earlier.card)
  if (!card.ok && !isGone(card.trouble)) return sentOf(card.trouble)
  const trouble = await redrawAfter(teams, sending, earlier)
  if (trouble) return sentOf(trouble)
  if (sending.quietly) return { outcome: 'sent' }
  return card.ok ? anew(teams, sending, earlier) : first(teams, sending)
}

/** Where somebody has deleted one there is nothing that could be untrue. */
async function redrawAfter(teams: Teams, sending: Sending, earlier: Posted): Promise<Trouble | undefined> {
  for (const message of earlier.after) {
    const called = await redraw(teams, sending, earlier, message)
    if (!called.ok && !isGone(called.trouble)) return called.trouble
  }
  return undefined
}

async function first(teams: Teams, sending: Sending): Promise<Sent> {
  const to = sending.address.replace(/^teams:/, '')
  if (isChannel(to)) {
    const service = await teams.chats.service()
    const opened = await written(teams, sending, service, activity => teams.bot.openThread(service, to, activity))
    return opened.ok
      ? posted({ service, conversation: opened.value.conversation, card: opened.value.message, after: [] })
      : sentOf(opened.trouble)
  }
  for (const isLastTry of [false, true]) {
    const chat = await chatOf(teams, to, sending.address)
    if (!chat.ok) return sentOf(ofPerson(chat.trouble))
    const said = await post(teams, sending, chat.value)
    if (said.ok)
      return posted({ service: chat.value.service, conversation: chat.value.id, card: said.value, after: [] })
    // Our chat with somebody may be another one since they took us out and in again.
    if (isLastTry || said.trouble.problem !== 'no-such-room') return sentOf(ofPerson(said.trouble))
    await teams.chats.forget(sending.address)
  }
  return { outcome: 'never', problem: 'no-such-person' }
}

/** `19:…@thread.v2` is a chat of several, in which everything is said one after the other. */
async function chatOf(teams: Teams, to: string, address: string): Promise<Called<Conversation>> {
  if (to.startsWith('19:')) return { ok: true, value: { service: await teams.chats.service(), id: to } }
  return teams.chats.of(address)
}

function isChannel(to: string): boolean {
  return /^19:.+@thread\.(?:tacv2|skype)$/.test(to)
}

async function anew(teams: Teams, sending: Sending, earlier: Posted): Promise<Sent> {
  const to = { service: earlier.service, id: earlier.conversation }
  if (earlier.conversation.includes(';messageid=')) {
    const said = await teams.bot.post(to, plainMessage(sending.reply.title))
    return said.ok ? posted(earlier) : sentOf(said.trouble)
  }
  const said = await post(teams, sending, to)
  if (!said.ok) return sentOf(ofPerson(said.trouble))
  return posted({ ...earlier, after: [...earlier.after, said.value].slice(-mostAfter) })
}

function posted(posted: Posted): Sent {
  return { outcome: 'sent', posted }
}

/** Without an id it could not be made true later on, and may have gone to somebody who only says that they are Teams. */
async function post(teams: Teams, sending: Sending, to: Conversation): Promise<Called<string>> {
  const called = await written(teams, sending, to.service, activity => teams.bot.post(to, activity))
  return called.ok && called.value === '' ? { ok: false, trouble: { problem: 'garbled', lasting: false } } : called
}

function redraw(teams: Teams, sending: Sending, { service, conversation }: Posted, message: string) {
  const at = { service, id: conversation }
  return written(teams, sending, service, activity => teams.bot.update(at, message, activity))
}

/** As a card, or in plain words where Teams does not take the card. */
async function written<T>(
  teams: Teams,
  { reply }: Sending,
  service: string,
  call: (activity: Activity) => Promise<Called<T>>,
): Promise<Called<T>> {
  const { activity } = messageOf(reply, { opens: teams.opensIn(service), pages: teams.pages })
  const called = await call(activity)
  if (!isUntaken(called)) return called
  teams.log.event('teams-refused')
  return call(plainMessage(plainText(reply)))
}

/** The card cannot be redrawn and never will be: the next one takes its place. */
function isGone({ problem }: Trouble): boolean {
  return problem === 'no-such-message' || problem === 'no-such-room'
}
