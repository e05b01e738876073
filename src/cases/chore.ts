import type { Queries } from '../db/database.ts'
import { sql } from '../db/sql.ts'

/** Whether something that is done once in a while is due again; who is told so does it. Of several processes one is told. */
export async function isTimeFor(db: Pick<Queries, 'run'>, name: string, everyMs: number, now: Date): Promise<boolean> {
  const at = now.getTime()
  const changed = await db.run(sql`
    insert into chore (name, done) values (${name}, ${at})
    on conflict (name) do update set done = excluded.done where chore.done <= ${at - everyMs}`)
  return changed === 1
}
