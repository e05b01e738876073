import type { Authority } from '../authorities/authority.ts'
import type { Transaction } from '../db/database.ts'
import type { Seal } from '../db/seal.ts'
import { sql } from '../db/sql.ts'
import type { DeskHere } from '../desks/receives.ts'
import { type Route, route, toldAtOnce } from '../desks/route.ts'
import { after } from './calendar.ts'
import type { Case } from './case.ts'
import { promiseOf } from './clock/ladder.ts'
import { addClocks, resumeClocks } from './clock/side-clocks.ts'
import { standBy } from './clock/standing.ts'
import { owe, oweChanged, placesOf } from './deliveries.ts'
import { retentionOf } from './drill/drill.ts'
import { addLine } from './history.ts'
import { cameFrom } from './identity.ts'
import type { LeftOut } from './left-out.ts'
import { isOpen, isUnanswered, type Move, moves } from './moves.ts'
import { paceOf } from './pace.ts'
import { type By, deskOf, type Parts } from './parts.ts'
import type { Press } from './press.ts'
import { openTo, rolesOn } from './readers.ts'
import { partFrom, tellDesk, tellReporter } from './tell.ts'

/** A move that is allowed and lacks nothing, with all that it needs. */
export interface Changing {
  tx: Transaction
  seal: Seal
  authority: Authority
  desk: DeskHere
  found: Case
  leftOut: LeftOut
  by: By
  side: 'desk' | 'reporter' | 'signpost'
  press: Omit<Press, 'version'>
}

/** Makes the move: the case, its line of history, its ladder, and whom it owes a word. The caller adds to the audit. */
export async function change(parts: Parts, changing: Changing): Promise<Case> {
  const { tx, seal, authority, found, by, side, press } = changing
  const to = press.move === 'transfer' ? deskOf(parts, authority, press.desk ?? '') : changing.desk
  const became = caseAfter(changing, to)
  await save(tx, found, became, by.now)
  await addLine(tx, seal, found.id, {
    ...{
      number: became.version,
      at: by.now,
      from: cameFrom(found, side, by.from),
      move: press.move,
      state: became.state,
    },
    who: side === 'desk' ? by.who.id : side,
    ...detailOf(press),
    ...(press.note?.trim() ? { note: press.note } : {}),
    ...(press.words?.trim() ? { words: press.words } : {}),
  })
  await followUp(changing, to, became)
  return became
}

function caseAfter({ authority, desk: from, found, by, press, side }: Changing, desk: DeskHere): Case {
  const { state: was, owner, closed: _, outcome: __, keepUntil: ___, afterwards: ____, ...rest } = found
  const state = moves[press.move].to
  const open = isOpen(state, desk.safety)
  const subtype = press.move === 'transfer' ? (press.subtype ?? firstOf(desk, found)) : found.subtype
  const urgent = found.urgent || desk['sub-types'][subtype]?.urgent === true
  const deadline = found.pace.deadline === undefined ? undefined : new Date(found.pace.deadline)
  const pace = press.move === 'transfer' && !found.drill ? paceOf(desk, urgent, deadline) : found.pace
  const starts = isUnanswered(state, desk.safety) && !(state === 'withdrawn' && isUnanswered(was, desk.safety))
  const deals = { acknowledge: by.who.id, assign: press.to, resolve: owner }[press.move as 'assign']
  return {
    ...rest,
    ...{ desk: desk.id, subtype, urgent, pace, state, open, version: found.version + 1 },
    promised: starts ? promiseOf(authority, pace, by.now) : found.promised,
    // What one desk holds for good does not become another's to delete.
    onHold: found.onHold || (press.move === 'transfer' && retentionOf(found, from).hold),
    ...(deals && side === 'desk' ? { owner: deals } : {}),
    ...(open ? {} : closedAs(authority, retentionOf(found, desk), press, by.now)),
  }
}

function closedAs(
  authority: Authority,
  retention: DeskHere['retention'],
  press: Changing['press'],
  now: Date,
): Partial<Case> {
  return {
    closed: now,
    outcome: press.outcome ?? moves[press.move].to,
    keepUntil: after(authority, 'always', now, retention.keep),
    afterwards: retention.afterwards,
  }
}

