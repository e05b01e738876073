import type { From, Place } from '../../chat/incoming.ts'
import type { Who } from './people.ts'
import type { Slack } from './slack.ts'

/** Somebody, and where they did something. In a window or on the home tab nobody else reads. */
export async function fromOf(
  { people, at }: Slack,
  user: { id: string; name?: string | null | undefined; team?: string | null | undefined },
  place?: Place,
): Promise<{ from: From; who: Who }> {
  const who = await people(user.id, user)
  const address = `slack:${who.isGuest && user.team ? user.team : at.team}/${user.id}`
  const from: From = {
    ...{ channel: 'slack', address, name: who.name, guest: who.isGuest },
    ...(at.authority ? { authority: at.authority } : {}),
    place: place ?? { isPrivate: true, thread: `slack:window:${user.id}` },
  }
  return { from, who }
}
