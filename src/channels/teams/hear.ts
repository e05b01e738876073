import type { From } from '../../chat/incoming.ts'
import { plainly } from '../../chat/pages/plainly.ts'
import type { Reply } from '../../chat/reply.ts'
import { pressIn } from './carried.ts'
import { keepFiles } from './files.ts'
import type { Inbound } from './payloads.ts'
import { placeOf, pressed, spotFor } from './press.ts'
import { filesOf, readWords, type Spot, spotOf, type What, wordsOf } from './read.ts'
import { say } from './say.ts'
import type { Teams } from './teams.ts'
import { later } from './told.ts'

const rememberedMs = 60 * 60_000

/** Somebody wrote to us: in our chat, or with a mention in a group or a channel; or pressed a button that says so as a message. */
export async function heard(teams: Teams, inbound: Inbound): Promise<void> {
  const spot = spotOf(inbound)
  if (inbound.from.id === inbound.recipient?.id) return
  if (inbound.id && !(await teams.once.isFirst(`message ${spot.conversation.id} ${inbound.id}`, rememberedMs))) return
  const press = pressIn(inbound.value)
  const place = press ? placeOf(press.carried, spot.place) : spot.place
  const from = await teams.people(inbound, spot, place)
  await teams.chats.met(spot.place.isPrivate ? from.address : undefined, spot.conversation)
  if (press) {
    const reply = (await pressed(teams, from, press)) ?? plainly(later)
    // Whoever pressed has a client that says it so: its answer is a message as well.
    return say(teams, reply, { from, spot: spotFor(spot, press.carried, reply), opens: 'messages', quietly: true })
  }
  const { what, note } = await whatIs(teams, inbound, from, spot)
  const reply = what.do === 'whoami' ? await whoami(teams, from, spot) : await answered(teams, from, what)
  await say(teams, note ? { ...reply, blocks: [...reply.blocks, note] } : reply, { from, spot })
}

function answered(teams: Teams, from: From, what: Exclude<What, { do: 'whoami' }>): Promise<Reply> {
  return teams.answer({ from, what, now: teams.now() })
}

/** A file is taken in our own chat alone, and only named: what it is for is asked first. */
async function whatIs(teams: Teams, inbound: Inbound, from: From, { place }: Spot) {
  const words = wordsOf(inbound)
  const files = filesOf(inbound)
  const what = readWords(words, teams.desks)
  if (files.length === 0 || (what.do !== 'say' && words !== '')) return { what }
  if (!place.isPrivate) return { what, note: { is: 'notice', tone: 'plain', text: unopened } as const }
  await keepFiles(teams, from.address, files)
  const named = files.map(({ id, name }) => ({ id, name, bytes: 0 }))
  return { what: { do: 'report', words, author: '', link: '', files: named } satisfies What }
}

const unopened = 'I have not opened the file in your message. Send a file in our own chat, and I ask what it is for.'

/** The line to paste into a council's settings. A guest gets what every guest gets. */
export async function whoami(teams: Teams, from: From, { place }: Spot): Promise<Reply> {
  if (from.guest) return answered(teams, from, { do: 'help' })
  const isRoom = !place.isPrivate && place.room !== undefined
  const words = isRoom
    ? 'Whoever looks after Signpost can paste this line into authority.yaml, beneath a room:'
    : 'Whoever looks after Signpost can paste this line into authority.yaml, beneath your name:'
  return {
    title: isRoom ? 'This is how Teams knows this place' : 'This is how Teams knows you',
    blocks: [
      { is: 'text', text: words },
      { is: 'quote', from: 'authority.yaml', text: `reach: [${isRoom ? place.room : from.address}]` },
    ],
    for: isRoom ? 'place' : 'asker',
  }
}
