import { setTimeout as wait } from 'node:timers/promises'
import type { From } from '../../chat/incoming.ts'
import { plainly } from '../../chat/pages/plainly.ts'
import { plainText } from '../../chat/plain.ts'
import type { Reply } from '../../chat/reply.ts'
import type { Activity, Called, Conversation } from './bot.ts'
import type { Opens } from './buttons.ts'
import { messageOf, plainMessage } from './message.ts'
import { formIn } from './press.ts'
import type { Spot } from './read.ts'
import type { Teams } from './teams.ts'
import { keepForm } from './typed.ts'

export interface Saying {
  from: From
  spot: Spot
  /** How its buttons open; where nothing is said, as the place it is said in allows. */
  opens?: Opens
  /** Others read here, and are not told that something was answered elsewhere. */
  quietly?: boolean
}

/**
 * Says a reply where it belongs. What is for the asker alone is written into their own chat, and the place where others read learns only
 * that. Where that chat cannot be had, the place says how to get one: nobody is left without an answer.
 */
export async function say(teams: Teams, reply: Reply, { from, spot, opens, quietly }: Saying): Promise<void> {
  if (reply.silent) return
  const here = spot.conversation
  if (spot.place.isPrivate || reply.for === 'place') {
    await sayIn(teams, reply, here, { from, opens })
    return
  }
  const told = await sayPrivately(teams, reply, from, { at: here.id, opens })
  if (!told || !quietly) await sayIn(teams, plainly(told ? wrote : cannotWrite), here, {})
}

const wrote = 'I have written to you privately.'
const cannotWrite =
  'I cannot write to you privately yet. Choose Apps, then Signpost, then Add, and ask me there. In danger, call 999.'

/** Into somebody's own chat. Gives whether it arrived. */
export async function sayPrivately(
  teams: Teams,
  reply: Reply,
  from: From,
  { at, opens }: { at?: string; opens?: Opens | undefined } = {},
): Promise<boolean> {
  const chat = await teams.chats.of(from.address)
  if (!chat.ok) {
    teams.log.event('teams-unsaid', { why: chat.trouble.problem })
    return false
  }
  return sayIn(teams, reply, chat.value, { from, at, opens })
}

/** Tried twice, as a person waits for it; in plain words where Teams does not take the card. */
async function sayIn(
  teams: Teams,
  reply: Reply,
  to: Conversation,
  { from, at, opens = teams.opensIn(to.service) }: { from?: From; at?: string | undefined; opens?: Opens | undefined },
): Promise<boolean> {
  const { activity, kept } = messageOf(reply, { opens, pages: teams.pages, at })
  const form = formIn(reply)
  if (form && from && opens === 'messages') await keepForm(teams, from.address, form, kept)
  const post = (one: Activity) => teams.bot.post(to, one)
  let called = await post(activity)
  if (!called.ok && isUntaken(called)) called = await post(plainMessage(plainText(reply)))
  if (!called.ok && !called.trouble.lasting) {
    await wait(Math.min(called.trouble.afterMs ?? 500, 2_000), undefined, { ref: false })
    called = await post(activity)
  }
  if (!called.ok) teams.log.event('teams-unsaid', { why: called.trouble.problem })
  return called.ok
}

/** Teams did not take what we wrote, though it would take something. */
export function isUntaken(called: Called<unknown>): boolean {
  return !called.ok && (called.trouble.problem === 'too-large' || called.trouble.problem === 'refused')
}
