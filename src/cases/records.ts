import { randomUUID } from 'node:crypto'
import type { Authority } from '../authorities/authority.ts'
import { recordAll } from '../db/audit.ts'
import type { Queries, Transaction } from '../db/database.ts'
import { listed, sql } from '../db/sql.ts'
import { isRecordsOfficer, notLeftOut } from './access.ts'
import { type Case, type CaseRow, caseOf } from './case.ts'
import { type Content, contentOf, eachText, textsOf } from './content.ts'
import { owe, placesOf, type To } from './deliveries.ts'
import { auditName, keyOf, personMark, reporterOf } from './identity.ts'
import { leftOutOf } from './left-out.ts'
import { logged } from './logged.ts'
import { authorityOf, type By, type NotFound, notFound, type Parts } from './parts.ts'
import { postsNow } from './posts.ts'
import { readersOf } from './readers.ts'
import { readReference } from './reference.ts'
import { folded, taker } from './take-out.ts'

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
export interface Exported extends Found, Content {}

export type Searched = { outcome: 'searched'; found: Found[] } | { outcome: 'incomplete'; says: string } | NotFound
export type Given = { outcome: 'exported'; cases: Exported[] } | { outcome: 'incomplete'; says: string } | NotFound

/** Before a form is shown to somebody who may not fill it in. That they tried is on record. */
export async function mayReadRecords(parts: Parts, by: By): Promise<boolean> {
  if (isRecordsOfficer(authorityOf(parts, by.who.authority), by.who)) return true
  await refused(parts, by)
  return false
}

/**
 * Cases of the council in which all of some words stand, wherever somebody wrote them. It opens every case to look, because
 * nothing of what is sealed is kept in a form that could be searched.
 */
export async function searchRecords(parts: Parts, by: By, words: string, request: Request): Promise<Searched> {
  const authority = authorityOf(parts, by.who.authority)
  if (!isRecordsOfficer(authority, by.who)) return refused(parts, by)
  const wanted = folded(words).split(/\s+/).filter(Boolean)
  if (wanted.length === 0 || request.reason.trim() === '')
    return { outcome: 'incomplete', says: 'Write what to look for, and who asked for it and why.' }

  const found: Case[] = []
  await parts.db.snapshot(async view => {
    const all = sql`
      select cases.* from cases
      where cases.authority = ${authority.id} and ${notLeftOut(personMark(parts.keys, by.who))} order by opened`
    for (const row of await view.rows<CaseRow>(all)) {
      const seal = await parts.keys.find(view, keyOf(row.id))
      if (!seal) continue
      const texts = textsOf(await contentOf(view, seal, row.id))
      // Of whoever gave their name, a report is their data too.
      texts.push((await reporterOf(view, seal, row.id))?.name ?? '')
      if (wanted.every(word => texts.some(text => folded(text).includes(word)))) found.push(caseOf(row))
    }
  })
  await parts.db.transaction(tx =>
    putOnRecord(parts, tx, by, { act: 'search', each: 'searched', found, missing: [], request, words }),
  )
  return { outcome: 'searched', found: found.map(foundOf) }
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
  const wanted = references.map(reference => readReference(reference) ?? 'no-reference')
  return parts.db.transaction(async tx => {
    const rows = await tx.rows<CaseRow>(sql`
      select cases.* from cases where cases.authority = ${authority.id}
        and cases.reference in (${listed(wanted)}) and ${notLeftOut(personMark(parts.keys, by.who))}
      order by opened`)
    const found: Case[] = []
    const cases: Exported[] = []
    const without = taker(takeOut)
    for (const one of rows.map(caseOf)) {
      const seal = await parts.keys.find(tx, keyOf(one.id))
      if (!seal) continue
      found.push(one)
      cases.push({ ...foundOf(one), ...eachText(await contentOf(tx, seal, one.id), without) })
    }
    const missing = wanted.filter(reference => !found.some(one => one.reference === reference))
    await putOnRecord(parts, tx, by, { act: 'export', each: 'exported', found, missing, request })
    return { outcome: 'exported', cases }
  })
}

interface OnRecord {
  act: string
  each: 'searched' | 'exported'
  found: readonly Case[]
  /** References of which nothing was given: there is no such case, or none for this officer. */
  missing: readonly string[]
  request: Request
  words?: string
}

/** The reason, sealed; a notice to the heads of each case; and a row of the audit for each. */
async function putOnRecord(
  parts: Parts,
  tx: Transaction,
  by: By,
  { act, each, found, missing, request, words }: OnRecord,
): Promise<void> {
  const authority = authorityOf(parts, by.who.authority)
  for (const one of found) await owe(tx, authority, one, each, await headsOf(parts, authority, tx, one, by.now), by.now)
  const id = randomUUID()
  const place = { table: 'export', row: id, field: 'reason' }
  const reason = parts.keys.kept.seal(place, JSON.stringify({ ...request, ...(words ? { words } : {}) }))
  await tx.run(sql`
    insert into export (id, at, authority, who, cases, reason)
    values (${id}, ${by.now.getTime()}, ${authority.id}, ${by.who.id}, ${found.length}, ${reason})`)
  const who = auditName(authority, parts.keys, by.who)
  const why = request.under
  const entries = [
    { who, act, what: id, why },
    ...found.map(({ reference }) => ({ who, act: each, what: reference, why })),
    ...missing.map(what => ({ who, act: 'refused', what })),
  ]
  await recordAll(tx, entries, by.now)
}

async function refused(parts: Parts, by: By): Promise<NotFound> {
  await logged(parts, by, { act: 'refused', what: 'records' })
  return notFound
}

function foundOf({ reference, desk, state, opened }: Case): Found {
  return { reference, desk, state, opened }
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
