import type { Authority } from '../../authorities/authority.ts'
import { localTime } from '../../authorities/hours.ts'
import { sql } from '../../db/sql.ts'
import { partsOf, type To } from '../deliveries.ts'
import { authorityOf, type Parts } from '../parts.ts'
import { kindsOf } from './kinds.ts'
import { routesOn } from './plan.ts'

/** What came of the last drill of one council, route by route as the settings have them now. */
export interface DrillReport {
  began: Date
  routes: { desk: string; kinds: string; told: DrillTold[] }[]
  /** Whether everybody on every route was reached, and answered. */
  allAnswered: boolean
}

/** One person or room. Of a room it is enough that one of its readers answered. */
export interface DrillTold {
  name: string
  reached?: Date
  /** It arrived, but not on the first way to them: that one is dead. */
  deadWay: boolean
  /** Why it has not arrived, in a word; `not-asked`: it did not have them; the settings have changed, or it was cut short. */
  problem?: string
  answered?: Date
}

/** Nothing where no drill was ever held. Those who answer after it has ended count all the same. */
export async function drillReport(parts: Parts, council: string): Promise<DrillReport | undefined> {
  const authority = authorityOf(parts, council)
  const last = await parts.db.row<{ at: number | null }>(sql`
    select max(opened) as at from cases where authority = ${authority.id} and drill = 1`)
  if (last?.at == null) return undefined
  const began = new Date(last.at)
  const run = await runOf(parts, authority, began)
  const all = routesOn(authority, parts.desksOf(authority), localTime(authority, began).day)
  const routes = all.map(route => ({
    desk: route.desk.name,
    kinds: kindsOf(route, all.filter(({ desk }) => desk === route.desk).length === 1),
    told: route.told.map(to => toldOf(authority, run, to)),
  }))
  const answered = (told: DrillTold[]) => told.length > 0 && told.every(({ answered }) => answered !== undefined)
  return { began, routes, allAnswered: routes.every(({ told }) => answered(told)) }
}

interface Run {
  notices: {
    destination: To
    state: string
    ended: number | null
    problem: string | null
    dead: number
  }[]
  seen: { who: string; first_at: number }[]
}

/** All reports of one drill were opened at the same moment. */
async function runOf({ db }: Parts, { id }: Authority, began: Date): Promise<Run> {
  const which = sql`case_id in (
    select id from cases where authority = ${id} and drill = 1 and opened = ${began.getTime()})`
  const [notices, seen] = await Promise.all([
    db.rows<Run['notices'][number]>(sql`
      select destination, state, ended, problem, dead from delivery where about = 'opened' and ${which}`),
    db.rows<Run['seen'][number]>(sql`select who, first_at from seen where ${which}`),
  ])
  return { notices, seen }
}

function toldOf(authority: Authority, { notices, seen }: Run, to: To): DrillTold {
  const [kind, id] = partsOf(to)
  const known = kind === 'room' ? authority.rooms[id] : authority.people[id]
  const theirs = notices.filter(({ destination }) => destination === to)
  const arrived = theirs.filter(({ state }) => state === 'delivered')
  const readers = kind === 'room' ? (authority.rooms[id]?.['read by'] ?? []) : [id]
  const acts = seen.filter(({ who }) => readers.includes(who))
  const [reached, answered] = [
    first(arrived.map(({ ended }) => ended ?? 0)),
    first(acts.map(({ first_at }) => first_at)),
  ]
  return {
    name: known?.name ?? id,
    deadWay: arrived.some(({ dead }) => dead !== 0),
    ...(reached ? { reached } : { problem: theirs[0] ? (theirs[0].problem ?? 'waits') : 'not-asked' }),
    ...(answered ? { answered } : {}),
  }
}

function first(times: number[]): Date | undefined {
  return times.length > 0 ? new Date(Math.min(...times)) : undefined
}
