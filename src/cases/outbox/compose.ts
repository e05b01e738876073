import type { Authority } from '../../authorities/authority.ts'
import type { Seal } from '../../db/seal.ts'
import { sql } from '../../db/sql.ts'
import { bannerOf } from '../../desks/practice.ts'
import type { DeskHere } from '../../desks/receives.ts'
import { asPerson, rolesOf } from '../access.ts'
import { passingOf } from '../agency.ts'
import { type Case, type CaseRow, caseOf } from '../case.ts'
import { clocksOf } from '../clock/side-clocks.ts'
import { type About, type AboutProgram, partsOf, readsIn, type To } from '../deliveries.ts'
import { keyOf, reporterOf } from '../identity.ts'
import { leftOutOf } from '../left-out.ts'
import { nameOf } from '../names.ts'
import { authorityOf, deskOf, type Parts } from '../parts.ts'
import { readersOf } from '../readers.ts'
import { addressesOf } from './addresses.ts'
import type { Row } from './claim.ts'
import type { Composed } from './composed.ts'
import type { Brief, Notice } from './notice.ts'
import { programNotice } from './program.ts'
import { stillTrue } from './still-true.ts'

/** Writes a notice, from the case as it is at this moment. Nothing where there is nothing to be said any more. */
export async function compose(parts: Parts, row: Row, now: Date): Promise<Composed | undefined> {
  if (row.case_id === null) return programNotice(parts, row, now)
  const stored = await parts.db.row<CaseRow>(sql`select * from cases where id = ${row.case_id}`)
  const seal = stored && (await parts.keys.find(parts.db, keyOf(stored.id)))
  if (!stored || !seal) return undefined
  const found = caseOf(stored)
  const authority = authorityOf(parts, found.authority)
  const desk = deskOf(parts, authority, found.desk)
  const about = row.about as About
  const clock = (await clocksOf(parts.db, found.id)).find(({ number }) => row.regarding === `clock:${number}`)
  if (!stillTrue(about, found, desk.safety, clock !== undefined && !clock.met)) return undefined

  const reaches = await reachOf(parts, authority, found, seal, row)
  if (!reaches) return undefined
  const brief = { ...briefOf(authority, desk, found), ...(clock ? { clocks: [clockOf(desk, clock)] } : {}) }
  const [to, id = ''] = partsOf(row.destination)
  return {
    row,
    seal,
    addresses: reaches.addresses,
    urgent: found.urgent,
    ...(to === 'agency' ? { passing: await passingOf(parts.db, seal, authority, found, id) } : {}),
    notice: {
      ...noticeFor(parts, authority, about, to === 'reporter' || to === 'agency' ? to : 'desk'),
      cases: to === 'agency' ? [] : [reaches.hasIt ? brief : { ...brief, state: 'gone' }],
    },
  }
}

/** Where whoever is told can be reached, and whether the case is still theirs; nothing where they must not hear of it. */
async function reachOf(
  parts: Parts,
  authority: Authority,
  found: Case,
  seal: Seal,
  { id, destination, about, address }: Row,
): Promise<{ addresses: string[]; hasIt: boolean } | undefined> {
  if (destination === 'reporter') {
    const kept = address && seal.unseal({ table: 'delivery', row: id, field: 'address' }, address).toString()
    const known = kept || (await reporterOf(parts.db, seal, found.id))?.address
    return known ? { addresses: [known], hasIt: true } : undefined
  }
  const [kind, who] = partsOf(destination)
  if (kind === 'agency') return { addresses: addressesOf(authority, destination), hasIt: false }
  const leftOut = await leftOutOf(parts.db, parts.keys, authority, found)
  const sees = kind === 'room' ? readsIn(authority, who, leftOut.all) : leftOut.all.includes(who)
  if (sees) return undefined
  const hasIt = await isTheirs(parts, authority, found, destination)
  // Heads are told what the records officer did, and of what was posted where it no longer belongs; nobody else of a case they
  // do not have.
  const ofRecords = about === 'exported' || about === 'searched'
  if (!hasIt && !ofRecords && about !== 'changed') return undefined
  return { addresses: addressesOf(authority, destination), hasIt: hasIt || ofRecords }
}

async function isTheirs(parts: Parts, authority: Authority, found: Case, destination: To): Promise<boolean> {
  const readers = await readersOf(parts.db, found)
  const [kind, id] = partsOf(destination)
  if (kind === 'room') return readers.some(role => authority.roles[role]?.rooms.includes(id))
  const held = rolesOf(authority, asPerson(authority, id))
  return found.owner === id || held.some(role => readers.includes(role))
}

export function noticeFor(
  { mode }: Parts,
  { id }: Authority,
  about: About | AboutProgram,
  to: Notice['to'],
): Omit<Notice, 'cases'> {
  const banner = bannerOf(mode)
  return { about, authority: id, to, troubles: [], ...(banner ? { banner } : {}) }
}

function briefOf(authority: Authority, desk: DeskHere, found: Case): Brief {
  const shows = desk.confidentiality['notices show']
  const { reference, urgent, drill, state, opened, promised, owner, version, pace } = found
  return {
    ...{ reference, urgent, drill, state, opened, promised, version },
    ...(shows === 'reference' ? {} : { desk: desk.name }),
    ...(shows === 'sub-type' ? { subtype: desk['sub-types'][found.subtype]?.name ?? found.subtype } : {}),
    ...(pace.deadline === undefined ? {} : { deadline: new Date(pace.deadline) }),
    ...(owner ? { owner: nameOf(authority, owner) } : {}),
  }
}

/** What a clock is called may say of what kind the report is. */
function clockOf(desk: DeskHere, { name, due }: { name: string; due: Date }): NonNullable<Brief['clocks']>[number] {
  return desk.confidentiality['notices show'] === 'sub-type' ? { name, due } : { due }
}
