import { forgetExpired } from '../db/kept.ts'
import { isUnavailable } from '../db/unavailable.ts'
import { isTimeFor } from './chore.ts'
import { clockPass } from './clock/pass.ts'
import { selfCheck } from './clock/self-check.ts'
import { oweProgram, partsOf, placesOf } from './deliveries.ts'
import { sweepFiles } from './files.ts'
import { returnLeavers } from './leavers.ts'
import type { Parts } from './parts.ts'
import { postsNow } from './posts.ts'
import { forgetSubmissions, purge } from './retention.ts'
import { scanFiles } from './scan.ts'
import { stuckOf } from './stuck.ts'

/** What went wrong in a round: which piece of work, of which case if of one, and the error itself. */
export interface Trouble {
  work: string
  reference?: string
  error: unknown
}

/**
 * All that nobody asks for: timers that are due, and what is done once in a while. It may run every few seconds, in any number of
 * processes. A piece of work that fails is said, and keeps no other from being done.
 */
export async function round(parts: Parts, now: Date): Promise<Trouble[]> {
  const troubles: Trouble[] = []
  for (const [name, everyMs, work] of works) {
    try {
      if (everyMs > 0 && !(await isTimeFor(parts.db, name, everyMs, now))) continue
      troubles.push(...((await work(parts, now)) ?? []))
    } catch (error) {
      if (isUnavailable(error)) throw error
      troubles.push({ work: name, error })
    }
  }
  return troubles
}

type Work = (parts: Parts, now: Date) => Promise<Trouble[] | undefined>

const minuteMs = 60_000
const works: [name: string, everyMs: number, work: Work][] = [
  ['timers', 0, timers],
  ['self-check', 5 * minuteMs, quiet(selfCheck)],
  ['leavers', 5 * minuteMs, quiet(returnLeavers)],
  ['scan', minuteMs, quiet((parts, now) => scanFiles(parts, now))],
  ['sweep', 60 * minuteMs, quiet(sweepFiles)],
  ['forget-kept', 10 * minuteMs, quiet(({ db }, now) => forgetExpired(db, now))],
  ['forget-submissions', 60 * minuteMs, quiet(forgetSubmissions)],
  ['purge', 24 * 60 * minuteMs, quiet(purge)],
  ['stuck', 0, stuckDaily],
]

async function timers(parts: Parts, now: Date): Promise<Trouble[]> {
  const { failed } = await clockPass(parts, now)
  return failed.map(one => ({ work: 'timers', ...one }))
}

/** The list of what could not be delivered, to those who look after the program: once a day until it is empty. */
async function stuckDaily(parts: Parts, now: Date): Promise<undefined> {
  for (const authority of parts.authorities) {
    const looksAfter = placesOf(authority, postsNow(authority, [authority.administrator], [], now), [])
    for (const to of looksAfter) {
      if ((await stuckOf(parts, authority, partsOf(to)[1], now)).length === 0) continue
      if (await isTimeFor(parts.db, `stuck ${authority.id} ${to}`, 24 * 60 * minuteMs, now))
        await parts.db.transaction(tx => oweProgram(tx, authority, 'stuck', [to], now))
    }
  }
  return undefined
}

function quiet(work: (parts: Parts, now: Date) => Promise<unknown>): Work {
  return async (parts, now) => {
    await work(parts, now)
    return undefined
  }
}
