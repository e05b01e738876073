import type { Authority } from '../authorities/authority.ts'
import { within } from '../authorities/hours.ts'
import type { Role } from '../authorities/people.ts'

/** Who holds a role on one day, leaving some people out. */
export interface Holders {
  /** The role that was reached: the one asked for, or another that stands in for it. */
  role: string
  people: string[]
  rooms: string[]
  /** Where it is not simply those who hold the role: why. */
  because?: string
}

interface Day {
  authority: Authority
  day: string
  leftOut: Set<string>
}

/**
 * The people and rooms to tell for a role. Its people; its deputies where all of them are away; the roles named
 * "instead" where a report is about one of them, and never a deputy then, who works for that person; else the role
 * above, and at last the fallback. Somebody who is away is better than nobody, so absence is forgotten in the end.
 */
export function holders(authority: Authority, role: string, day: string, leftOut: Set<string>): Holders {
  const on = { authority, day, leftOut }
  for (const [at, of] of chain(on, role).entries()) {
    const found = inRole(on, of)
    if (found) return at === 0 ? found : { ...found, because: whyNot(on, role) }
  }
  const awayToo = (authority.roles[role]?.people ?? []).filter(person => !leftOut.has(person))
  return {
    role,
    people: awayToo,
    rooms: [],
    because: awayToo.length > 0 ? 'everybody who could be told is away' : 'nobody is left to tell',
  }
}

/** The deputies of a role who are there; none where a report is about somebody who holds it. */
export function deputies(authority: Authority, id: string, day: string, leftOut: Set<string>): string[] {
  const role = authority.roles[id]
  return role && !isAbout(role, leftOut) ? present(authority, role.deputies, day, leftOut) : []
}

function present(authority: Authority, people: string[], day: string, leftOut: Set<string>): string[] {
  return people.filter(id => !leftOut.has(id) && !(authority.people[id]?.away ?? []).some(days => within(days, day)))
}

function inRole({ authority, day, leftOut }: Day, id: string): Holders | undefined {
  const role = authority.roles[id]
  if (!role) return undefined
  const people = present(authority, role.people, day, leftOut)
  const rooms = role.rooms.filter(
    room => !(authority.rooms[room]?.['read by'] ?? []).some(reader => leftOut.has(reader)),
  )
  if (people.length > 0) return { role: id, people, rooms }
  const standIns = deputies(authority, id, day, leftOut)
  if (standIns.length + rooms.length === 0) return undefined
  return { role: id, people: standIns, rooms, ...(standIns.length > 0 ? { because: notThere(role) } : {}) }
}

/** The role, those that stand in for it, and the fallback, each once, in the order they are asked. */
function chain({ authority, leftOut }: Day, first: string): string[] {
  const order: string[] = []
  const add = (id: string | undefined): void => {
    const role = id === undefined ? undefined : authority.roles[id]
    if (id === undefined || !role || order.includes(id)) return
    order.push(id)
    if (isAbout(role, leftOut)) role.instead.forEach(add)
    add(role.head)
  }
  add(first)
  add(authority.fallback)
  return order
}

function isAbout(role: Role, leftOut: Set<string>): boolean {
  return role.people.some(person => leftOut.has(person))
}

function whyNot({ authority, leftOut }: Day, id: string): string {
  const role = authority.roles[id]
  if (!role) return 'there is no such role'
  if (isAbout(role, leftOut)) return `instead of the ${role.name}, whom it may be about`
  return notThere(role)
}

function notThere(role: Role): string {
  return role.people.length > 0 ? `the ${role.name} is away` : `nobody holds the post of ${role.name} yet`
}
