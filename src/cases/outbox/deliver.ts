import { sql } from '../../db/sql.ts'
import { isUnavailable } from '../../db/unavailable.ts'
import type { Parts } from '../parts.ts'
import { claim, dropRow, type Row, stillHas } from './claim.ts'
import { compose } from './compose.ts'
import type { Composed } from './composed.ts'
import { digestOf } from './digest.ts'
import { postedAt } from './posted.ts'
import type { Post, Sent } from './sent.ts'
import { settle } from './settle.ts'

/** How a pass over the outbox works. */
export interface Delivering {
  post: Post
  /** Says which worker has a row. Each pass of each process has a name of its own. */
  worker: string
  now(): Date
  /** How many notices are on their way at one moment: one place that hangs must not keep the others waiting. */
  sideBySide?: number
}

/** Sends all that is due, and gives how many tries that were. Any number of passes, in any number of processes, may run at once. */
export async function deliver(parts: Parts, delivering: Delivering): Promise<number> {
  const { sideBySide = 16 } = delivering
  const counts = await Promise.all(
    Array.from({ length: sideBySide }, (_, at) => line(parts, { ...delivering, worker: `${delivering.worker}.${at}` })),
  )
  return counts.reduce((sum, count) => sum + count, 0)
}

/** One after the other, until nothing is due. */
async function line(parts: Parts, delivering: Delivering): Promise<number> {
  for (let tries = 0; ; tries++) {
    if (!(await isAnyDue(parts, delivering.now()))) return tries
    const rows = await claim(parts.db, delivering.worker, delivering.now())
    if (rows.length === 0) return tries
    parts.at?.('delivery: claimed')
    await attempt(parts, delivering, rows)
  }
}

/** Asked before anything is locked: most passes find nothing. */
async function isAnyDue({ db }: Parts, now: Date): Promise<boolean> {
  const row = await db.row(sql`
    select 1 as one from delivery
    where state = 'waiting' and due <= ${now.getTime()} and claimed_until <= ${now.getTime()} limit 1`)
  return row !== undefined
}

async function attempt(parts: Parts, delivering: Delivering, rows: readonly Row[]): Promise<void> {
  const { worker, now } = delivering
  const composed: Composed[] = []
  for (const row of rows) {
    const one = await written(parts, row, now())
    if (one === 'fault') await putOff(parts, row, worker, now())
    else if (one) composed.push(one)
    else await dropRow(parts.db, row, worker, now())
  }
  const [first] = composed
  if (!first) return
  const sending = digestOf(composed) ?? first
  const address = sending.addresses[first.row.place % Math.max(1, sending.addresses.length)]
  const sent: Sent =
    address === undefined
      ? { outcome: 'never', problem: 'no-address' }
      : await sendTo(parts, delivering, sending, address)
  parts.at?.('delivery: sent')
  for (const one of composed) await settle(parts, { composed: one, address: address ?? '', worker }, sent, now())
  parts.at?.('delivery: settled')
}

/** A mistake in the settings, or of ours, about one case: the others go on, and this one is tried again. */
async function written(parts: Parts, row: Row, now: Date): Promise<Composed | undefined | 'fault'> {
  try {
    return await compose(parts, row, now)
  } catch (error) {
    if (isUnavailable(error)) throw error
    return 'fault'
  }
}

async function sendTo(parts: Parts, { post }: Delivering, sending: Composed, address: string): Promise<Sent> {
  const { row, seal, notice, passing } = sending
  const earlier =
    seal && row.case_id
      ? await postedAt(parts.db, seal, { caseId: row.case_id, destination: row.destination, address })
      : undefined
  // Nothing new is to be said: where nothing was posted, or not at this address, nothing needs to be put right.
  if (row.about === 'changed' && earlier === undefined) return { outcome: 'sent' }
  try {
    const more = { ...(earlier === undefined ? {} : { earlier }), ...(passing ? { passing } : {}) }
    return await inTime(post({ id: row.id, address, notice, ...more }))
  } catch {
    // What it says is not ours to repeat: it may quote what was sent.
    return { outcome: 'later', problem: 'fault' }
  }
}

/** Below the lease, so that nobody else takes over a notice that is still on its way. */
const longestMs = 60_000

async function inTime(sending: Promise<Sent>): Promise<Sent> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Sent>(resolve => {
    timer = setTimeout(() => resolve({ outcome: 'later', problem: 'no-answer' }), longestMs)
  })
  return Promise.race([sending, late]).finally(() => clearTimeout(timer))
}

async function putOff(parts: Parts, row: Row, worker: string, now: Date): Promise<void> {
  await parts.db.run(sql`
    update delivery set due = ${now.getTime() + 60_000}, claimed_until = 0, problem = 'settings' where ${stillHas(row, worker)}`)
}
