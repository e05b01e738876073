import { type Entry, record } from '../db/audit.ts'
import { auditName } from './identity.ts'
import { authorityOf, type By, type Parts } from './parts.ts'

/** Adds to the audit what somebody did that concerns no single case, or was refused. */
export async function logged(parts: Parts, by: By, entry: Omit<Entry, 'who'>): Promise<void> {
  const who = auditName(authorityOf(parts, by.who.authority), parts.keys, by.who)
  await parts.db.transaction(tx => record(tx, { who, ...entry }, by.now))
}
