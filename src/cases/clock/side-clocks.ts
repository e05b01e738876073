import type { Authority } from '../../authorities/authority.ts'
import type { Transaction } from '../../db/database.ts'
import { sql } from '../../db/sql.ts'
import type { Answers } from '../../desks/answers.ts'
import { momentAnswered } from '../../desks/moment.ts'
import type { DeskHere } from '../../desks/receives.ts'
import { sideClocksOf } from '../../desks/side-clocks.ts'
import { clockEnds } from '../calendar.ts'
import type { Case } from '../case.ts'
import { setTimer, stopTimer } from './timers.ts'

/** A clock that the law or the council's own document sets on a case. Its words stay with the case, whatever the settings say later. */
export interface Clock {
  number: number
  name: string
  law: string
  began: Date
  due: Date
  /** When somebody said that it was kept, and who. */
  met?: { at: Date; by: string }
}

/** Starts the clocks of a report that is new. One may have begun before the report came, and may even be over. */
export async function startClocks(
  tx: Pick<Transaction, 'run'>,
  authority: Authority,
  desk: DeskHere,
  found: Case,
  answers: Answers,
): Promise<void> {
  await start(tx, found.id, clocksFor(authority, desk, found, answers), 0)
}

/** Starts those of another desk, beside the clocks that the case may have. */
export async function addClocks(
  tx: Pick<Transaction, 'rows' | 'run'>,
  authority: Authority,
  desk: DeskHere,
  found: Case,
): Promise<void> {
  const clocks = clocksFor(authority, desk, found, { 'sub-type': found.subtype })
  if (clocks.length > 0) await start(tx, found.id, clocks, (await clocksOf(tx, found.id)).length)
}

type Planned = Omit<Clock, 'number' | 'met'>

function clocksFor(authority: Authority, desk: DeskHere, found: Case, answers: Answers): Planned[] {
  const clocks = found.drill ? [] : sideClocksOf(authority, desk, answers)
  return clocks.map(({ name, law, within, startsAt }) => {
    const began = (startsAt && momentAnswered(authority, answers[startsAt])) || found.opened
    return { name, law, began, due: clockEnds(authority, began, within) }
  })
}

async function start(
  tx: Pick<Transaction, 'run'>,
  caseId: string,
  clocks: readonly Planned[],
  before: number,
): Promise<void> {
  for (const [at, { name, law, began, due }] of clocks.entries()) {
    const number = before + at + 1
    await tx.run(sql`
      insert into side_clock (case_id, number, name, law, began, due)
      values (${caseId}, ${number}, ${name}, ${law}, ${began.getTime()}, ${due.getTime()})`)
    await startClock(tx, caseId, { number, began, due })
  }
}

/** Reminds when a quarter of the time is left, at the end, and then once a day. */
async function startClock(
  tx: Pick<Transaction, 'run'>,
  caseId: string,
  { number, began, due }: Pick<Clock, 'number' | 'began' | 'due'>,
): Promise<void> {
  const quarter = new Date(due.getTime() - (due.getTime() - began.getTime()) / 4)
  await setTimer(tx, caseId, { name: `clock:${number}`, began, due: quarter, step: 0 })
}

/** When a reminder comes after this one. */
export function remindNext({ due }: Clock, now: Date): Date {
  return now < due ? due : new Date(now.getTime() + dayMs)
}

/** A case that is opened again has the clocks again that were not kept. */
export async function resumeClocks(tx: Pick<Transaction, 'rows' | 'run'>, caseId: string): Promise<void> {
  for (const clock of await clocksOf(tx, caseId)) if (!clock.met) await startClock(tx, caseId, clock)
}

export async function meetClock(
  tx: Pick<Transaction, 'run'>,
  caseId: string,
  number: number,
  by: string,
  now: Date,
): Promise<boolean> {
  const met = await tx.run(sql`
    update side_clock set met = ${now.getTime()}, met_by = ${by}
    where case_id = ${caseId} and number = ${number} and met is null`)
  await stopTimer(tx, caseId, `clock:${number}`)
  return met === 1
}

interface Row {
  number: number
  name: string
  law: string
  began: number
  due: number
  met: number | null
  met_by: string | null
}

export async function clocksOf(from: Pick<Transaction, 'rows'>, caseId: string): Promise<Clock[]> {
  const rows = await from.rows<Row>(sql`
    select number, name, law, began, due, met, met_by from side_clock where case_id = ${caseId} order by number`)
  return rows.map(({ number, name, law, began, due, met, met_by }) => ({
    ...{ number, name, law, began: new Date(began), due: new Date(due) },
    ...(met === null ? {} : { met: { at: new Date(met), by: met_by ?? '' } }),
  }))
}

const dayMs = 86_400_000
