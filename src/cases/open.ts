import type { Authority } from '../authorities/authority.ts'
import { record } from '../db/audit.ts'
import type { Sends } from '../db/database.ts'
import type { Seal } from '../db/seal.ts'
import { sql } from '../db/sql.ts'
import { isUnavailable } from '../db/unavailable.ts'
import { deadlineOf, kindNow } from '../desks/deadline.ts'
import type { DeskHere } from '../desks/receives.ts'
import { type Route, route, routeAt, toldAtOnce } from '../desks/route.ts'
import { type Case, type CaseRow, caseOf } from './case.ts'
import { promiseOf, startLadder } from './clock/ladder.ts'
import { startClocks } from './clock/side-clocks.ts'
import { owe, placesOf } from './deliveries.ts'
import { drillPace } from './drill/drill.ts'
import { addFiles, discardFiles, type FileKept, writeFiles } from './files.ts'
import { addLine } from './history.ts'
import { cameFrom, isNameless, keepReporter, keyOf, personMark } from './identity.ts'
import { newId } from './ids.ts'
import { leaveOut } from './left-out.ts'
import { isLimited } from './limits.ts'
import { paceOf } from './pace.ts'
import { authorityOf, type By, deskOf, type Parts } from './parts.ts'
import { openTo, rolesOn } from './readers.ts'
import { type NotSaved, notSaved, type Receipt, receiptOf } from './receipt.ts'
import { newReference } from './reference.ts'
import { isKnown, keepLinks, type LinkMark, linkMarks } from './related.ts'
import { answered, keepReport, type Report } from './report.ts'
import { checkSending, type Sending, type Sound } from './sending.ts'

export type Opened =
  | { outcome: 'opened'; receipt: Receipt }
  | { outcome: 'mistakes'; mistakes: { question: string; says: string }[] }
  /** This form was sent before, with other words. They are not saved: they belong in an addition to that case. */
  | { outcome: 'sent-already'; reference: string }
  | { outcome: 'too-many'; until: Date }
  | NotSaved

/**
 * A report becomes a case: the case, its first line of history, who is to be told, the ladder and the audit are one
 * transaction, and the receipt is made after it. Each try of one form carries the same submission id, which is unique in
 * the table: so a retry, a double click, and a try whose answer got lost on the way all end in the same case and receipt.
 */
export async function open(parts: Parts, by: By, sending: Sending): Promise<Opened> {
  const authority = authorityOf(parts, by.who.authority)
  const desk = deskOf(parts, authority, sending.desk)
  const sound = checkSending(authority, desk, sending)
  if ('mistakes' in sound) return { outcome: 'mistakes', mistakes: sound.mistakes }
  const limited = !sending.drill && isLimited(desk, sound)
  const person = personMark(parts.keys, by.who)
  const until = limited ? parts.limits.more(person, sending.submission, by.now) : undefined
  if (until) return { outcome: 'too-many', until }

  const opening = planned(parts, by, authority, desk, sending, sound)
  try {
    parts.at?.('open: begun')
    const sealed = await sealedFiles(parts, opening)
    parts.at?.('open: files written')
    const known = await isKnown(parts.db, parts.keys, desk, opening.found, opening.marks, by.who)
    const kept = await saved(parts, opening, sealed)
    parts.at?.('open: committed')
    if (kept.found.id !== opening.found.id) await dropFiles(parts, opening).catch(() => {})
    if (kept.content !== opening.content) return { outcome: 'sent-already', reference: kept.found.reference }
    const isNew = kept.found.id === opening.found.id
    const told = isNew ? known : await isKnown(parts.db, parts.keys, desk, kept.found, opening.marks, by.who)
    return { outcome: 'opened', receipt: receiptOf(authority, desk, kept.found, opening.route.leftOut, told) }
  } catch (error) {
    await dropFiles(parts, opening).catch(() => {})
    if (isUnavailable(error)) return notSaved(authority, desk.id)
    throw error
  }
}

interface Opening {
  by: By
  authority: Authority
  desk: DeskHere
  sending: Sending
  sound: Sound
  route: Route
  report: Report
  /** Of the links in it. */
  marks: LinkMark[]
  found: Case
  submission: string
  content: string
}

function planned(
  { keys, mode }: Parts,
  by: By,
  authority: Authority,
  desk: DeskHere,
  sending: Sending,
  sound: Sound,
): Opening {
  const { drill } = sending
  const identity = drill ? 'anonymous' : sound.identity
  const deadline = deadlineOf(authority, desk, sound.answers)
  const kind = drill ? { ...sound.kind, urgent: drill.urgent } : kindNow(authority, desk, sound.answers, by.now)
  const pace = drill ? drillPace(paceOf(desk, kind.urgent)) : paceOf(desk, kind.urgent, deadline)
  const found: Case = {
    id: newId(by.now),
    reference: '',
    ...{ authority: authority.id, desk: desk.id, subtype: kind.subtype, urgent: kind.urgent, identity },
    ...{ practice: mode === 'practice', drill: drill !== undefined, noPictures: sound.noPictures },
    ...{ state: 'received', version: 1, open: true, opened: by.now, onHold: false, pace },
    promised: promiseOf(authority, pace, by.now),
  }
  // Whoever guesses the id of another's form must not be given its receipt. Of somebody without a name nothing may go in.
  const sender = isNameless(found) ? [] : [by.from, by.who.id]
  const report = { answered: answered(authority, desk, sound.answers), clauses: [...sending.clauses] }
  return {
    ...{ by, authority, desk, sending, sound, report, found },
    marks: linkMarks(keys, authority, report.answered),
    route: drill ? routeAt(authority, desk, kind, drill.moment) : route(authority, desk, kind, by.now),
    submission: keys.fingerprint('submission', JSON.stringify([authority.id, ...sender, sending.submission])),
    content: keys.fingerprint('content', sound.said),
  }
}

