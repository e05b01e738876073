import type { Authority } from '../authorities/authority.ts'
import type { Transaction } from '../db/database.ts'
import type { Seal } from '../db/seal.ts'
import { route } from '../desks/route.ts'
import { rolesOf } from './access.ts'
import type { Case } from './case.ts'
import { owe } from './deliveries.ts'
import { addRemark } from './history.ts'
import { leftOutOf } from './left-out.ts'
import { authorityOf, type By, deskOf, type NotFound, type Parts } from './parts.ts'
import { type Reached, reach } from './reach.ts'
import { reportOf } from './report.ts'

/** What goes to a firm outside the council: the answers that the desk marks as shared, and nothing else of the case. */
export interface Passing {
  agency: string
  agencyName: string
  reference: string
  answered: { ask: string; answer: string }[]
}

export type Preview =
  | { outcome: 'shown'; passings: (Passing & { seen: string })[] }
  /** This post may not, or there is no agency for this kind of report. */
  | { outcome: 'not-allowed' }
  | NotFound

export type PassedOn = { outcome: 'passed-on' } | { outcome: 'not-allowed' } | { outcome: 'changed' } | NotFound

/** Exactly what would be sent, for whoever may send it. `seen` says which text that was. */
export function previewAgency(parts: Parts, by: By, reference: string): Promise<Preview> {
  return reach(parts, by, reference, 'desk', async (reached): Promise<Preview> => {
    const passings = await allowed(parts, by, reached)
    if (passings.length === 0) return { outcome: 'not-allowed' }
    await reached.log('viewed')
    return { outcome: 'shown', passings: passings.map(passing => ({ ...passing, seen: markOf(parts, passing) })) }
  })
}

/** Sends to an agency what was just seen, by the act of a person, on record. It leaves through the outbox like any notice. */
export function passOn(parts: Parts, by: By, reference: string, agency: string, seen: string): Promise<PassedOn> {
  return reach(parts, by, reference, 'desk', async (reached): Promise<PassedOn> => {
    const passing = (await allowed(parts, by, reached)).find(one => one.agency === agency)
    if (!passing) return { outcome: 'not-allowed' }
    if (markOf(parts, passing) !== seen) return { outcome: 'changed' }
    const { tx, seal, found, log } = reached
    const authority = authorityOf(parts, found.authority)
    await owe(tx, authority, found, 'passed-on', [`agency:${agency}`], by.now)
    const line = { at: by.now, who: by.who.id, from: by.from, move: 'passed-on', detail: agency } as const
    await addRemark(tx, seal, found, line)
    await log('passed-on', { became: agency })
    return { outcome: 'passed-on' }
  })
}

/** What may be passed on by this person: to each agency that the route of this case names, by the post that it names. */
async function allowed(parts: Parts, by: By, { tx, found, seal }: Reached): Promise<Passing[]> {
  const authority = authorityOf(parts, found.authority)
  const { named } = await leftOutOf(tx, parts.keys, authority, found)
  const kind = { subtype: found.subtype, urgent: found.urgent, about: named }
  const { agencies } = route(authority, deskOf(parts, authority, found.desk), kind, by.now)
  const held = rolesOf(authority, by.who)
  const mine = agencies.filter(({ passedOnBy }) => held.includes(passedOnBy))
  return Promise.all(mine.map(({ agency }) => passingOf(tx, seal, authority, found, agency)))
}

/** Written anew from the report each time, so that no copy of it is kept for sending. */
export async function passingOf(
  from: Pick<Transaction, 'row'>,
  seal: Seal,
  authority: Authority,
  { id, reference }: Pick<Case, 'id' | 'reference'>,
  agency: string,
): Promise<Passing> {
  const { answered } = await reportOf(from, seal, id)
  const shared = answered.filter(({ share }) => share === 'agency')
  return {
    ...{ agency, reference, agencyName: authority.agencies[agency]?.name ?? agency },
    answered: shared.map(({ ask, answer, chosen }) => ({ ask, answer: (chosen ?? [answer].flat()).join('; ') })),
  }
}

function markOf({ keys }: Parts, passing: Passing): string {
  return keys.fingerprint('passing', JSON.stringify(passing))
}
