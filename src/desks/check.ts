import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Authority } from '../authorities/authority.ts'
import { type Cell, cellsOf } from './cells.ts'
import type { Holds } from './names.ts'
import type { Mode } from './practice.ts'
import { lookAtDesks, lookAtDesksOf } from './read.ts'
import { type Route, routeAt } from './route.ts'

/** What is to be checked. */
export interface Checks {
  policies: string
  authorities: Authority[]
  mode: Mode
  /** Whether a policy is held, and has a clause: who calls this knows, for no desk reads a document. */
  holds: Holds
  /** Whether a mail holds a way to act on it. Without one, whoever is told by mail alone can only read that something came. */
  mailsLead?: boolean
}

/**
 * Everything that is wrong with the desks, a sentence each: what cannot be read, what names somebody or a clause that is
 * not there, and where a report would end with nobody. Live, a pretend person is nobody too, nor may a post be unfilled.
 */
export function checkDesks({ policies, authorities, mode, holds, mailsLead = true }: Checks): string[] {
  const { desks, mistakes } = lookAtDesks(policies)
  if (mistakes.length > 0) return mistakes
  return authorities.flatMap(authority => {
    const file = join(policies, authority.id, 'authority.yaml')
    if (!existsSync(join(policies, authority.id, 'desks.yaml'))) {
      return mode === 'live'
        ? [`${authority.name} has no desks.yaml, so no report could reach anybody. Write one, or set MODE=practice.`]
        : []
    }
    const { desks: here, mistakes } = lookAtDesksOf(policies, authority, desks, holds)
    if (mistakes.length > 0) return mistakes
    const cells = cellsOf(authority, here)
    const says = [
      ...(authority.fallback
        ? []
        : ['no fallback is named, so a report that nobody takes up would end nowhere. Add "fallback:" and a role.']),
      ...nowhere(authority, cells),
      ...(mode === 'live' ? [...notReal(authority, cells), ...helpless(authority, cells, mailsLead)] : []),
    ]
    return says.map(sentence => `${file}: ${sentence}`)
  })
}

/** Routes that reach nobody; and those that would reach nobody if the report were about somebody who is told. */
function nowhere(authority: Authority, cells: Cell[]): string[] {
  const empty = cells.filter(({ route }) => route.reachesNobody)
  if (empty.length > 0)
    return [`these reports end with nobody: ${routesIn(empty)}. Give the roles that receive them people or rooms.`]
  const about = new Map<string, Cell[]>()
  for (const cell of cells) {
    const { desk, subtype, urgent, route } = cell
    for (const person of route.first.flatMap(({ people }) => people)) {
      const without = routeAt(authority, desk, { subtype, urgent, about: [person] }, route.moment)
      if (without.reachesNobody) about.set(person, [...(about.get(person) ?? []), cell])
    }
  }
  return [...about].map(
    ([person, of]) =>
      `a report about ${authority.people[person]?.name ?? person} would end with nobody (${routesIn(of)}). Name a role that is told instead, with "instead:" under the role they hold.`,
  )
}

/** For live use: every post on a route that only pretend people hold, or nobody. */
function notReal(authority: Authority, cells: Cell[]): string[] {
  const lines = [...authority['emergency lines'], ...authority['out-of-hours lines']].filter(({ pretend }) => pretend)
  const agencies = new Set(cells.flatMap(({ route }) => route.agencies.map(({ agency }) => agency)))
  return [
    ...rolesWithCells(authority, cells).flatMap(([role, on]) => roleMistake(authority, role, on)),
    ...[...agencies]
      .filter(id => authority.agencies[id]?.pretend)
      .map(
        id =>
          `the agency "${authority.agencies[id]?.name}" is pretend. Write its real address, and take "pretend" away.`,
      ),
    ...lines.map(({ name }) => `the line "${name}" is pretend. Write the real number, and take "pretend" away.`),
  ]
}

/** Posts that are told on ways on which they could do nothing, or would not even be called. */
function helpless(authority: Authority, cells: Cell[], mailsLead: boolean): string[] {
  return rolesWithCells(authority, cells).flatMap(([id, on]) => {
    const { name = id, people = [], rooms = [] } = authority.roles[id] ?? {}
    const reach = [...people.map(one => authority.people[one]), ...rooms.map(one => authority.rooms[one])]
    const ways = new Set(
      reach.flatMap(one => (one?.reach ?? []).map(address => address.slice(0, address.indexOf(':')))),
    )
    if (ways.size === 0 || ways.has('slack') || ways.has('teams') || (ways.has('email') && mailsLead)) return []
    return ways.has('email')
      ? [
          `the role "${name}" is reached by mail alone, and without PUBLIC_URL a mail leads nowhere: nobody could take up what it tells of. Reports that end there: ${routesIn(on)}. Set PUBLIC_URL, or add a way in Slack or Teams.`,
        ]
      : [
          `the role "${name}" is reached on the web page alone, which calls nobody. Reports that end there: ${routesIn(on)}. Add email:, slack: or teams: to "reach".`,
        ]
  })
}

function roleMistake(authority: Authority, id: string, cells: Cell[]): string[] {
  const role = authority.roles[id]
  if (!role) return []
  const routes = routesIn(cells)
  const pretend = [
    ...[...role.people, ...role.deputies].filter(person => authority.people[person]?.pretend),
    ...role.rooms.filter(room => authority.rooms[room]?.pretend),
  ]
  if (pretend.length > 0) {
    return [
      `the role "${role.name}" is held by pretend people or rooms (${pretend.join(', ')}). Reports that end there: ${routes}. Put real ones in their place.`,
    ]
  }
  if (role.people.length + role.rooms.length === 0)
    return [`nobody holds the role "${role.name}". Reports that end there: ${routes}. Name the people who do.`]
  return []
}

function rolesWithCells(authority: Authority, cells: Cell[]): [role: string, on: Cell[]][] {
  const roles = new Map<string, Cell[]>()
  for (const cell of cells) {
    for (const role of rolesOn(authority, cell.route)) roles.set(role, [...(roles.get(role) ?? []), cell])
  }
  return [...roles]
}

/** The roles on a route: those named, those that stand in for them, and those above them. */
function rolesOn(authority: Authority, { first, head, fallback, agencies }: Route): string[] {
  const told = [...first, ...head, ...fallback].flatMap(({ meant, role }) => [meant, role])
  const instead = told.flatMap(role => authority.roles[role]?.instead ?? [])
  return [...new Set([...told, ...instead, ...agencies.map(({ passedOnBy }) => passedOnBy)])]
}

/** `press (enquiry, story), content`: the routes of some cells, by desk, and by sub-type where it is not the whole desk. */
function routesIn(cells: Cell[]): string {
  const desks = [...new Set(cells.map(({ desk }) => desk))]
  return desks
    .map(desk => {
      const subtypes = [...new Set(cells.filter(cell => cell.desk === desk).map(({ subtype }) => subtype))]
      const all = subtypes.length === Object.keys(desk['sub-types']).length
      return all ? desk.id : `${desk.id} (${subtypes.join(', ')})`
    })
    .join(', ')
}
