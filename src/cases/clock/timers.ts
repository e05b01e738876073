import type { Transaction } from '../../db/database.ts'
import { sql } from '../../db/sql.ts'

/** A moment that a case waits for. It stands in the database, so that no restart forgets it, and is acted on whenever it is past. */
export interface Timer {
  name: TimerName
  /** From when its time is counted. */
  began: Date
  due: Date
  /** What comes next when it is due; what that means, each timer says itself. */
  step: number
}

/**
 * `ladder`: nobody deals with it yet. `assign`: somebody took it up, and nobody is named for it. `update`: somebody deals with it,
 * and the reporter waits for a word. `clock:1`: one that the law sets. An open case always has one of the first three.
 */
export type TimerName = Standing | `clock:${number}`
export type Standing = 'ladder' | 'assign' | 'update'

export async function setTimer(
  tx: Pick<Transaction, 'run'>,
  caseId: string,
  { name, began, due, step }: Timer,
): Promise<void> {
  await tx.run(sql`
    insert into timer (case_id, name, began, due, step)
    values (${caseId}, ${name}, ${began.getTime()}, ${due.getTime()}, ${step})
    on conflict (case_id, name) do update set began = excluded.began, due = excluded.due, step = excluded.step`)
}

export async function stopTimer(tx: Pick<Transaction, 'run'>, caseId: string, name: TimerName): Promise<void> {
  await tx.run(sql`delete from timer where case_id = ${caseId} and name = ${name}`)
}

export interface TimerRow {
  name: TimerName
  began: number
  due: number
  step: number
}

export function timerFrom({ name, began, due, step }: TimerRow): Timer {
  return { name, began: new Date(began), due: new Date(due), step }
}

export async function timerOf(
  from: Pick<Transaction, 'row'>,
  caseId: string,
  name: TimerName,
): Promise<Timer | undefined> {
  const row = await from.row<TimerRow>(sql`
    select name, began, due, step from timer where case_id = ${caseId} and name = ${name}`)
  return row && timerFrom(row)
}

export async function timersOf(from: Pick<Transaction, 'rows'>, caseId: string): Promise<Timer[]> {
  const rows = await from.rows<TimerRow>(sql`
    select name, began, due, step from timer where case_id = ${caseId} order by due, name`)
  return rows.map(timerFrom)
}
