import { localTime } from '../../authorities/hours.ts'
import { Fixable } from '../../errors.ts'
import { isTimeFor } from '../chore.ts'
import { open } from '../open.ts'
import { asSignpost, authorityOf, type Parts } from '../parts.ts'
import { drillForm } from './form.ts'
import { type DrillRoute, fewest, routesOn } from './plan.ts'

/** A report of a drill, as it was filed. */
export interface Filed {
  reference: string
  desk: string
  /** How many people and rooms are told. */
  told: number
}

/** Two people, or a clock and a person, must not ask everybody twice. */
const apartMs = 10 * 60_000

/**
 * Files test reports of one council, so that everybody who would be told of some report is told of one of these: through the same
 * door as any report, into the outbox, and from there by the running program.
 */
export async function startDrill(parts: Parts, council: string, now: Date): Promise<Filed[]> {
  const authority = authorityOf(parts, council)
  const desks = parts.desksOf(authority)
  if (!(await isTimeFor(parts.db, `drill ${authority.id}`, apartMs, now)))
    throw new Fixable(
      `A drill of ${authority.name} began in the last ten minutes. See it with: npm run drill -- --report`,
    )
  const filed: Filed[] = []
  for (const route of fewest(routesOn(authority, desks, localTime(authority, now).day)))
    filed.push(await file(parts, authority.id, route, now))
  return filed
}

async function file(
  parts: Parts,
  council: string,
  { desk, told, cells: [cell] }: DrillRoute,
  now: Date,
): Promise<Filed> {
  const authority = authorityOf(parts, council)
  const opened = await open(parts, asSignpost(authority, now), {
    ...{ desk: desk.id, given: drillForm(authority, desk, cell.subtype, now), clauses: [] },
    submission: `drill ${now.toISOString()} ${desk.id} ${told.join(' ')}`,
    drill: { urgent: cell.urgent, moment: cell.route.moment },
  })
  if (opened.outcome === 'opened') return { reference: opened.receipt.reference, desk: desk.name, told: told.length }
  if (opened.outcome === 'not-saved') throw new Fixable(`The drill could not be filed. ${opened.says[0]}`)
  const why = opened.outcome === 'mistakes' ? opened.mistakes.map(({ says }) => says).join(' ') : opened.outcome
  throw new Fixable(`The form of the ${desk.name} desk of ${authority.name} could not be filled in for a drill: ${why}`)
}
