import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { casesOver } from '../../src/cases/cases.ts'
import { limits } from '../../src/cases/limits.ts'
import type { Opened } from '../../src/cases/open.ts'
import type { By, Parts } from '../../src/cases/parts.ts'
import type { Sending } from '../../src/cases/sending.ts'
import type { Database } from '../../src/db/database.ts'
import { type Keys, openKeys } from '../../src/db/keys.ts'
import { openDatabase, usual } from '../../src/db/open.ts'
import type { Given } from '../../src/desks/asked.ts'
import type { DeskHere } from '../../src/desks/receives.ts'
import { authorities, desks, filledIn } from './filled-in.ts'
import { folder } from './folder.ts'

export { authorities }

export function desksOf(authority: string): DeskHere[] {
  return desks.get(authority) ?? []
}

export type Casework = Awaited<ReturnType<typeof casework>>

/** Cases over one database, with the councils that ship and a clock that a test moves. */
export async function casework(url: string, more: Partial<Parts> = {}, within = usual) {
  const place = folder()
  const db: Database = await openDatabase(url, within)
  onTestFinished(() => db.close().catch(() => {}))
  const keys: Keys = await openKeys(db, { path: join(place, 'master.key'), make: true })
  const parts: Parts = {
    ...{ db, keys, mode: 'live', authorities, desksOf: ({ id }) => desksOf(id) },
    ...{ files: join(place, 'files'), limits: limits(), ...more },
  }
  const cases = casesOver(parts)
  let now = new Date('2026-11-20T10:00:00Z')

  /** Somebody by their id in the settings of a council, or any member of its staff by another name. */
  const as = (id: string, authority = 'lewes-eastbourne'): By => ({
    who: {
      authority,
      id,
      name: authorities.find(one => one.id === authority)?.people[id]?.name ?? `Name of ${id}`,
      address: `web:${id}.test`,
    },
    from: 'test',
    now,
  })
  const open = (by: By, desk: string, given: Given = {}, more: Partial<Sending> = {}): Promise<Opened> => {
    const sending = { desk, given: filledIn(by.who.authority, desk, given), submission: randomUUID(), clauses: [] }
    return cases.open(by, { ...sending, ...more })
  }
  return {
    ...{ parts, cases, db, keys, place, as, open },
    /** Reports something and gives the reference of the receipt. */
    async reported(by: By, desk: string, given: Given = {}, more: Partial<Sending> = {}): Promise<string> {
      const opened = await open(by, desk, given, more)
      if (opened.outcome !== 'opened') throw new Error(`No receipt: ${JSON.stringify(opened)}`)
      return opened.receipt.reference
    },
    clock: {
      now: () => now,
      forward({ days = 0, hours = 0, minutes = 0 }: { days?: number; hours?: number; minutes?: number }) {
        now = new Date(now.getTime() + ((days * 24 + hours) * 60 + minutes) * 60_000)
      },
      set: (at: string) => {
        now = new Date(at)
      },
    },
  }
}
