import type { Authority } from '../authorities/authority.ts'
import type { Queries } from '../db/database.ts'
import type { Keys } from '../db/keys.ts'
import { listed, sql } from '../db/sql.ts'
import type { DeskHere } from '../desks/receives.ts'
import { notLeftOut, type Somebody, seenByDesk } from './access.ts'
import type { Case } from './case.ts'
import { personMark } from './identity.ts'
import { normalLink } from './links.ts'
import type { Answered } from './report.ts'

/** A link as the database knows it: a fingerprint of its normal form, by which two reports of one post find each other. */
export interface LinkMark {
  question: string
  hash: string
}

export function linkMarks(keys: Keys, authority: Authority, answered: readonly Answered[]): LinkMark[] {
  return answered.flatMap(({ id, kind, answer }) => {
    const link = kind === 'link' && typeof answer === 'string' ? normalLink(answer) : undefined
    return link ? [{ question: id, hash: keys.fingerprint(`link ${authority.id}`, link) }] : []
  })
}

export async function keepLinks(tx: Pick<Queries, 'run'>, id: string, marks: readonly LinkMark[]): Promise<void> {
  if (marks.length === 0) return
  const rows = marks.map(({ question, hash }) => sql`(${hash}, ${id}, ${question})`)
  await tx.run(sql`insert into link (hash, case_id, question) values ${listed(rows)}`)
}

/** Other cases about the same link, as far as this person may see them. */
export async function relatedTo(
  from: Pick<Queries, 'rows'>,
  keys: Keys,
  authority: Authority,
  { id }: Case,
  who: Somebody,
): Promise<string[]> {
  const rows = await from.rows<{ reference: string }>(sql`
    select distinct cases.reference, cases.opened from link this
    join link other on other.hash = this.hash and other.case_id <> this.case_id
    join cases on cases.id = other.case_id
    where this.case_id = ${id} and ${seenByDesk(authority, who, personMark(keys, who))}
    order by cases.opened`)
  return rows.map(({ reference }) => reference)
}

/**
 * Whether a reporter may be told that we know of it already. Only by a desk that is open about what it takes, and never
 * where it would tell somebody of a case from which they are left out.
 */
export async function isKnown(
  from: Pick<Queries, 'row'>,
  keys: Keys,
  desk: DeskHere,
  { id, authority, opened }: Pick<Case, 'id' | 'authority' | 'opened'>,
  marks: readonly LinkMark[],
  who: Somebody,
): Promise<boolean> {
  if (marks.length === 0 || desk.safety || desk.confidentiality['notices show'] === 'reference') return false
  const row = await from.row(sql`
    select cases.id from link join cases on cases.id = link.case_id
    where link.hash in (${listed(marks.map(({ hash }) => hash))}) and cases.id <> ${id}
      and cases.authority = ${authority} and cases.desk = ${desk.id} and cases.drill = 0
      and cases.opened <= ${opened.getTime()}
      and ${notLeftOut(personMark(keys, who))}
    limit 1`)
  return row !== undefined
}
