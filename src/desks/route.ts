import type { Authority } from '../authorities/authority.ts'
import { inHours, localTime, preElection } from '../authorities/hours.ts'
import { type Standing, standing } from './grounds.ts'
import { deputies, type Holders, holders } from './holders.ts'
import type { DeskHere, Grounds, Rule } from './receives.ts'

/** As much of a report as decides who is told. */
export interface Kind {
  subtype: string
  urgent: boolean
  /** The people whom the reporter says it is about, by id. */
  about?: string[]
}

/** As much of a moment as decides it. */
export interface Moment {
  day: string
  time: 'in hours' | 'out of hours'
  preElection?: { why: string; to: string }
}

/** A role that is told, with whoever holds it now, and what that rests on. */
export interface Destination extends Holders, Standing {
  /** The role that was to be told; `role` is another where one stands in for it. */
  meant: string
}

export interface Route {
  /** Told at once, in this order. */
  first: Destination[]
  /** Told step by step while nobody acts. A step may be empty: then the next is taken. */
  deputy: Destination[]
  head: Destination[]
  fallback: Destination[]
  /** Sent nothing until the role named passes something on. */
  agencies: ({ agency: string; passedOnBy: string } & Standing)[]
  otherWays: ({ says: string } & Standing)[]
  /** The roles among the first that are told because an election is near, and the dates that say so. */
  election?: { roles: string[]; why: string; to: string }
  /** Those who see nothing of it, nor that it exists. */
  leftOut: string[]
  moment: Moment
  reachesNobody: boolean
}

/** Who is told of a report in one council, now. */
export function route(authority: Authority, desk: DeskHere, kind: Kind, now: Date): Route {
  const { day } = localTime(authority, now)
  const election = preElection(authority, day)
  const time = inHours(authority, now) ? 'in hours' : 'out of hours'
  return routeAt(authority, desk, kind, { day, time, ...(election ? { preElection: election } : {}) })
}

/** Those who are told at once: where nobody is left of those who should be, whoever stands behind them all. */
export function toldAtOnce({ reachesNobody, first, fallback }: Route): Destination[] {
  return reachesNobody ? fallback : first
}

/** The same for a moment of which only this much is known: a table of all routes is made so. */
export function routeAt(authority: Authority, desk: DeskHere, kind: Kind, moment: Moment): Route {
  const leftOut = new Set(leftOutOf(authority, desk, kind.about ?? []))
  const on = (meant: string, grounds: Grounds): Destination => ({
    meant,
    ...holders(authority, meant, moment.day, leftOut),
    ...standing(authority, grounds),
  })
  const rule = desk['who receives'].find(({ when }) => fits(when, kind, moment))
  const election = electionOf(authority, desk, kind, moment)
  const first = [
    ...(rule?.tell ?? []).flatMap(told => (told.role ? [on(told.role, told)] : [])),
    ...(election?.roles ?? []).map(role => on(role, electionGrounds)),
  ]
  const above = [...new Set(first.flatMap(({ role }) => authority.roles[role]?.head ?? []))]
  const last = authority.fallback ? [authority.fallback] : []
  return {
    first,
    deputy: first.flatMap(({ role, ...grounds }) => {
      const people = deputies(authority, role, moment.day, leftOut)
      return people.length > 0 ? [{ ...grounds, role, people, rooms: [] }] : []
    }),
    head: above.map(role => on(role, ladderGrounds)),
    fallback: last.map(role => on(role, ladderGrounds)),
    agencies: (rule?.tell ?? []).flatMap(({ agency, 'passed on by': passedOnBy, ...grounds }) =>
      agency && passedOnBy ? [{ agency, passedOnBy, ...standing(authority, grounds) }] : [],
    ),
    otherWays: (rule?.['other way'] ?? []).map(({ says, ...grounds }) => ({ says, ...standing(authority, grounds) })),
    ...(election ? { election } : {}),
    leftOut: [...leftOut],
    moment,
    reachesNobody: first.every(({ people, rooms }) => people.length + rooms.length === 0),
  }
}

function fits(when: Rule['when'], { subtype, urgent }: Kind, { time, preElection: election }: Moment): boolean {
  if (!when) return true
  return (
    (when['sub-type'] === undefined || when['sub-type'].includes(subtype)) &&
    (when.urgent === undefined || when.urgent === urgent) &&
    (when.time === undefined || when.time === time) &&
    (when['pre-election'] === undefined || when['pre-election'] === (election !== undefined))
  )
}

function leftOutOf(authority: Authority, desk: DeskHere, about: string[]): string[] {
  if (desk['leave out'] !== 'their managers') return about
  return [...about, ...about.flatMap(id => authority.people[id]?.manager ?? [])]
}

function electionOf(authority: Authority, desk: DeskHere, kind: Kind, moment: Moment): Route['election'] {
  const matters = desk['pre-election'] || desk['sub-types'][kind.subtype]?.['pre-election']
  const roles = authority['pre-election']?.tell ?? []
  return moment.preElection && matters && roles.length > 0 ? { roles, ...moment.preElection } : undefined
}

const electionGrounds: Grounds = { 'our choice': 'the law on publicity before an election' }
const ladderGrounds: Grounds = { 'our choice': 'our ladder, while nobody has acted' }
