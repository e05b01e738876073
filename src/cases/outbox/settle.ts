import { record } from '../../db/audit.ts'
import type { Transaction } from '../../db/database.ts'
import { type Sql, sql } from '../../db/sql.ts'
import { type Case, type CaseRow, caseOf } from '../case.ts'
import { isTimeFor } from '../chore.ts'
import { type AboutProgram, owe, oweProgram, placesOf } from '../deliveries.ts'
import { isNameless } from '../identity.ts'
import { leftOutOf } from '../left-out.ts'
import { authorityOf, type Parts } from '../parts.ts'
import { postsNow } from '../posts.ts'
import { openTo, rolesOn } from '../readers.ts'
import { tellDesk } from '../tell.ts'
import { nextPlace, patienceMs, pauseMs, triedMs } from './addresses.ts'
import { type Row, stillHas } from './claim.ts'
import type { Composed } from './composed.ts'
import { keepPosted } from './posted.ts'
import type { Sent } from './sent.ts'

/** A try that has been made: of which notice, at which address, by which worker. */
export interface Tried {
  composed: Composed
  address: string
  worker: string
}

/** Writes down what became of a try. Where another worker has taken the notice over meanwhile, what that one finds counts. */
export async function settle(parts: Parts, tried: Tried, sent: Sent, now: Date): Promise<void> {
  await parts.db.transaction(async tx => {
    if (sent.outcome === 'sent') await arrived(tx, tried, sent.posted, now)
    else if (sent.outcome === 'later') await later(tx, parts, tried, sent, now)
    else await never(tx, parts, tried, sent.problem, now)
  })
}

/**
 * The address of somebody without a name has done its work. What a channel calls what it posted names them as well, so of theirs
 * it is not kept.
 */
async function arrived(tx: Transaction, tried: Tried, posted: unknown, now: Date): Promise<void> {
  const { composed, worker, address } = tried
  const { row, seal } = composed
  const changed = await tx.run(sql`
    update delivery set state = 'delivered', ended = ${now.getTime()}, address = null, problem = null
    where ${stillHas(row, worker)}`)
  if (changed !== 1 || posted === undefined || !seal || !row.case_id) return
  const to = await tx.row<Pick<Case, 'identity'>>(sql`select identity from cases where id = ${row.case_id}`)
  if (to && (row.destination !== 'reporter' || !isNameless(to)))
    await keepPosted(tx, seal, { caseId: row.case_id, destination: row.destination, address, posted }, now)
}

async function later(
  tx: Transaction,
  { chance = Math.random }: Parts,
  { composed, worker }: Tried,
  { problem, afterMs = 0 }: Extract<Sent, { outcome: 'later' }>,
  now: Date,
): Promise<void> {
  const { row, urgent, addresses } = composed
  // What waited for the office to open has not been tried for all that time.
  const waited = row.can_wait === 1 ? triedMs(row.attempts, urgent) : now.getTime() - row.created
  const next = waited >= patienceMs(urgent) ? nextPlace(addresses.length, row.place, row.dead) : undefined
  const pause = Math.max(pauseMs(row.attempts, urgent, chance()), afterMs)
  // The other ways are tried at once, one after the other; then all of them again after the pause.
  const due = next !== undefined && next > row.place ? now.getTime() : now.getTime() + pause
  await tx.run(sql`
    update delivery set due = ${due}, claimed_until = 0, place = ${next ?? row.place}, problem = ${wordOf(problem)}
    where ${stillHas(row, worker)}`)
}

/** This address will never do. */
async function never(tx: Transaction, parts: Parts, { composed, worker }: Tried, problem: string, now: Date) {
  const { row, addresses } = composed
  await giveUp(tx, parts, { row, places: addresses.length, problem, where: stillHas(row, worker) }, now)
}

/** An address that is dead: of which notice, of how many addresses, and only where a condition on that row still holds. */
export interface Dead {
  row: Row
  places: number
  problem: string
  where: Sql
}

/** The next address is tried at once; where there is none, others are told at once. */
export async function giveUp(
  tx: Transaction,
  parts: Parts,
  { row, places, problem, where }: Dead,
  now: Date,
): Promise<void> {
  const dead = row.dead | (1 << row.place)
  const next = nextPlace(places, row.place, dead)
  const state = next === undefined ? 'failed' : 'waiting'
  const changed = await tx.run(sql`
    update delivery set state = ${state}, dead = ${dead}, place = ${next ?? row.place}, problem = ${wordOf(problem)},
      due = ${now.getTime()}, claimed_until = 0, claimed_by = null, ended = ${next === undefined ? now.getTime() : null}
    where ${where}`)
  if (changed === 1) await tellOthers(tx, parts, row, { problem: wordOf(problem), ended: next === undefined }, now)
}

/**
 * Nothing that cannot be delivered ends in silence. Whoever looks after the program hears of every address that is dead; and where
 * somebody of the desk cannot be reached at all, the case goes to the fallback now, without waiting for its ladder.
 */
export async function tellOthers(
  tx: Transaction,
  parts: Parts,
  row: Row,
  { problem, ended }: { problem: string; ended: boolean },
  now: Date,
): Promise<void> {
  const authority = authorityOf(parts, row.authority)
  const stored = await tx.row<CaseRow>(sql`select * from cases where id = ${row.case_id ?? ''} ${tx.forUpdate}`)
  const found = stored && caseOf(stored)
  const leftOut = found ? await leftOutOf(tx, parts.keys, authority, found) : { all: [], named: [] }
  // A notice of trouble that cannot be delivered makes no other: the stuck list and the heartbeat tell of that.
  if (!isOfProgram(row.about) && (ended || (await isNews(tx, row, problem, now)))) {
    const looksAfter = placesOf(
      authority,
      postsNow(authority, [authority.administrator], leftOut.all, now),
      leftOut.all,
    )
    await oweProgram(tx, authority, 'cannot-deliver', looksAfter, now, row.id)
  }
  if (found && ended && row.destination === 'reporter')
    await tellDesk(tx, authority, found, leftOut, 'unreachable', now)
  else if (found && ended && row.about === 'passed-on')
    await tellDesk(tx, authority, found, leftOut, 'not-passed-on', now)
  else if (found && ended && !found.drill && row.about !== 'undelivered' && row.about !== 'changed') {
    const fallback = postsNow(authority, [authority.fallback], leftOut.all, now)
    await openTo(tx, found, rolesOn(authority, fallback, leftOut.all), now)
    await owe(tx, authority, found, 'undelivered', placesOf(authority, fallback, leftOut.all), now)
  }
  await record(tx, { who: 'signpost', act: 'undelivered', what: found?.reference ?? row.id, why: problem }, now)
}

/** An address that is dead, while another one works, is told once a day; a channel that nobody set up is for `doctor` to tell. */
async function isNews(tx: Transaction, { authority, destination }: Row, problem: string, now: Date): Promise<boolean> {
  if (problem === 'no-channel') return false
  return isTimeFor(tx, `cannot-deliver ${authority} ${destination} ${problem}`, dayMs, now)
}

const dayMs = 86_400_000

const ofProgram: readonly AboutProgram[] = ['cannot-deliver', 'stuck', 'repaired']

function isOfProgram(about: Row['about']): boolean {
  return ofProgram.some(one => one === about)
}

/** Only words of ours are kept: what a server or a service said may quote an address or worse. */
function wordOf(problem: string): string {
  return /^[a-z][a-z0-9-]{0,39}$/.test(problem) ? problem : 'refused'
}
