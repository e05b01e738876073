import type { Authority } from '../../authorities/authority.ts'
import type { Transaction } from '../../db/database.ts'
import { listed, sql } from '../../db/sql.ts'
import { after } from '../calendar.ts'
import type { Case } from '../case.ts'
import { isUnanswered } from '../moves.ts'
import { startLadder } from './ladder.ts'
import { type Standing, setTimer } from './timers.ts'

/** The timer that a case in this state has. Every open case has one: that is how none is forgotten. */
export function standingOf({ state, open }: Pick<Case, 'state' | 'open'>, safety: boolean): Standing | undefined {
  if (!open) return undefined
  if (isUnanswered(state, safety)) return 'ladder'
  return state === 'acknowledged' ? 'assign' : 'update'
}

/** Starts the timer that belongs to a case as it now is, and stops those that do not; a closed case has none at all. */
export async function standBy(
  tx: Pick<Transaction, 'run'>,
  authority: Authority,
  found: Case,
  safety: boolean,
  now: Date,
): Promise<void> {
  const name = standingOf(found, safety)
  if (!name) return void (await tx.run(sql`delete from timer where case_id = ${found.id}`))
  const others = (['ladder', 'assign', 'update'] as const).filter(other => other !== name)
  await tx.run(sql`delete from timer where case_id = ${found.id} and name in (${listed(others)})`)
  if (name === 'ladder') await startLadder(tx, authority, found, now)
  else if (name === 'assign') await startAssign(tx, authority, found, now)
  else await startUpdate(tx, authority, found, now)
}

/** The desk has shown that it deals with the case: what waits for a word from it begins anew. */
export async function isAlive(
  tx: Pick<Transaction, 'run'>,
  authority: Authority,
  found: Case,
  safety: boolean,
  now: Date,
): Promise<void> {
  const name = standingOf(found, safety)
  if (name === 'assign') await startAssign(tx, authority, found, now)
  if (name === 'update') await startUpdate(tx, authority, found, now)
}

/** Step 0: whoever took it up is reminded, a little before; step 1: it goes back to the desk. */
async function startAssign(tx: Pick<Transaction, 'run'>, authority: Authority, found: Case, now: Date): Promise<void> {
  const end = assignBy(authority, found, now)
  const before = Math.min(hourMs, (end.getTime() - now.getTime()) / 4)
  await setTimer(tx, found.id, { name: 'assign', began: now, due: new Date(end.getTime() - before), step: 0 })
}

/** By when somebody must be named for a case that was taken up at a moment. */
export function assignBy(authority: Authority, { pace }: Pick<Case, 'pace'>, began: Date): Date {
  return after(authority, pace.calendar, began, pace.assign)
}

async function startUpdate(tx: Pick<Transaction, 'run'>, authority: Authority, found: Case, now: Date): Promise<void> {
  const due = after(authority, found.pace.calendar, now, found.pace.update)
  await setTimer(tx, found.id, { name: 'update', began: now, due, step: 0 })
}

const hourMs = 3_600_000
