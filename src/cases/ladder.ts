import type { Authority } from '../authorities/authority.ts'
import type { Transaction } from '../db/database.ts'
import { sql } from '../db/sql.ts'
import type { Pace } from '../desks/desk.ts'
import type { DeskHere } from '../desks/receives.ts'
import { type Route, route } from '../desks/route.ts'
import { after } from './calendar.ts'
import type { Case } from './case.ts'
import { type About, owe, placesOf } from './deliveries.ts'
import type { LeftOut } from './left-out.ts'
import { openTo, rolesOn } from './readers.ts'

/** The timer "ladder" runs while nobody says that they deal with a case. Its step is the one that comes next. */
export async function startLadder(
  tx: Pick<Transaction, 'run'>,
  authority: Authority,
  { id, pace: { calendar, ladder, 'then every': every } }: Pick<Case, 'id' | 'pace'>,
  now: Date,
): Promise<void> {
  const due = after(authority, calendar, now, ladder[0]?.after ?? every)
  await tx.run(sql`
    insert into timer (case_id, name, began, due, step) values (${id}, 'ladder', ${now.getTime()}, ${due.getTime()}, 0)
    on conflict (case_id, name) do update set began = excluded.began, due = excluded.due, step = excluded.step`)
}

export async function stopLadder(tx: Pick<Transaction, 'run'>, { id }: Pick<Case, 'id'>): Promise<void> {
  await tx.run(sql`delete from timer where case_id = ${id} and name = 'ladder'`)
}

export interface Climbing {
  authority: Authority
  desk: DeskHere
  found: Case
  leftOut: LeftOut
  about: About
}

/** Takes the next step: tells those on it, opens the case to them, and sets when the step after it is due. */
export async function climb(
  tx: Transaction,
  { authority, desk, found, leftOut, about }: Climbing,
  now: Date,
): Promise<void> {
  const timer = (await tx.row<{ began: number; step: number }>(sql`
    select began, step from timer where case_id = ${found.id} and name = 'ladder'`)) ?? {
    began: now.getTime(),
    step: 0,
  }
  const { calendar, ladder, 'then every': every } = found.pace
  const told = route(authority, desk, { subtype: found.subtype, urgent: found.urgent, about: leftOut.named }, now)
  const places = onStep(told, ladder[Math.min(timer.step, ladder.length - 1)]?.tell ?? 'again')
  await openTo(tx, found, rolesOn(authority, places, leftOut.all), now)
  await owe(tx, found, about, placesOf(authority, places, leftOut.all), now)

  const next = ladder[timer.step + 1]
  const fromBeginning = next && after(authority, calendar, new Date(timer.began), next.after)
  const due = fromBeginning && fromBeginning > now ? fromBeginning : after(authority, calendar, now, every)
  await tx.run(sql`
    insert into timer (case_id, name, began, due, step)
    values (${found.id}, 'ladder', ${timer.began}, ${due.getTime()}, ${timer.step + 1})
    on conflict (case_id, name) do update set due = excluded.due, step = excluded.step`)
}

/** Those on a step; where nobody is on it, those on the next, and at last those who were told at first. */
function onStep(told: Route, step: Pace['ladder'][number]['tell']): Route['first'] {
  const steps = [
    ['again', told.first],
    ['deputy', told.deputy],
    ['head', told.head],
    ['fallback', told.fallback],
  ] as const
  const from = steps.slice(steps.findIndex(([name]) => name === step)).map(([, places]) => places)
  return (
    [...from, told.first].find(places => places.some(({ people, rooms }) => people.length + rooms.length > 0)) ?? []
  )
}
