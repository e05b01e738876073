import type { Authority } from '../authorities/authority.ts'
import type { Queries, Transaction } from '../db/database.ts'
import type { Keys } from '../db/keys.ts'
import type { Seal } from '../db/seal.ts'
import { sql } from '../db/sql.ts'
import type { DeskHere } from '../desks/receives.ts'
import { notLeftOut, rolesOf, type Somebody } from './access.ts'
import type { Case } from './case.ts'
import { csv } from './csv.ts'
import { keyOf, personMark } from './identity.ts'
import { logged } from './logged.ts'
import { nameOf } from './names.ts'
import { authorityOf, type By, deskOf, type NotFound, notFound, type Parts } from './parts.ts'
import { reach } from './reach.ts'
import type { NotSaved } from './receipt.ts'
import { reportOf } from './report.ts'
import { saving } from './saving.ts'
import { submissionMark } from './submission.ts'
import { unfit } from './words.ts'

/**
 * Some policies let a person be blocked after so many warnings, by one post alone, with a log of it. A desk of such a council
 * says so in its settings; here nothing knows which council that is. A person who posts is known by the address of their page,
 * and that only as a fingerprint.
 */
export interface Warnings {
  /** Warning 1 of 2. */
  given: number
  of: number
  entries: WarningEntry[]
  /** Whether whoever asks may now say that the person was blocked. */
  mayBlock: boolean
  /** Whether whoever looks may save the whole log of the desk. */
  mayExport: boolean
}

export interface WarningEntry {
  kind: 'warning' | 'block'
  at: Date
  reference: string
  /** Who gave it: the council's id, and the name. */
  who: string
  whoName: string
  profile: string
  /** What was said to them, or what they had posted and how it was dealt with. */
  text: string
}

export type Warned =
  | { outcome: 'logged'; warnings: Warnings }
  /** Not this post, not yet, or not a report of this kind. */
  | { outcome: 'not-allowed' }
  | { outcome: 'incomplete'; says: string }
  | NotFound
  | NotSaved

/** What is known of the person whom a case is about; nothing where the desk keeps no such log, or no address was given. */
export async function warningsOf(
  from: Pick<Queries, 'row' | 'rows'>,
  keys: Keys,
  authority: Authority,
  desk: DeskHere,
  found: Case,
  who: Somebody,
): Promise<Warnings | undefined> {
  const log = desk['warnings log']
  const profile = log && (await profileOf(from, found, log['found by']))
  if (!profile) return undefined
  const entries = await entriesOf(from, keys, authority, sql`warning.profile = ${profile}`, who)
  const given = entries.filter(({ kind }) => kind === 'warning').length
  const blocker = rolesOf(authority, who).includes(log['only blocks'])
  return { given, of: log.warnings, entries, mayBlock: blocker && given >= log.warnings, mayExport: blocker }
}

export interface Warning extends Pick<WarningEntry, 'kind' | 'text'> {
  /** The same for each try: one warning that is counted twice would let somebody be blocked too soon. */
  submission: string
}

/** Writes a warning into the log, or that the person was blocked, which only one post may after so many warnings. */
export function warn(parts: Parts, by: By, reference: string, { kind, text, submission }: Warning): Promise<Warned> {
  return saving(parts, by, reference, () =>
    reach(parts, by, reference, 'desk', async ({ tx, found, seal, log }): Promise<Warned> => {
      const authority = authorityOf(parts, found.authority)
      const desk = deskOf(parts, authority, found.desk)
      const look = () => warningsOf(tx, parts.keys, authority, desk, found, by.who)
      const before = await look()
      const mark = submissionMark(parts, found.id, submission)
      if (before && (await tx.row(sql`select number from warning where submission = ${mark}`)))
        return { outcome: 'logged', warnings: before }
      if (!before || (kind === 'block' && !before.mayBlock)) return { outcome: 'not-allowed' }
      const [says] = text.trim() === '' ? ['Write what was said or done, and how it was dealt with.'] : unfit(text)
      if (says) return { outcome: 'incomplete', says }
      await keepEntry(tx, seal, desk, found, by, { kind, text, submission: mark })
      const after = await look()
      await log(kind === 'block' ? 'blocked' : 'warned')
      return { outcome: 'logged', warnings: after ?? before }
    }),
  )
}

