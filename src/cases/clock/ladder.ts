import type { Authority } from '../../authorities/authority.ts'
import type { Transaction } from '../../db/database.ts'
import type { Pace } from '../../desks/desk.ts'
import type { DeskHere } from '../../desks/receives.ts'
import { type Route, route } from '../../desks/route.ts'
import { after } from '../calendar.ts'
import type { Case } from '../case.ts'
import { type About, owe, placesOf } from '../deliveries.ts'
import type { LeftOut } from '../left-out.ts'
import type { PaceHere } from '../pace.ts'
import { openTo, rolesOn } from '../readers.ts'
import { setTimer, type Timer, timerOf } from './timers.ts'

/** The timer "ladder" runs while nobody says that they deal with a case. Its step is the one that comes next. */
export async function startLadder(
  tx: Pick<Transaction, 'run'>,
  authority: Authority,
  { id, pace }: Pick<Case, 'id' | 'pace'>,
  now: Date,
): Promise<void> {
  await setTimer(tx, id, { name: 'ladder', began: now, due: stepDue(authority, pace, now, 0), step: 0 })
}

/**
 * When a step is due that is counted from the beginning. Where somebody outside needs an answer by a time, the steps share what is
 * left until then, since a ladder that ends after the deadline helps nobody: of four steps the first comes after a quarter of it.
 */
export function stepDue(authority: Authority, pace: PaceHere, began: Date, step: number): Date {
  const { calendar, ladder, deadline, 'then every': every } = pace
  const planned = after(authority, calendar, began, ladder[step]?.after ?? every)
  if (deadline === undefined || deadline <= began.getTime()) return planned
  const share = ((deadline - began.getTime()) * (step + 1)) / ladder.length
  return new Date(Math.min(planned.getTime(), began.getTime() + share))
}

/** By when we say that somebody takes it up: our target, or sooner where a deadline makes the ladder start sooner. */
export function promiseOf(authority: Authority, pace: PaceHere, from: Date): Date {
  const target = after(authority, pace.calendar, from, pace.acknowledge)
  const first = stepDue(authority, pace, from, 0)
  return pace.deadline !== undefined && first < target ? first : target
}

export interface Climbing {
  authority: Authority
  desk: DeskHere
  found: Case
  leftOut: LeftOut
  about: About
}

/** What a climb came to: the highest step that was taken, and whether that was for the first time. */
export interface Climbed {
  step: Pace['ladder'][number]['tell']
  first: boolean
}

/**
 * Takes the next step: tells those on it, opens the case to them, and sets when the step after it is due. After a time in which
 * the program did not run, all steps that were due meanwhile are taken as one, and the ladder stands where it should.
 */
export async function climb(
  tx: Transaction,
  { authority, desk, found, leftOut, about }: Climbing,
  now: Date,
): Promise<Climbed> {
  const timer = (await timerOf(tx, found.id, 'ladder')) ?? { name: 'ladder', began: now, due: now, step: 0 }
  const { ladder } = found.pace
  const reached = Math.max(timer.step, highestDue(authority, found.pace, timer, now))
  const told = route(authority, desk, { subtype: found.subtype, urgent: found.urgent, about: leftOut.named }, now)
  const steps = ladder.slice(Math.min(timer.step, ladder.length - 1), reached + 1).map(({ tell }) => tell)
  const places = steps.flatMap(step => onStep(told, step))
  await openTo(tx, found, rolesOn(authority, places, leftOut.all), now)
  await owe(tx, authority, found, about, placesOf(authority, places, leftOut.all), now)
  await setTimer(tx, found.id, {
    ...timer,
    due: nextDue(authority, found.pace, timer, reached, now),
    step: reached + 1,
  })
  return { step: steps.at(-1) ?? 'again', first: timer.step < ladder.length }
}

/** The last step whose time has come, however many were missed; the one before the first where none has. */
function highestDue(authority: Authority, pace: PaceHere, { began }: Timer, now: Date): number {
  const due = pace.ladder.map((_, step) => stepDue(authority, pace, began, step) <= now)
  return due.lastIndexOf(true)
}

/** The last step comes again and again, until a person acts. */
function nextDue(authority: Authority, pace: PaceHere, { began }: Timer, reached: number, now: Date): Date {
  const counted = reached + 1 < pace.ladder.length ? stepDue(authority, pace, began, reached + 1) : undefined
  return counted && counted > now ? counted : after(authority, pace.calendar, now, pace['then every'])
}

/** Those on a step; where nobody is on it, those on the next, and at last those who were told at first. */
function onStep(told: Route, step: Climbed['step']): Route['first'] {
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
