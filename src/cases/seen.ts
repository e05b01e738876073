import type { Transaction } from '../db/database.ts'
import { sql } from '../db/sql.ts'
import type { Case } from './case.ts'
import type { By } from './parts.ts'

/** Writes down that somebody has looked at a case. It says nothing of what they will do. */
export async function markSeen(
  tx: Pick<Transaction, 'run'>,
  { id }: Pick<Case, 'id'>,
  { who, now }: By,
): Promise<void> {
  await tx.run(sql`
    insert into seen (case_id, who, first_at, last_at) values (${id}, ${who.id}, ${now.getTime()}, ${now.getTime()})
    on conflict (case_id, who) do update set last_at = excluded.last_at`)
}
