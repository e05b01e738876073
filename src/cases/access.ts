import type { Authority } from '../authorities/authority.ts'
import { listed, type Sql, sql } from '../db/sql.ts'

/**
 * Who may see what: nothing else in this program decides it. A case is seen by those who hold a post that was told of it, in the
 * council it was sent to, and by the person who sent it; by nobody because of a chat in which a notice stands, a list they were on before,
 * or a right to run the program. Whoever a report is about is in no circle, whatever post they hold.
 */

/** Somebody who does something, as a channel has made sure of it. */
export interface Somebody {
  authority: string
  /** The council's id for them, where authority.yaml names them; else the address they come from. */
  id: string
  name: string
  address: string
}

/** Those around one case. */
export interface Circle {
  authority: string
  /** The posts that have been told of it. */
  roles: string[]
  /** Whether the person who asks is left out of it. */
  leftOut: boolean
  /** Whether the person who asks sent it, and we still know that. */
  sentIt: boolean
}

/** As what somebody may come to a case: as its desk, as the one who sent it, both, or not at all. */
export type Side = 'desk' | 'reporter'

export function sidesOf(authority: Authority, who: Somebody, circle: Circle): Side[] {
  if (who.authority !== circle.authority) return []
  const held = rolesOf(authority, who)
  const desk = !circle.leftOut && circle.roles.some(role => held.includes(role))
  return [...(desk ? ['desk' as const] : []), ...(circle.sentIt ? ['reporter' as const] : [])]
}

/** The same for many cases at once: a condition on the table `cases`, for each list, count and search. */
export function seenByDesk(authority: Authority, who: Somebody, leftOutAs: string): Sql {
  const held = rolesOf(authority, who)
  if (held.length === 0) return sql`1 = 0`
  return sql`cases.authority = ${authority.id}
    and exists (select 1 from reader where reader.case_id = cases.id and reader.role in (${listed(held)}))
    and ${notLeftOut(leftOutAs)}`
}

export function notLeftOut(leftOutAs: string): Sql {
  return sql`not exists (select 1 from left_out where left_out.case_id = cases.id and left_out.person = ${leftOutAs})`
}

/** One of the council's people, as somebody who could ask. */
export function asPerson(authority: Pick<Authority, 'id'>, id: string): Somebody {
  return { authority: authority.id, id, name: id, address: '' }
}

/** The posts that somebody holds: as one of its people, as a deputy, or as one who reads its room. */
export function rolesOf(authority: Authority, who: Somebody): string[] {
  if (who.authority !== authority.id) return []
  return Object.entries(authority.roles)
    .filter(([, { people, deputies, rooms }]) =>
      [people, deputies, ...rooms.map(room => authority.rooms[room]?.['read by'] ?? [])].some(of =>
        of.includes(who.id),
      ),
    )
    .map(([role]) => role)
}

/** May search and export the cases of the council, for subject access and freedom of information, with a reason. */
export function isRecordsOfficer(authority: Authority, who: Somebody): boolean {
  const officer = authority['records officer']
  return officer !== undefined && rolesOf(authority, who).includes(officer)
}

/** Looks after the program: sees how it runs and what is stuck. It opens no case; in a small council a clerk's other post may. */
export function isAdministrator(authority: Authority, who: Somebody): boolean {
  return authority.administrator !== undefined && rolesOf(authority, who).includes(authority.administrator)
}
