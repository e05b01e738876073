import type { Queries } from './database.ts'
import { sql } from './sql.ts'

/** Counts things by council and day, so that nothing need be kept of each. */
export async function countOne(db: Pick<Queries, 'run'>, authority: string, day: string, what: string): Promise<void> {
  await db.run(sql`
    insert into tally (authority, day, what, count) values (${authority}, ${day}, ${what}, 1)
    on conflict (authority, day, what) do update set count = tally.count + 1`)
}

export async function countsSince(
  db: Pick<Queries, 'rows'>,
  authority: string,
  day: string,
): Promise<Record<string, number>> {
  const rows = await db.rows<{ what: string; count: number }>(sql`
    select what, sum(count) as count from tally where authority = ${authority} and day >= ${day} group by what`)
  return Object.fromEntries(rows.map(({ what, count }) => [what, count]))
}
