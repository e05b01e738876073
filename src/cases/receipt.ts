import type { Authority } from '../authorities/authority.ts'
import { whenClosed } from '../desks/closed.ts'
import { inWords } from '../desks/duration.ts'
import { inDanger, linesFor } from '../desks/lines.ts'
import type { DeskHere } from '../desks/receives.ts'
import { route, toldAtOnce } from '../desks/route.ts'
import { bannerFor } from './banner.ts'
import type { Case } from './case.ts'

/** What somebody is given once their report is on the disk, and never before. */
export interface Receipt {
  reference: string
  desk: string
  /** The posts that are told; none where nobody is left who may be. */
  told: string[]
  /** By when somebody takes it up, and the target that comes from, which is ours. */
  promised: Date
  target: string
  /** What to do and not to do now; help for the reporter; where to turn when the office is closed. */
  says: string[]
  /** Whether they can read it later, add to it and be told of it. */
  canFollow: boolean
  /** Somebody has sent this link before: said only where that gives nothing away. */
  alreadyKnown: boolean
  banner?: string
}

export function receiptOf(
  authority: Authority,
  desk: DeskHere,
  found: Case,
  about: string[],
  alreadyKnown: boolean,
): Receipt {
  const { subtype, urgent, opened } = found
  const told = toldAtOnce(route(authority, desk, { subtype, urgent, about }, opened)).filter(
    ({ people, rooms }) => people.length + rooms.length > 0,
  )
  const banner = bannerFor(found)
  return {
    reference: found.reference,
    desk: desk.name,
    told: [...new Set(told.map(({ role }) => authority.roles[role]?.name ?? role))],
    promised: found.promised,
    target: inWords(found.pace.acknowledge),
    says: [
      ...(told.length === 0 ? toldNobody(authority, desk) : []),
      desk.receipt,
      ...(desk.support ? [desk.support] : []),
      ...whenClosed(authority, desk, opened),
    ],
    canFollow: found.identity !== 'anonymous',
    alreadyKnown,
    ...(banner ? { banner } : {}),
  }
}

/** It is kept, but everybody who could be told of it is somebody whom it may be about. */
function toldNobody(authority: Authority, desk: DeskHere): string[] {
  return [
    'It is saved, but nobody can be told of it: everybody who could be is left out, as you asked. Please call as well.',
    ...inDanger(authority, desk.id),
    ...linesFor(authority['out-of-hours lines'], desk.id).map(({ name, number }) => `${name}: ${number}`),
  ]
}

/** The store cannot be reached. Whoever wrote something still has their words, and is given a telephone number. */
export interface NotSaved {
  outcome: 'not-saved'
  says: string[]
}

export function notSaved(authority: Authority, desk: string): NotSaved {
  const lines = linesFor(authority['out-of-hours lines'], desk).map(({ name, number }) => `${name}: ${number}`)
  return {
    outcome: 'not-saved',
    says: [
      'Not saved: nobody has been told. Your words are still here. Try again in a few minutes; sending it twice does no harm.',
      ...inDanger(authority, desk),
      ...(lines.length > 0 ? ['If it cannot wait, call:', ...lines] : []),
    ],
  }
}
