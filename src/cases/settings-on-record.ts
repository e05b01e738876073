import { createHash } from 'node:crypto'
import type { Authority } from '../authorities/authority.ts'
import { councilWord, record } from '../db/audit.ts'
import { sql } from '../db/sql.ts'
import { Fixable } from '../errors.ts'
import type { Parts } from './parts.ts'

/**
 * Puts on record that the settings of a council are others than they were: its people, posts and desks, or practice and live. Who
 * changed the files is for whoever keeps the machine to know; from when on they decided who sees what is for the audit.
 */
export async function recordSettings(parts: Parts, now: Date): Promise<void> {
  for (const authority of parts.authorities) {
    const became = printOf(parts, authority)
    const what = councilWord(authority.id)
    const last = await parts.db.row<{ became: string; why: string }>(sql`
      select became, why from audit where act = 'settings' and what = ${what} order by number desc limit 1`)
    if (last?.became === became && last.why === parts.mode) continue
    const was = last ? { was: last.became } : {}
    const entry = { who: 'signpost', act: 'settings', what, ...was, became, why: parts.mode }
    await parts.db.transaction(tx => record(tx, entry, now))
  }
}

/** Desks that cannot be read are told to whoever uses them; until then they are as good as none. */
function printOf(parts: Parts, authority: Authority): string {
  const read = () => {
    try {
      return parts.desksOf(authority)
    } catch (error) {
      if (error instanceof Fixable) return []
      throw error
    }
  }
  return createHash('sha256')
    .update(JSON.stringify([authority, read()]))
    .digest('hex')
    .slice(0, 12)
}