/** The kind of report it is at another desk: the same where that desk knows it, else the first. */
function firstOf(desk: DeskHere, { subtype }: Case): string {
  return subtype in desk['sub-types'] ? subtype : (Object.keys(desk['sub-types'])[0] ?? subtype)
}

/** From the version that was read and from no other. The row is locked, so this can only fail where that was forgotten. */
async function save(tx: Transaction, found: Case, became: Case, now: Date): Promise<void> {
  const changed = await tx.run(sql`
    update cases set desk = ${became.desk}, subtype = ${became.subtype}, urgent = ${became.urgent ? 1 : 0},
      state = ${became.state}, version = ${became.version}, is_open = ${became.open ? 1 : 0},
      first_acknowledged = coalesce(first_acknowledged, ${became.state === 'acknowledged' ? now.getTime() : null}),
      owner = ${became.owner ?? null}, promised = ${became.promised.getTime()}, pace = ${JSON.stringify(became.pace)},
      closed = ${became.closed?.getTime() ?? null}, outcome = ${became.outcome ?? null},
      keep_until = ${became.keepUntil?.getTime() ?? null}, afterwards = ${became.afterwards ?? null},
      on_hold = ${became.onHold ? 1 : 0}
    where id = ${found.id} and version = ${found.version}`)
  if (changed !== 1) throw new Error('A case changed while it was locked.')
}

function detailOf({ move, to, outcome, desk }: Changing['press']): { detail?: string } {
  const detail = { assign: to, resolve: outcome, transfer: desk }[move as 'assign']
  return detail === undefined ? {} : { detail }
}

async function followUp(changing: Changing, to: DeskHere, became: Case): Promise<void> {
  const { tx, seal, authority, desk, found, leftOut, by, side, press } = changing
  const { now } = by
  // A worry that is taken back while nobody has looked at it goes on up the ladder from where it is.
  if (press.move !== 'withdraw' || !became.open || !isUnanswered(found.state, desk.safety))
    await standBy(tx, authority, became, to.safety, now)
  if (press.move === 'reopen') await resumeClocks(tx, found.id)
  await oweChanged(tx, authority, became, now)

  if (press.move === 'transfer') await handOver(changing, to, became)
  if (press.move === 'withdraw' || press.move === 'return' || (press.move === 'reopen' && side === 'reporter'))
    await tellDesk(tx, authority, became, leftOut, said[press.move], now)
  if (press.move === 'assign' && press.to && press.to !== by.who.id)
    await owe(tx, authority, became, 'assigned', [`person:${press.to}`], now)

  const nameless = became.identity === 'anonymous-with-replies'
  if (nameless && !became.open) await partFrom(tx, seal, became, said[press.move], now)
  else if (side === 'desk' && press.move !== 'return') await tellReporter(tx, authority, became, said[press.move], now)
}

const said = {
  acknowledge: 'acknowledged',
  assign: 'assigned',
  resolve: 'resolved',
  transfer: 'transferred',
  return: 'returned',
  reopen: 'reopened',
  withdraw: 'withdrawn',
} as const satisfies Record<Move, string>

/** The desk that had it sees it no more; what was written stays with it for the desk that has it now. */
async function handOver({ tx, authority, found, leftOut, by }: Changing, to: DeskHere, became: Case): Promise<void> {
  const told: Route = route(
    authority,
    to,
    { subtype: became.subtype, urgent: became.urgent, about: leftOut.named },
    by.now,
  )
  const first = toldAtOnce(told)
  await tx.run(sql`delete from reader where case_id = ${found.id}`)
  await openTo(tx, found, rolesOn(authority, first, leftOut.all), by.now)
  // What came to the wrong desk may be a request that the law gives so many days for.
  await addClocks(tx, authority, to, became)
  await owe(tx, authority, became, 'transferred', placesOf(authority, first, leftOut.all), by.now)
}
