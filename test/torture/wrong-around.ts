import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { sweepFiles } from '../../src/cases/files.ts'
import { moves } from '../../src/cases/moves.ts'
import { verify } from '../../src/db/audit-verify.ts'
import { sql } from '../../src/db/sql.ts'
import type { Keeping } from '../../src/keeping.ts'
import type { Seen } from './seen.ts'

/** What has to fit around the cases: the audit, who is told, whose key it is, the files on the disk. */
export async function wrongAround(keeping: Keeping, seen: readonly Seen[]): Promise<string[]> {
  return [
    ...(await wrongAudit(keeping, seen)),
    ...(await wrongNotices(keeping, seen)),
    ...(await wrongFiles(keeping, seen)),
  ]
}

/** Sound, and every report and move is in it as often as it is in the cases: once. */
async function wrongAudit({ parts: { db } }: Keeping, seen: readonly Seen[]): Promise<string[]> {
  const { broken } = await db.snapshot(view => verify(view))
  const acts = await db.rows<{ what: string; act: string; times: number }>(sql`
    select what, act, count(*) as times from audit group by what, act`)
  const times = new Map(acts.map(({ what, act, times }) => [`${what} ${act}`, times]))
  const differs = seen.flatMap(({ reference, history, unreadable }) =>
    unreadable
      ? []
      : ['opened', ...Object.keys(moves)].filter(act => {
          const made = act === 'opened' ? 1 : history.filter(({ move }) => move === act).length
          return (times.get(`${reference} ${act}`) ?? 0) !== made
        }),
  )
  return [
    ...(broken ? [`broken: row ${broken.number} of the audit (${broken.how})`] : []),
    ...[...new Set(differs)].map(act => `broken: the audit does not say as often as the cases: ${act}`),
  ]
}

/** Everybody who is to be told of a new case is owed one notice of it, and it can be read by somebody and has its clock. */
async function wrongNotices({ parts: { db } }: Keeping, seen: readonly Seen[]): Promise<string[]> {
  const owed = await db.rows<{ id: string; owed: number; places: number; readers: number }>(sql`
    select cases.id, count(delivery.id) as owed, count(distinct delivery.destination) as places,
      (select count(*) from reader where reader.case_id = cases.id) as readers
    from cases left join delivery on delivery.case_id = cases.id and delivery.about = 'opened' group by cases.id`)
  const timers = await db.rows<{ case_id: string }>(sql`select case_id from timer`)
  const waits = new Set(timers.map(({ case_id }) => case_id))
  const by = new Map(owed.map(one => [one.id, one]))
  return seen.flatMap(({ id, reference, state }) => {
    const { owed = 0, places = 0, readers = 0 } = by.get(id) ?? {}
    return [
      ...(owed === 0 ? [`lost: the notice of ${reference}`] : []),
      ...(owed > places ? [`doubled: the notice of ${reference}`] : []),
      ...(readers === 0 ? [`lost: nobody may read ${reference}`] : []),
      ...(state === 'received' && !waits.has(id) ? [`lost: the clock of ${reference}`] : []),
    ]
  })
}

/** After the sweep, which takes away what no row speaks of, there is one file for each row. */
async function wrongFiles({ parts }: Keeping, seen: readonly Seen[]): Promise<string[]> {
  // As if two hours later than now, which is not when the torture began: it may last for hours.
  await sweepFiles(parts, new Date(Date.now() + 7_200_000))
  const there = existsSync(parts.files)
    ? readdirSync(parts.files).map(name => readdirSync(join(parts.files, name)))
    : []
  const spoken = seen.reduce((sum, { files }) => sum + files.length, 0)
  const count = there.flat().length
  if (seen.some(({ unreadable }) => unreadable) || count === spoken) return []
  return [`${count > spoken ? 'doubled' : 'lost'}: ${count} files stand in the folder, and the cases have ${spoken}`]
}
