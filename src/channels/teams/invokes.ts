import { setTimeout as wait } from 'node:timers/promises'
import type { From } from '../../chat/incoming.ts'
import type { Reply } from '../../chat/reply.ts'
import { isSpoken } from './buttons.ts'
import { cardFor } from './card.ts'
import { pressIn } from './carried.ts'
import { commanded, inDialog } from './dialogs.ts'
import { messageOf } from './message.ts'
import { Filled, type Inbound, Pressed, Reaction } from './payloads.ts'
import { formIn, type Press, placeOf, pressed, spotFor } from './press.ts'
import { spotOf } from './read.ts'
import { say, sayPrivately } from './say.ts'
import type { Teams } from './teams.ts'
import { later, saying, sentence, sentenceOf, type Told, unreadable } from './told.ts'
import { keepForm } from './typed.ts'

/** Something was pressed or filled in whose answer Teams waits for. What takes longer goes on, and can be asked for again. */
export async function invoked(teams: Teams, inbound: Inbound): Promise<Told> {
  const work = answerTo(teams, inbound)
  teams.beside(work)
  const soon = await Promise.race([work.catch(() => undefined), wait(teams.waitsMs, undefined, { ref: false })])
  return soon ?? tooLate(inbound)
}

function answerTo(teams: Teams, inbound: Inbound): Promise<Told> {
  const { name, value } = inbound
  switch (name) {
    case 'adaptiveCard/action':
      return executed(teams, inbound, pressIn(Pressed.safeParse(value).data?.action.data))
    case 'task/fetch':
    case 'task/submit':
    case 'composeExtension/submitAction':
      return inDialog(teams, inbound, pressIn(Filled.safeParse(value).data?.data))
    case 'composeExtension/fetchTask':
      return commanded(teams, inbound)
    case 'message/submitAction':
      return reacted(teams, inbound)
    default:
      return Promise.resolve({ status: 501 })
  }
}

function tooLate({ name }: Inbound): Told {
  if (name === 'message/submitAction') return { status: 200, body: {} }
  return name === 'adaptiveCard/action' ? sentence(later) : saying(later)
}

/** An action on a card that stays where it is: everybody's card is made true by the outbox, and whoever pressed reads a sentence. */
async function executed(teams: Teams, inbound: Inbound, press: Press | undefined): Promise<Told> {
  if (!press) return sentence(unreadable)
  const spot = spotOf(inbound)
  const { carried } = press
  const place = placeOf(carried, spot.place)
  const from = await teams.people(inbound, spot, place)
  await teams.chats.met(spot.place.isPrivate ? from.address : undefined, spot.conversation)
  const reply = await pressed(teams, from, press)
  if (!reply) return sentence(later)
  if (isSpoken(carried.act)) {
    await say(teams, reply, { from, spot: spotFor(spot, carried, reply), quietly: true })
    return sentence('Done.')
  }
  if (carried.submission === undefined || !spot.place.isPrivate) return sentence(sentenceOf(reply))
  return inPlace(teams, inbound, reply, from)
}

/** A form that stands in the chat itself is replaced by what became of it: whoever opens the chat tomorrow finds the receipt there. */
async function inPlace(teams: Teams, inbound: Inbound, reply: Reply, from: From): Promise<Told> {
  const { conversation, replyToId } = inbound
  const frame = { opens: 'messages', pages: teams.pages } as const
  const { card, kept } = cardFor(reply, frame)
  const form = formIn(reply)
  if (form) await keepForm(teams, from.address, form, kept)
  else if (replyToId) {
    const at = { service: inbound.serviceUrl, id: conversation.id }
    teams.beside(teams.bot.update(at, replyToId, messageOf(reply, frame).activity))
  }
  return { status: 200, body: { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: card } }
}

/** Whether an answer helped. What somebody writes beside it is not read: it may be about anybody. */
async function reacted(teams: Teams, inbound: Inbound): Promise<Told> {
  const reaction = Reaction.safeParse(inbound.value).data
  if (!reaction) return { status: 200, body: {} }
  const spot = spotOf(inbound)
  const from = await teams.people(inbound, spot)
  const helpful = reaction.actionValue.reaction === 'like'
  const reply = await teams.answer({ from, what: { do: 'feedback', helpful }, now: teams.now() })
  if (!helpful) teams.beside(sayPrivately(teams, reply, from))
  return { status: 200, body: {} }
}
