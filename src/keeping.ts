import type { Authority } from './authorities/authority.ts'
import { type Cases, casesOver } from './cases/cases.ts'
import { limits } from './cases/limits.ts'
import type { Parts, Point } from './cases/parts.ts'
import { recordSettings } from './cases/settings-on-record.ts'
import type { Settings } from './config.ts'
import type { Database } from './db/database.ts'
import { openKeys } from './db/keys.ts'
import { openDatabase } from './db/open.ts'
import type { Desks } from './desks/open.ts'

/** Where cases are kept, and all that can be done with them. */
export interface Keeping {
  cases: Cases
  parts: Parts
  close(): Promise<void>
}

/** What a test may put in its way: a database that counts what it is asked, and to be told where a piece of work is. */
export interface Watched {
  open?(url: string): Promise<Database>
  at?(point: Point): void
}

/**
 * The one place where database, keys and cases meet. It is opened when somebody first needs it: a question that is no report
 * waits for no database. In practice a key file is made where there is none; live, its loss must be noticed.
 */
export async function openKeeping(
  settings: Settings,
  authorities: Authority[],
  desks: Desks,
  { open = openDatabase, at }: Watched = {},
): Promise<Keeping> {
  const { MODE: mode, DATABASE_URL, KEY_FILE, FILES, SCAN_COMMAND } = settings
  const db = await open(DATABASE_URL)
  try {
    const keys = await openKeys(db, { path: KEY_FILE, make: mode === 'practice' })
    const parts: Parts = {
      ...{ db, keys, mode, authorities, desksOf: desks.of, files: FILES, limits: limits() },
      ...(SCAN_COMMAND ? { scan: SCAN_COMMAND.split(/\s+/) } : {}),
      ...(at ? { at } : {}),
    }
    await recordSettings(parts, new Date())
    return { cases: casesOver(parts), parts, close: () => db.close() }
  } catch (error) {
    await db.close()
    throw error
  }
}
