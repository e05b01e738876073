import type { Authority } from '../authorities/authority.ts'
import type { DeskHere } from './receives.ts'
import { type Moment, type Route, routeAt } from './route.ts'

/** One cell of the table of routes. */
export interface Cell {
  desk: DeskHere
  subtype: string
  urgent: boolean
  time: Moment['time']
  preElection: boolean
  route: Route
}

/** Every route there is in one council, on a day when nobody is away, or on one that is named. */
export function cellsOf(authority: Authority, desks: DeskHere[], day = noDay): Cell[] {
  return desks.flatMap(desk =>
    Object.keys(desk['sub-types']).flatMap(subtype =>
      bools.flatMap(urgent =>
        times.flatMap(time =>
          bools.map(preElection => {
            const election = preElection ? { preElection: { why: 'an election', to: 'polling day' } } : {}
            const moment = { day, time, ...election }
            return {
              desk,
              subtype,
              urgent,
              time,
              preElection,
              route: routeAt(authority, desk, { subtype, urgent }, moment),
            }
          }),
        ),
      ),
    ),
  )
}

const bools = [false, true]
const times = ['in hours', 'out of hours'] as const
/** Before any day that somebody is away. */
const noDay = '0000-01-01'
