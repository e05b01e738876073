import { randomUUID } from 'node:crypto'
import type { Authority } from '../authorities/authority.ts'
import { recordAll } from '../db/audit.ts'
import type { Queries } from '../db/database.ts'
import type { Seal } from '../db/seal.ts'
import { listed, sql } from '../db/sql.ts'
import { isRecordsOfficer, notLeftOut } from './access.ts'
import { type Case, type CaseRow, caseOf } from './case.ts'
import { owe, placesOf, type To } from './deliveries.ts'
import { linesOf } from './history.ts'
import { auditName, keyOf, personMark, reporterOf } from './identity.ts'
import { leftOutOf } from './left-out.ts'
import { logged } from './logged.ts'
import { authorityOf, type By, type NotFound, notFound, type Parts } from './parts.ts'
import { postsNow } from './posts.ts'
import { readersOf } from './readers.ts'
import { reportOf } from './report.ts'
import { messagesOf, notesOf } from './words.ts'

/** Why the records officer looks: the law that lets people ask, and what was asked, in words that are sealed. */
export interface Request {
  under: 'subject-access' | 'freedom-of-information' | 'court-order'
  reason: string
}

export interface Found {
  reference: string
  desk: string
  state: Case['state']
  opened: Date
}

/** What goes out of one case. Who reported it never does; nor what the officer names to be taken out of it. */
export interface Exported extends Found {
  answered: { ask: string; answer: string }[]
  history: { at: Date; move: string; note?: string; words?: string }[]
  messages: { at: Date; from: 'desk' | 'reporter'; text: string }[]
  notes: { at: Date; text: string }[]
}

export type Searched = { outcome: 'searched'; found: Found[] } | { outcome: 'incomplete'; says: string } | NotFound
export type Given = { outcome: 'exported'; cases: Exported[] } | { outcome: 'incomplete'; says: string } | NotFound

/**
 * Cases of the council in which all of some words stand, wherever somebody wrote them. It opens every case to look, because
 * nothing of what is sealed is kept in a form that could be searched.
 */
export async function searchRecords(parts: Parts, by: By, words: string, request: Request): Promise<Searched> {
  const authority = authorityOf(parts, by.who.authority)
  if (!isRecordsOfficer(authority, by.who)) return refused(parts, by)
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean)
  if (wanted.length === 0 || request.reason.trim() === '')
    return { outcome: 'incomplete', says: 'Write what to look for, and who asked for it and why.' }
  await logged(parts, by, { act: 'searched', what: 'cases', why: request.under })

  const found: Found[] = []
  await parts.db.snapshot(async view => {
    const all = sql`
      select cases.* from cases
      where cases.authority = ${authority.id} and ${notLeftOut(personMark(parts.keys, by.who))} order by opened`
    for (const row of await view.rows<CaseRow>(all)) {
      const seal = await parts.keys.find(view, keyOf(row.id))
      if (!seal) continue
      const text = textsOf(await contentOf(view, seal, caseOf(row)))
      // Of whoever gave their name, a report is their data too.
      const name = (await reporterOf(view, seal, row.id))?.name ?? ''
      if (wanted.every(word => [name, ...text].some(one => one.toLowerCase().includes(word))))
        found.push(foundOf(caseOf(row)))
    }
  })
  return { outcome: 'searched', found }
}

