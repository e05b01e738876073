import type { Authority } from '../../authorities/authority.ts'
import { record } from '../../db/audit.ts'
import type { Transaction } from '../../db/database.ts'
import type { Seal } from '../../db/seal.ts'
import type { DeskHere } from '../../desks/receives.ts'
import { after } from '../calendar.ts'
import type { Case } from '../case.ts'
import { change } from '../change.ts'
import { owe, placesOf } from '../deliveries.ts'
import { endDrill } from '../drill/end.ts'
import { addRemark, type Line } from '../history.ts'
import type { LeftOut } from '../left-out.ts'
import { asSignpost, type Parts } from '../parts.ts'
import { postsNow } from '../posts.ts'
import { openTo, readersOf, rolesOn } from '../readers.ts'
import { tellDesk } from '../tell.ts'
import { climb } from './ladder.ts'
import { clocksOf, remindNext } from './side-clocks.ts'
import { assignBy } from './standing.ts'
import { setTimer, stopTimer, type Timer } from './timers.ts'

/** A timer of a case that is due, with all that acting on it needs. The case is locked. */
export interface Lapse {
  parts: Parts
  tx: Transaction
  seal: Seal
  authority: Authority
  desk: DeskHere
  found: Case
  leftOut: LeftOut
  timer: Timer
  now: Date
}

/** What happens when a moment that a case waits for is past. Nothing here asks how long past: it may be days. */
export async function lapse(lapsed: Lapse): Promise<void> {
  const { name } = lapsed.timer
  if (lapsed.found.drill) await endDrill(lapsed.parts, lapsed, lapsed.now)
  else if (name === 'ladder') await climbed(lapsed)
  else if (name === 'assign') await unassigned(lapsed)
  else if (name === 'update') await silent(lapsed)
  else await ending(lapsed, Number(name.slice('clock:'.length)))
}

async function climbed(lapsed: Lapse): Promise<void> {
  const { step, first } = await climb(lapsed.tx, { ...lapsed, about: 'reminder' }, lapsed.now)
  // The last step comes again every few minutes: the history says once that it was reached, the audit each time.
  if (first) await remark(lapsed, 'reminder', step)
  await audited(lapsed, 'reminded', step)
}

/** Somebody took it up, and nobody is named for it: they are reminded, and then it waits for the whole desk again. */
async function unassigned(lapsed: Lapse): Promise<void> {
  const { parts, tx, authority, found, timer, now } = lapsed
  const end = assignBy(authority, found, timer.began)
  if (now < end) {
    await tellOwner(lapsed, 'unassigned')
    await setTimer(tx, found.id, { ...timer, due: end, step: 1 })
    return audited(lapsed, 'reminded', 'unassigned')
  }
  const press = { move: 'return', note: 'Taken up, and then nobody was named for it in time.' } as const
  const became = await change(parts, { ...lapsed, by: asSignpost(authority, now), side: 'signpost', press })
  await record(
    tx,
    { who: 'signpost', act: 'return', what: found.reference, was: found.state, became: became.state },
    now,
  )
}

/** The reporter has waited for a word as long as we promised at most. From the second time on, the posts above hear of it too. */
async function silent(lapsed: Lapse): Promise<void> {
  const { tx, authority, found, timer, now } = lapsed
  await tellOwner(lapsed, 'silent')
  if (timer.step > 0) await tellAbove(lapsed, 'silent')
  const due = after(authority, found.pace.calendar, now, found.pace.update)
  await setTimer(tx, found.id, { ...timer, due, step: timer.step + 1 })
  await audited(lapsed, 'reminded', 'silent')
}

async function ending(lapsed: Lapse, number: number): Promise<void> {
  const { tx, found, timer, now } = lapsed
  const clock = (await clocksOf(tx, found.id)).find(one => one.number === number)
  if (!clock || clock.met) return stopTimer(tx, found.id, timer.name)
  const over = clock.due <= now
  await tellOwner(lapsed, 'clock', timer.name)
  if (over) await tellAbove(lapsed, 'clock', timer.name)
  if (over && timer.step < 2) await remark(lapsed, 'clock', String(number))
  await setTimer(tx, found.id, { ...timer, due: remindNext(clock, now), step: over ? 2 : 1 })
  await audited(lapsed, 'reminded', over ? 'clock-over' : 'clock')
}

async function tellOwner({ tx, authority, found, leftOut, now }: Lapse, about: OwnerAbout, regarding?: string) {
  await tellDesk(tx, authority, found, leftOut, about, now, regarding)
}
type OwnerAbout = 'unassigned' | 'silent' | 'clock'

/** The posts above those that have the case may read it from then on. */
async function tellAbove({ tx, authority, found, leftOut, now }: Lapse, about: OwnerAbout, regarding?: string) {
  const heads = (await readersOf(tx, found)).map(role => authority.roles[role]?.head)
  const above = postsNow(authority, heads, leftOut.all, now)
  await openTo(tx, found, rolesOn(authority, above, leftOut.all), now)
  await owe(tx, authority, found, about, placesOf(authority, above, leftOut.all), now, regarding)
}

async function remark({ tx, seal, found, now }: Lapse, move: Line['move'], detail: string): Promise<void> {
  await addRemark(tx, seal, found, { at: now, who: 'signpost', from: 'signpost', move, detail })
}

async function audited({ tx, found, now }: Lapse, act: string, became: string): Promise<void> {
  await record(tx, { who: 'signpost', act, what: found.reference, became }, now)
}
