import { listed, sql } from '../db/sql.ts'
import { seenByDesk } from './access.ts'
import { type Case, type CaseRow, caseOf } from './case.ts'
import { personMark } from './identity.ts'
import { logged } from './logged.ts'
import { authorityOf, type By, type Parts } from './parts.ts'

export interface Inbox {
  cases: Case[]
  /** How many there are beside those on this page. */
  more: number
}

export interface Wanted {
  desks?: string[]
  /** True: closed ones too. */
  closed?: boolean
  page?: number
}

/** How many cases stand on a page. */
export const pageLength = 100

/** The cases that somebody may deal with, urgent ones first and then the oldest: in a list and in its count, no other. */
export async function inbox(parts: Parts, by: By, wanted: Wanted = {}): Promise<Inbox> {
  const { closed = false, desks } = wanted
  const page = Math.max(0, Math.floor(wanted.page ?? 0))
  const { db, keys } = parts
  const authority = authorityOf(parts, by.who.authority)
  const which = sql`${seenByDesk(authority, by.who, personMark(keys, by.who))}
    ${closed ? sql`` : sql`and cases.is_open = 1`} ${desks ? sql`and cases.desk in (${listed(['', ...desks])})` : sql``}`
  const [rows, count] = await Promise.all([
    db.rows<CaseRow>(sql`
      select cases.* from cases where ${which}
      order by urgent desc, opened limit ${pageLength} offset ${page * pageLength}`),
    db.row<{ count: number }>(sql`select count(*) as count from cases where ${which}`),
  ])
  await logged(parts, by, { act: 'listed', what: 'cases' })
  const before = page * pageLength
  return { cases: rows.map(caseOf), more: Math.max(0, (count?.count ?? 0) - before - rows.length) }
}

/**
 * A mark that changes whenever anything does in the cases that somebody may deal with: counts only grow, so closed ones are counted
 * too. A page that lies open compares it. It shows no case, so it is no look at one and in no audit.
 */
export async function markOfCases(parts: Parts, { who }: By): Promise<string> {
  const authority = authorityOf(parts, who.authority)
  const row = await parts.db.row<{ count: number; versions: number | null }>(sql`
    select count(*) as count, sum(version) as versions from cases
    where ${seenByDesk(authority, who, personMark(parts.keys, who))}`)
  return `${row?.count} ${row?.versions}`
}
