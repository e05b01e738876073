import type { Authority } from '../../authorities/authority.ts'
import { type Cell, cellsOf } from '../../desks/cells.ts'
import type { DeskHere } from '../../desks/receives.ts'
import { placesOf, type To } from '../deliveries.ts'

/** The reports of one desk that go to the same people and rooms. */
export interface DrillRoute {
  desk: DeskHere
  told: To[]
  /** The kinds of report, and the times, that go there. Never empty; the most everyday one is first. */
  cells: [Cell, ...Cell[]]
}

/** Every set of people and rooms that reports of some desk are told to, on one day: whoever is away then is left in peace. */
export function routesOn(authority: Authority, desks: DeskHere[], day: string): DrillRoute[] {
  const routes = new Map<string, DrillRoute>()
  for (const cell of cellsOf(authority, desks, day)) {
    const told = [...new Set(placesOf(authority, cell.route.first, []))].sort()
    const key = [cell.desk.id, ...told].join(' ')
    const known = routes.get(key)
    if (known) known.cells.push(cell)
    else routes.set(key, { desk: cell.desk, told, cells: [cell] })
  }
  return [...routes.values()]
}

/**
 * As few notices as reach everybody who is on some route. Somebody who is on twelve is asked once where that can be: whoever gets
 * twelve drills learns to delete them. Which is best is found by beginning with each route in turn; a council has about twenty.
 */
export function fewest(routes: readonly DrillRoute[]): DrillRoute[] {
  const notices = (chosen: DrillRoute[]) => chosen.reduce((sum, { told }) => sum + told.length, 0)
  const all = routes.filter(({ told }) => told.length > 0).map(first => covering(routes, [first]))
  return all.sort((a, b) => notices(a) - notices(b) || a.length - b.length)[0] ?? []
}

/** Takes what reaches the most who were not reached yet for the fewest who were, and leaves out what that makes needless. */
function covering(routes: readonly DrillRoute[], chosen: DrillRoute[]): DrillRoute[] {
  const reached = new Set(chosen.flatMap(({ told }) => told))
  const [next] = routes
    .map(route => ({ route, fresh: route.told.filter(to => !reached.has(to)).length }))
    .filter(({ fresh }) => fresh > 0)
    .sort((a, b) => a.route.told.length / a.fresh - b.route.told.length / b.fresh || b.fresh - a.fresh)
  if (next) return covering(routes, [...chosen, next.route])
  return chosen.reduce((kept, route) => {
    const others = new Set(kept.filter(one => one !== route).flatMap(({ told }) => told))
    return route.told.every(to => others.has(to)) ? kept.filter(one => one !== route) : kept
  }, chosen)
}
