import type { From } from '../../chat/incoming.ts'
import { pageAfter } from '../../chat/page-after.ts'
import { plainly } from '../../chat/pages/plainly.ts'
import type { Reply } from '../../chat/reply.ts'
import { button, rows } from './buttons.ts'
import { cardFor } from './card.ts'
import type { Carried } from './carried.ts'
import type { Inbound } from './payloads.ts'
import { formIn, type Press, placeOf, pressed } from './press.ts'
import { readCommand, spotOf } from './read.ts'
import type { Teams } from './teams.ts'
import { dialog, later, saying, type Told, unreadable } from './told.ts'
import { keepForm } from './typed.ts'

/** A press in a dialog, or one that opens it. */
export async function inDialog(teams: Teams, inbound: Inbound, press: Press | undefined): Promise<Told> {
  if (!press) return saying(unreadable)
  const from = await whoIn(teams, inbound, press.carried)
  const reply = await pressed(teams, from, press)
  if (!reply) return stillAtIt(press.carried)
  // Its card in the dialog vanishes with the dialog.
  if (reply.stays) teams.beside(teams.owed.say(reply, from))
  return dialog(await dialogCard(teams, reply, from, press.carried))
}

/** In a dialog nobody else reads, wherever it was opened, and Teams keeps nothing of it. */
async function whoIn(teams: Teams, inbound: Inbound, carried?: Carried): Promise<From> {
  const spot = spotOf(inbound)
  const alone = { isPrivate: true, thread: `teams:dialog:${inbound.from.id}` }
  const from = await teams.people(inbound, spot, carried ? placeOf(carried, alone) : alone)
  await teams.chats.met(spot.place.isPrivate ? from.address : undefined, spot.conversation)
  return from
}

async function dialogCard(teams: Teams, reply: Reply, from: From, { act, part, back }: Carried) {
  const again = pageAfter(act)
  const frame = { opens: 'here', pages: teams.pages, back, here: again && { act: again } } as const
  const { card, kept } = cardFor(reply, frame, { ...(part ? { part } : {}), ...(again ? { again } : {}) })
  const form = formIn(reply)
  if (form) await keepForm(teams, from.address, form, kept)
  return card
}

function stillAtIt(carried: Carried): Told {
  const isSent = carried.submission !== undefined && carried.sent === true
  const { card } = cardFor(plainly(isSent ? stillSaving : later), { opens: 'here' })
  const again = button({ label: 'Look again', tone: 'main' }, carried, { opens: 'here' })
  return dialog({ ...card, body: [...card.body, ...rows([again])] })
}

const stillSaving =
  'Still being saved, which takes longer than usual. Your words are not lost. Wait a moment, then look again: nothing is sent twice.'

/** "Report this message" and its like: a dialog, before anything was pressed on a card. */
export async function commanded(teams: Teams, inbound: Inbound): Promise<Told> {
  const what = readCommand(inbound.value, teams.desks)
  if (!what || what.do === 'whoami') return saying(unreadable)
  const from = await whoIn(teams, inbound)
  const reply = await teams.answer({ from, what, now: teams.now() })
  const act = what.do === 'report' ? ({ do: 'desk' } as const) : what
  if (act.do === 'say') return { status: 501 }
  const shown = what.do === 'report' ? withNote(reply) : reply
  return dialog(await dialogCard(teams, shown, from, { act }))
}

const noFiles =
  'Teams hands on the words of that message and not its pictures or files. You can send those afterwards, in your chat with Signpost.'

function withNote(reply: Reply): Reply {
  return { ...reply, blocks: [{ is: 'notice', tone: 'plain', text: noFiles }, ...reply.blocks] }
}
