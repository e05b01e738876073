import type { Authority } from '../../authorities/authority.ts'
import { sql } from '../../db/sql.ts'
import { bannerOf } from '../../desks/practice.ts'
import { type AboutProgram, partsOf, type To } from '../deliveries.ts'
import { authorityOf, type Parts } from '../parts.ts'
import { type Stuck, stuckOf } from '../stuck.ts'
import { addressesOf } from './addresses.ts'
import type { Row } from './claim.ts'
import type { Composed } from './composed.ts'
import type { Trouble } from './notice.ts'

/** For whoever looks after the program: what could not be delivered, and why. Nothing of a case but its reference. */
export async function programNotice(parts: Parts, row: Row, now: Date): Promise<Composed | undefined> {
  const authority = authorityOf(parts, row.authority)
  const troubles = await troublesOf(parts, authority, row, now)
  if (troubles.length === 0) return undefined
  const banner = bannerOf(parts.mode)
  const about = row.about as AboutProgram
  return {
    row,
    urgent: false,
    addresses: addressesOf(authority, row.destination),
    notice: { about, authority: authority.id, to: 'administrator', cases: [], troubles, ...(banner ? { banner } : {}) },
  }
}

async function troublesOf(
  parts: Parts,
  authority: Authority,
  { about, regarding, destination }: Row,
  now: Date,
): Promise<Trouble[]> {
  const reader = destination.slice('person:'.length)
  if (about === 'repaired') return regarding ? [{ reference: regarding, whom: '', problem: 'no-timer' }] : []
  const all = await stuckOf(parts, authority, reader, now)
  if (about === 'stuck') return all.map(one => troubleOf(authority, one))
  const rows = await parts.db.rows<Stuck & { reference: string | null }>(sql`
    select cases.reference, destination, problem from delivery left join cases on cases.id = delivery.case_id
    where delivery.id = ${regarding ?? ''}`)
  return rows.map(one => troubleOf(authority, one))
}

function troubleOf(
  authority: Authority,
  one: Pick<Stuck, 'destination' | 'problem'> & { reference?: string | null },
): Trouble {
  return {
    ...(one.reference ? { reference: one.reference } : {}),
    whom: whomOf(authority, one.destination as To),
    problem: one.problem ?? 'late',
  }
}

/** A person or a room by name; of whoever reported, only that. */
function whomOf(authority: Authority, destination: To): string {
  const [kind, id] = partsOf(destination)
  if (kind === 'reporter') return 'the person who reported it'
  const known = { room: authority.rooms, agency: authority.agencies, person: authority.people }
  return known[kind as 'person'][id]?.name ?? id
}
