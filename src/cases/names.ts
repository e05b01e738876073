import type { Authority } from '../authorities/authority.ts'

/** How the desk is shown whoever did something. */
export function nameOf(authority: Authority, who: string): string {
  if (who === 'reporter') return 'the person who reported it'
  if (who === 'signpost') return 'Signpost'
  return authority.people[who]?.name ?? 'somebody who has left'
}
