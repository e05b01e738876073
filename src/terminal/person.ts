import type { Authority } from '../authorities/authority.ts'
import { unknownWord } from '../authorities/sentences.ts'
import type { By } from '../cases/parts.ts'
import type { Mode } from '../desks/practice.ts'
import { Fixable } from '../errors.ts'

/**
 * Whoever sits at a terminal says who they are, and nothing there can check it. So it is for practice alone: live, anybody with
 * a shell would otherwise be the safeguarding lead.
 */
export function personAt(mode: Mode, authority: Authority, id: string, now: Date): By {
  if (mode === 'live')
    throw new Fixable(
      'MODE=live: a terminal cannot know who you are, so it shows and takes no case. It offers "npm run health", "npm run stuck", "npm run audit", "npm run backup" and "npm run drill".',
    )
  const person = authority.people[id]
  const who = { authority: authority.id, id, name: person?.name ?? id, address: person?.reach[0] ?? `web:${id}.test` }
  return { who, from: 'terminal', now }
}

export function councilOf(authorities: Authority[], id: string | undefined): Authority {
  const ids = authorities.map(({ id }) => id)
  const found =
    authorities.find(one => one.id === id) ?? (id === undefined && ids.length === 1 ? authorities[0] : undefined)
  if (found) return found
  throw new Fixable(
    id === undefined ? `Say which council: --authority ${ids.join(' | ')}` : unknownWord('council', id, ids),
  )
}
