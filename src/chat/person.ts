import type { Authority } from '../authorities/authority.ts'
import type { Somebody } from '../cases/access.ts'
import type { From } from './incoming.ts'

/** Who somebody on a channel is to their council: one of its people by id, or a member of its staff by their address alone. */
export function somebodyAt(authority: Authority, { address, name }: Pick<From, 'address' | 'name'>): Somebody {
  const known = Object.entries(authority.people).find(([, { reach }]) => reach.some(one => isSame(one, address)))
  return known
    ? { authority: authority.id, id: known[0], name: known[1].name, address }
    : { authority: authority.id, id: address, name, address }
}

/** `slack:T024BE7LH/U024BE7LH` is `slack:U024BE7LH`, where only one of them says the workspace. */
export function isSame(one: string, other: string): boolean {
  if (one === other) return true
  const [a, b] = [one, other].map(address => /^(slack):(?:(T[A-Z0-9]+)\/)?(.+)$/.exec(address))
  if (!a || !b || a[3] !== b[3]) return false
  return a[2] === undefined || b[2] === undefined
}
