import type { Authority } from '../authorities/authority.ts'
import { sql } from '../db/sql.ts'
import type { DeskHere } from '../desks/receives.ts'
import { route } from '../desks/route.ts'
import { asPerson, rolesOf } from './access.ts'
import { bannerFor } from './banner.ts'
import type { Case } from './case.ts'
import { type Clock, clocksOf } from './clock/side-clocks.ts'
import { type FileShown, filesOf } from './files.ts'
import { type Line, linesOf } from './history.ts'
import { reporterOf } from './identity.ts'
import { leftOutOf } from './left-out.ts'
import { isAllowed, type Move, moves } from './moves.ts'
import { nameOf } from './names.ts'
import { authorityOf, type By, deskOf, type NotFound, type Parts } from './parts.ts'
import { type Reached, reach } from './reach.ts'
import { readersOf } from './readers.ts'
import { relatedTo } from './related.ts'
import { type Report, reportOf } from './report.ts'
import { markSeen } from './seen.ts'
import { type Warnings, warningsOf } from './warnings.ts'
import { type Message, messagesOf, type Note, notesOf } from './words.ts'

/** A case as its desk sees it. Names are for showing; ids of people are in `case` and `history`. */
export interface DeskPage {
  outcome: 'shown'
  case: Case
  desk: string
  subtype: string
  /** Who sent it, where they gave their name. */
  reporter?: { name: string; address: string; confidential: boolean }
  /** Whether whoever reported it can still be written to. */
  canBeAsked: boolean
  ownerName?: string
  report: Report & { form: string }
  history: (Line & { whoName: string })[]
  messages: Message[]
  notes: (Note & { whoName: string })[]
  files: FileShown[]
  /** What the law, or the council's own document, gives so much time for. */
  clocks: Clock[]
  /** Other cases about the same link that this person may see. */
  related: string[]
  /** Of the person whom it is about, where the desk keeps a log of warnings. */
  warnings?: Warnings
  /** Who has opened it, and when first. Opening is no answer to it. */
  seenBy: { name: string; first: Date }[]
  /** The notices of its last step: how many of how many have arrived. */
  told: { arrived: number; of: number }
  outcomes: { id: string; name: string; giveReason: boolean }[]
  /** What may be done with it now, and by whom it may be done: people of this desk, and other desks it could go to. */
  moves: Move[]
  colleagues: { id: string; name: string }[]
  desks: { id: string; name: string; subtypes: Record<string, string> }[]
  /** Whether whoever asks may pass something on to an agency. */
  mayPassOn: boolean
  banner?: string
}

/** Opens a case for its desk. It is then seen by that person, and nothing else has changed: nobody has acknowledged it. */
export async function show(parts: Parts, by: By, reference: string): Promise<DeskPage | NotFound> {
  return reach(parts, by, reference, 'desk', async reached => {
    const page = await pageOf(parts, by, reached)
    await markSeen(reached.tx, reached.found, by)
    await reached.log('viewed')
    return page
  })
}

async function pageOf(parts: Parts, by: By, { tx, found, seal }: Reached): Promise<DeskPage> {
  const authority = authorityOf(parts, found.authority)
  const desk = deskOf(parts, authority, found.desk)
  const [report, history, messages, notes, files, related, reporter, warnings, seen, told, clocks] = await Promise.all([
    reportOf(tx, seal, found.id),
    linesOf(tx, seal, found.id),
    messagesOf(tx, seal, found.id),
    notesOf(tx, seal, found.id),
    filesOf(tx, seal, found.id),
    relatedTo(tx, parts.keys, authority, found, by.who),
    reporterOf(tx, seal, found.id),
    warningsOf(tx, parts.keys, authority, desk, found, by.who),
    tx.rows<{ who: string; first_at: number }>(
      sql`select who, first_at from seen where case_id = ${found.id} order by first_at`,
    ),
    tx.rows<{ state: string }>(sql`
      select state from delivery where case_id = ${found.id} and destination <> 'reporter'
        and about <> 'changed' and created = (
          select max(created) from delivery
          where case_id = ${found.id} and destination <> 'reporter' and about <> 'changed')`),
    clocksOf(tx, found.id),
  ])
  const banner = bannerFor(found)
  return {
    outcome: 'shown',
    case: found,
    desk: desk.name,
    subtype: desk['sub-types'][found.subtype]?.name ?? found.subtype,
    // A name is kept only of those who gave it to the desk.
    ...(reporter?.name
      ? { reporter: { ...reporter, name: reporter.name, confidential: found.identity === 'confidential' } }
      : {}),
    canBeAsked: reporter !== undefined,
    ...(found.owner ? { ownerName: nameOf(authority, found.owner) } : {}),
    ...{ report, messages, files, related, clocks },
    ...(warnings ? { warnings } : {}),
    history: history.map(line => ({ ...line, whoName: nameOf(authority, line.who) })),
    notes: notes.map(note => ({ ...note, whoName: nameOf(authority, note.who) })),
    seenBy: seen.map(({ who, first_at }) => ({ name: nameOf(authority, who), first: new Date(first_at) })),
    told: { arrived: told.filter(({ state }) => state === 'delivered').length, of: told.length },
    outcomes: Object.entries(desk.outcomes).map(([id, { name, 'give reason': giveReason }]) => ({
      id,
      name,
      giveReason,
    })),
    ...(await optionsOf(parts, by, { tx, found, authority, desk })),
    ...(banner ? { banner } : {}),
  }
}

interface Around {
  tx: Reached['tx']
  found: Case
  authority: Authority
  desk: DeskHere
}

/** What whoever looks can do next, so that no page offers what would be refused. */
async function optionsOf(
  parts: Parts,
  by: By,
  { tx, found, authority, desk }: Around,
): Promise<Pick<DeskPage, 'moves' | 'colleagues' | 'desks' | 'mayPassOn'>> {
  const [readers, leftOut] = await Promise.all([readersOf(tx, found), leftOutOf(tx, parts.keys, authority, found)])
  const kind = { subtype: found.subtype, urgent: found.urgent, about: leftOut.named }
  const held = rolesOf(authority, by.who)
  const people = Object.entries(authority.people).filter(
    ([id]) =>
      !leftOut.all.includes(id) && rolesOf(authority, asPerson(authority, id)).some(role => readers.includes(role)),
  )
  return {
    moves: (Object.keys(moves) as Move[]).filter(move => isAllowed(move, found.state, 'desk', desk.safety)),
    colleagues: people.map(([id, { name }]) => ({ id, name })),
    desks: parts.desksOf(authority).map(({ id, name, 'sub-types': subtypes }) => ({
      ...{ id, name },
      subtypes: Object.fromEntries(Object.entries(subtypes).map(([subtype, { name }]) => [subtype, name])),
    })),
    mayPassOn: route(authority, desk, kind, by.now).agencies.some(({ passedOnBy }) => held.includes(passedOnBy)),
  }
}