/** The log of a desk as a table for a spreadsheet: for the post that blocks, and for nobody else. */
export async function exportWarnings(
  parts: Parts,
  by: By,
  deskId: string,
): Promise<{ outcome: 'exported'; entries: WarningEntry[]; csv: string } | NotFound> {
  const authority = authorityOf(parts, by.who.authority)
  const log = parts.desksOf(authority).find(({ id }) => id === deskId)?.['warnings log']
  if (!log || !rolesOf(authority, by.who).includes(log['only blocks'])) {
    await logged(parts, by, { act: 'refused', what: 'warnings' })
    return notFound
  }
  const which = sql`cases.desk = ${deskId} and cases.authority = ${authority.id}`
  const entries = await entriesOf(parts.db, parts.keys, authority, which, by.who)
  await logged(parts, by, { act: 'exported-warnings', what: deskId })
  return { outcome: 'exported', entries, csv: csv([columns, ...entries.map(rowOf)]) }
}

const columns = ['When', 'What', 'Who', 'Profile', 'Content, and how it was dealt with', 'Case']

function rowOf({ at, kind, whoName, profile, text, reference }: WarningEntry): string[] {
  return [at.toISOString(), kind, whoName, profile, text, reference]
}

/** What one case added to the log, for whoever searches or exports that case. */
export async function warningTexts(
  from: Pick<Queries, 'rows'>,
  seal: Seal,
  id: string,
): Promise<{ at: Date; profile: string; text: string }[]> {
  const rows = await from.rows<Pick<Row, 'number' | 'at' | 'body'>>(
    sql`select number, at, body from warning where case_id = ${id} order by number`,
  )
  return rows.map(({ number, at, body }) => ({ at: new Date(at), ...opened(seal, id, number, body) }))
}

async function profileOf(from: Pick<Queries, 'row'>, { id }: Case, question: string): Promise<string | undefined> {
  const row = await from.row<{ hash: string }>(
    sql`select hash from link where case_id = ${id} and question = ${question}`,
  )
  return row?.hash
}

interface Row {
  case_id: string
  reference: string
  number: number
  at: number
  who: string
  kind: WarningEntry['kind']
  body: Uint8Array
}

/** Without those of cases from which whoever asks is left out: a log is a list like any other. */
async function entriesOf(
  from: Pick<Queries, 'row' | 'rows'>,
  keys: Keys,
  authority: Authority,
  which: ReturnType<typeof sql>,
  who: Somebody,
): Promise<WarningEntry[]> {
  const rows = await from.rows<Row>(sql`
    select warning.case_id, cases.reference, warning.number, warning.at, warning.who, warning.kind, warning.body
    from warning join cases on cases.id = warning.case_id
    where ${which} and ${notLeftOut(personMark(keys, who))} order by warning.at, warning.number`)
  const entries: WarningEntry[] = []
  for (const { case_id, reference, number, at, who, kind, body } of rows) {
    const seal = await keys.find(from, keyOf(case_id))
    if (!seal) continue
    const said = opened(seal, case_id, number, body)
    entries.push({ kind, at: new Date(at), reference, who, whoName: nameOf(authority, who), ...said })
  }
  return entries
}

async function keepEntry(
  tx: Transaction,
  seal: Seal,
  desk: DeskHere,
  found: Case,
  by: By,
  { kind, text, submission }: Warning,
): Promise<void> {
  const question = desk['warnings log']?.['found by'] ?? ''
  const { answered } = await reportOf(tx, seal, found.id)
  const profile = String(answered.find(({ id }) => id === question)?.answer ?? '')
  const hash = await profileOf(tx, found, question)
  const last = await tx.row<{ last: number | null }>(
    sql`select max(number) as last from warning where case_id = ${found.id}`,
  )
  const number = (last?.last ?? 0) + 1
  const body = seal.seal(placeOf(found.id, number), JSON.stringify({ profile, text }))
  await tx.run(sql`
    insert into warning (case_id, number, profile, at, who, kind, body, submission)
    values (${found.id}, ${number}, ${hash ?? ''}, ${by.now.getTime()}, ${by.who.id}, ${kind}, ${body},
      ${submission})`)
}

function opened(seal: Seal, id: string, number: number, body: Uint8Array): Pick<WarningEntry, 'profile' | 'text'> {
  return JSON.parse(seal.unseal(placeOf(id, number), body).toString())
}

function placeOf(id: string, number: number) {
  return { table: 'warning', row: `${id}/${number}`, field: 'body' }
}
