import type { Authority } from '../authorities/authority.ts'
import type { Line } from '../cases/history.ts'
import type { State } from '../cases/moves.ts'

/** Where a case stands, for whoever reads it. */
export const states: Record<State, string> = {
  received: 'nobody has taken it up yet',
  acknowledged: 'taken up',
  assigned: 'somebody deals with it',
  resolved: 'closed',
  reopened: 'opened again, and nobody has taken it up yet',
  transferred: 'passed to this desk, and nobody has taken it up yet',
  withdrawn: 'taken back by whoever reported it',
}

/** What happened, in a word or two. */
export const happenings: Record<Line['move'], string> = {
  open: 'reported',
  acknowledge: 'taken up',
  assign: 'given to somebody to deal with',
  resolve: 'closed',
  transfer: 'passed to another desk',
  return: 'handed back to the desk',
  reopen: 'opened again',
  withdraw: 'taken back',
  unanswered: 'nobody had answered',
  hold: 'held or let go by the records officer',
  'step-back': 'somebody stepped back from it',
  reminder: 'reminded',
  clock: 'a clock of the law',
  'clock-met': 'done in the time that the law gives',
  'passed-on': 'a part of it passed to an agency',
}

/** What a line names: a person, a desk or an outcome by its id. */
export function detailInWords(
  authority: Authority,
  { move, detail }: Pick<Line, 'move' | 'detail'>,
): string | undefined {
  if (detail === undefined) return undefined
  if (move === 'assign') return `to ${authority.people[detail]?.name ?? detail}`
  if (move === 'passed-on') return authority.agencies[detail]?.name ?? detail
  return detail
}