interface Sealed {
  seal: Seal
  files: FileKept[]
}

/** The case's key is made before its files are sealed, in a transaction of its own, which is as good as none by itself. */
async function sealedFiles(parts: Parts, { found, sound }: Opening): Promise<Sealed | undefined> {
  if (sound.files.length === 0) return undefined
  const seal = await parts.db.transaction(tx => parts.keys.create(tx, keyOf(found.id)))
  return { seal, files: await writeFiles(parts, seal, found.id, sound.files) }
}

/** Whether the case was saved after all is asked first: the connection may have been lost with the answer to the commit. */
async function dropFiles(parts: Parts, { found, sound }: Opening): Promise<void> {
  if (sound.files.length === 0) return
  if (await parts.db.row(sql`select id from cases where id = ${found.id}`)) return
  await parts.db.transaction(tx => parts.keys.destroy(tx, keyOf(found.id)))
  await discardFiles(parts, found.id)
}

interface Kept {
  found: Case
  content: string | null
}

const mostTries = 5

/**
 * Written without asking first: nearly always it is new. Where the database refuses it, this form has its case already; or else the
 * reference was taken or the master key replaced, and both are drawn anew.
 */
async function saved(parts: Parts, opening: Opening, sealed: Sealed | undefined): Promise<Kept> {
  for (let tries = 1; tries <= mostTries; tries++) {
    const found = { ...opening.found, reference: newReference(opening.desk.id) }
    const outcome = await parts.db.write(tx => writeRows(parts, tx, { ...opening, found }, sealed))
    if (outcome === 'written') return { found, content: opening.content }
    const before = await earlier(parts, opening)
    if (before) return before
    await parts.keys.reread()
  }
  throw new Error(`The database refused a new case ${mostTries} times.`)
}

/** With what its receipt said, as far as that has not changed since: each try is told the same. */
async function earlier({ db }: Parts, { submission }: Opening): Promise<Kept | undefined> {
  const row = await db.row<CaseRow & { content: string | null }>(
    sql`select * from cases where submission = ${submission}`,
  )
  return row && { found: caseOf(row), content: row.content }
}

async function writeRows(parts: Parts, tx: Sends, opening: Opening, sealed: Sealed | undefined): Promise<void> {
  const { by, authority, desk, sound, route: told, found, report, marks } = opening
  const { keys } = parts
  const { now } = by
  const first = toldAtOnce(told)
  const about = sound.kind.about ?? []
  const left = told.leftOut.map(person => ({ person, because: about.includes(person) ? 'about' : 'manager' }) as const)
  const from = cameFrom(found, 'reporter', by.from)
  const line = { number: 1, at: now, who: opener(found), from, move: 'open', state: found.state } as const
  insertCase(tx, opening)
  const { seal, files } = sealed ?? { seal: keys.send(tx, keyOf(found.id)), files: [] }
  await Promise.all([
    keepReport(tx, seal, found.id, desk.version, report),
    keepReporter(tx, keys, seal, found, by.who),
    addLine(tx, seal, found.id, line),
    openTo(tx, found, rolesOn(authority, first, told.leftOut), now),
    leaveOut(tx, keys, found, left),
    owe(tx, authority, found, 'opened', placesOf(authority, first, told.leftOut), now),
    startLadder(tx, authority, found, now),
    startClocks(tx, authority, desk, found, sound.answers),
    keepLinks(tx, found.id, marks),
    addFiles(tx, seal, found.id, 'reporter', files, now),
  ])
  parts.at?.('open: written')
  await record(tx, { who: opener(found), act: 'opened', what: found.reference, became: found.state }, now)
}

function opener({ drill }: Case): 'signpost' | 'reporter' {
  return drill ? 'signpost' : 'reporter'
}

function insertCase(tx: Sends, { found, submission, content }: Opening): void {
  const { id, reference, authority, desk, subtype, identity, state, version } = found
  const [opened, promised] = [found.opened.getTime(), found.promised.getTime()]
  const yes = (is: boolean) => (is ? 1 : 0)
  tx.send(sql`
    insert into cases (id, reference, authority, desk, subtype, urgent, practice, drill, identity, no_pictures, state,
      version, is_open, opened, promised, first_promised, pace, on_hold, submission, content)
    values (${id}, ${reference}, ${authority}, ${desk}, ${subtype}, ${yes(found.urgent)}, ${yes(found.practice)},
      ${yes(found.drill)}, ${identity}, ${yes(found.noPictures)}, ${state}, ${version}, 1, ${opened}, ${promised},
      ${promised}, ${JSON.stringify(found.pace)}, ${yes(found.onHold)}, ${submission}, ${content})`)
}
