import type { Authority } from '../authorities/authority.ts'
import { localTime } from '../authorities/hours.ts'
import { holders } from '../desks/holders.ts'
import type { Destination } from '../desks/route.ts'

/** Some posts as they are held now, without those who are left out of a case. Where a council has no such post, none. */
export function postsNow(
  authority: Authority,
  roles: readonly (string | undefined)[],
  leftOut: readonly string[],
  now: Date,
): Destination[] {
  const { day } = localTime(authority, now)
  const named = [...new Set(roles.filter(role => role !== undefined))]
  return named.map(role => ({ meant: role, rests: [], ...holders(authority, role, day, new Set(leftOut)) }))
}
