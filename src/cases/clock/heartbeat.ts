import { rm, writeFile } from 'node:fs/promises'
import type { Database } from '../../db/database.ts'
import { sql } from '../../db/sql.ts'
import { stuck } from '../stuck.ts'

/** Whether all that should have been done by now has been done. */
export interface Heartbeat {
  at: Date
  /** Timers and notices whose time came some minutes ago: then nothing works on them. */
  lateTimers: number
  lateNotices: number
  /** Notices that somebody waits for and has not got. */
  stuck: number
}

/** So long may something be due before it counts as late: a few passes, each some seconds after the other. */
const lateMs = 3 * 60_000

export async function heartbeat(db: Database, now: Date): Promise<Heartbeat> {
  const before = now.getTime() - lateMs
  const counts = await db.row<{ timers: number; notices: number }>(sql`
    select (select count(*) from timer where due < ${before}) as timers,
      (select count(*) from delivery
       where state = 'waiting' and due < ${before} and claimed_until < ${before}) as notices`)
  const waiting = await stuck(db, now)
  return { at: now, lateTimers: counts?.timers ?? 0, lateNotices: counts?.notices ?? 0, stuck: waiting.length }
}

export function isWell({ lateTimers, lateNotices, stuck }: Heartbeat): boolean {
  return lateTimers + lateNotices + stuck === 0
}

/**
 * A file that a monitor can watch: it holds the time of the last beat, and is gone while anything is overdue. A monitor that asks for
 * its age sees both a program that is behind and one that has ended.
 */
export async function writeHeartbeat(file: string, beat: Heartbeat): Promise<void> {
  if (isWell(beat)) await writeFile(file, `${beat.at.toISOString()}\n`)
  else await rm(file, { force: true })
}
