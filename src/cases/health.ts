import { access, constants, mkdir } from 'node:fs/promises'
import { headOf } from '../db/audit.ts'
import type { Database } from '../db/database.ts'
import { sql } from '../db/sql.ts'
import { stuck } from './stuck.ts'

/** How the store is, in lines of a name and a value; throws a sentence where it cannot be used. */
export async function health(db: Database, files: string, now: Date): Promise<[string, string][]> {
  await mkdir(files, { recursive: true, mode: 0o700 })
  await access(files, constants.R_OK | constants.W_OK)
  const head = await headOf(db)
  const counts = await db.row<Record<'open' | 'practice' | 'drills' | 'unscanned' | 'infected', number>>(sql`
    select (select count(*) from cases where is_open = 1 and drill = 0 and practice = 0) as open,
      (select count(*) from cases where is_open = 1 and drill = 0 and practice = 1) as practice,
      (select count(*) from cases where is_open = 1 and drill = 1) as drills,
      (select count(*) from file where scan = 'not-scanned') as unscanned,
      (select count(*) from file where scan = 'infected') as infected`)
  return [
    ['store', db.engine],
    ['open cases', String(counts?.open ?? 0)],
    // Behind these two nobody waits for an answer.
    ['open for practice', String(counts?.practice ?? 0)],
    ['open drills', String(counts?.drills ?? 0)],
    ['notices stuck', String((await stuck(db, now)).length)],
    ['files not scanned', String(counts?.unscanned ?? 0)],
    ['files with a virus', String(counts?.infected ?? 0)],
    ['audit head', `${head.number}:${head.hash}`],
  ]
}