/** Gives out what some cases hold, puts it on record with the reason, and tells the heads of the desks that had them. */
export async function exportRecords(
  parts: Parts,
  by: By,
  references: readonly string[],
  request: Request,
  takeOut: readonly string[] = [],
): Promise<Given> {
  const authority = authorityOf(parts, by.who.authority)
  if (!isRecordsOfficer(authority, by.who)) return refused(parts, by)
  if (references.length === 0 || request.reason.trim() === '')
    return { outcome: 'incomplete', says: 'Name the cases, and write who asked for them and why.' }
  return parts.db.transaction(async tx => {
    const rows = await tx.rows<CaseRow>(sql`
      select cases.* from cases where cases.authority = ${authority.id}
        and cases.reference in (${listed([...references])}) and ${notLeftOut(personMark(parts.keys, by.who))}
      order by opened`)
    const cases: Exported[] = []
    for (const found of rows.map(caseOf)) {
      const seal = await parts.keys.find(tx, keyOf(found.id))
      if (!seal) continue
      cases.push(without(takeOut, await contentOf(tx, seal, found)))
      await owe(tx, authority, found, 'exported', await headsOf(parts, authority, tx, found, by.now), by.now)
    }
    const id = randomUUID()
    const reason = parts.keys.kept.seal({ table: 'export', row: id, field: 'reason' }, JSON.stringify(request))
    await tx.run(sql`
      insert into export (id, at, authority, who, cases, reason)
      values (${id}, ${by.now.getTime()}, ${authority.id}, ${by.who.id}, ${cases.length}, ${reason})`)
    const who = auditName(authority, parts.keys, by.who)
    const entries = cases.map(({ reference }) => ({ who, act: 'exported', what: reference, why: request.under }))
    await recordAll(tx, [{ who, act: 'export', what: id, why: request.under }, ...entries], by.now)
    return { outcome: 'exported', cases }
  })
}

async function refused(parts: Parts, by: By): Promise<NotFound> {
  await logged(parts, by, { act: 'refused', what: 'records' })
  return notFound
}

function foundOf({ reference, desk, state, opened }: Case): Found {
  return { reference, desk, state, opened }
}

async function contentOf(from: Pick<Queries, 'row' | 'rows'>, seal: Seal, found: Case): Promise<Exported> {
  const [report, history, messages, notes] = await Promise.all([
    reportOf(from, seal, found.id),
    linesOf(from, seal, found.id),
    messagesOf(from, seal, found.id),
    notesOf(from, seal, found.id),
  ])
  const answered = report.answered.filter(({ id }) => id !== 'identity')
  return {
    ...foundOf(found),
    answered: answered.map(({ ask, answer, chosen }) => ({ ask, answer: (chosen ?? [answer].flat()).join('; ') })),
    history: history.map(({ at, move, note, words }) => ({
      at,
      move,
      ...(note ? { note } : {}),
      ...(words ? { words } : {}),
    })),
    messages: messages.map(({ at, side, text }) => ({ at, from: side, text })),
    notes: notes.map(({ at, text }) => ({ at, text })),
  }
}

function textsOf({ answered, history, messages, notes }: Exported): string[] {
  return [
    ...answered.map(({ answer }) => answer),
    ...history.flatMap(({ note = '', words = '' }) => [note, words]),
    ...[...messages, ...notes].map(({ text }) => text),
  ]
}

/** Takes words out of every text, in whatever case they stand; what is taken out is not there in another form. */
function without(words: readonly string[], exported: Exported): Exported {
  const parts = words.filter(word => word.trim() !== '').map(word => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  if (parts.length === 0) return exported
  const pattern = new RegExp(parts.join('|'), 'giu')
  const clean = (text: string) => text.replace(pattern, '[taken out]')
  const cleaned = <T extends { note?: string; words?: string }>(line: T): T => ({
    ...line,
    ...(line.note ? { note: clean(line.note) } : {}),
    ...(line.words ? { words: clean(line.words) } : {}),
  })
  return {
    ...exported,
    answered: exported.answered.map(({ ask, answer }) => ({ ask, answer: clean(answer) })),
    history: exported.history.map(cleaned),
    messages: exported.messages.map(message => ({ ...message, text: clean(message.text) })),
    notes: exported.notes.map(note => ({ ...note, text: clean(note.text) })),
  }
}

/** Whoever stands above the posts that have the case; these posts themselves where nobody does. */
async function headsOf(
  parts: Parts,
  authority: Authority,
  tx: Pick<Queries, 'rows'>,
  found: Case,
  now: Date,
): Promise<To[]> {
  const leftOut = await leftOutOf(tx, parts.keys, authority, found)
  const heads = (await readersOf(tx, found)).map(role => authority.roles[role]?.head ?? role)
  const told = postsNow(authority, heads, leftOut.all, now)
  return placesOf(authority, told, leftOut.all)
}
