import type { Inbound } from './payloads.ts'
import { addressOf } from './people.ts'
import { spotOf } from './read.ts'
import { say } from './say.ts'
import type { Teams } from './teams.ts'

/** Teams tells twice that it added us, and tells it again when it likes: a place is greeted once. */
const greetedMs = 400 * 24 * 60 * 60_000

/** We were added to a chat, a group or a team, or taken out of it. */
export async function installed(teams: Teams, inbound: Inbound): Promise<void> {
  const { type, action, membersAdded, recipient } = inbound
  const spot = spotOf(inbound)
  const isPersons = inbound.conversation.conversationType === 'personal'
  if (type === 'installationUpdate' && action?.startsWith('remove')) {
    if (isPersons) await teams.chats.forget(addressOf(inbound.from))
    return teams.once.forget(greeting(spot.conversation.id))
  }
  const isUs = (membersAdded ?? []).some(({ id }) => id !== undefined && id === recipient?.id)
  if (type === 'conversationUpdate' && !isUs) return
  await teams.chats.met(isPersons ? addressOf(inbound.from) : undefined, spot.conversation)
  if (!(await teams.once.isFirst(greeting(spot.conversation.id), greetedMs))) return
  teams.log.event('teams-installed', { place: inbound.conversation.conversationType ?? 'personal' })
  const from = await teams.people(inbound, spot)
  if (isPersons) {
    const reply = await teams.answer({ from, what: { do: 'help' }, now: teams.now() })
    return say(teams, reply, { from, spot })
  }
  const blocks = [{ is: 'text', text: inRoom } as const]
  return say(teams, { title: 'Signpost is here', blocks, for: 'place' }, { from, spot })
}

const inRoom = `Mention me with a question about the council's policies, and I answer here.
Report nothing here, where others read: tell me in our own chat.
Write "@Signpost whoami" in the channel of a desk to see the line by which its notices come into it.`

function greeting(conversation: string): string {
  return `greeted ${conversation}`
}
