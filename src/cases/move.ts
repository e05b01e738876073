import type { Case } from './case.ts'
import { change } from './change.ts'
import { lastMove } from './history.ts'
import { isWrittenTo } from './identity.ts'
import { leftOutOf } from './left-out.ts'
import { isAllowed, type Move } from './moves.ts'
import { nameOf } from './names.ts'
import { authorityOf, type By, deskOf, type NotFound, type Parts } from './parts.ts'
import { type Mistake, missingFrom, type Press } from './press.ts'
import { type Reached, reach } from './reach.ts'
import { readersOf } from './readers.ts'
import type { NotSaved } from './receipt.ts'
import { saving } from './saving.ts'
import { markSeen } from './seen.ts'

export type Moved =
  | { outcome: 'moved'; case: Case }
  /** Somebody moved it since it was looked at. */
  | { outcome: 'too-late'; state: Case['state']; last: LastMove }
  | { outcome: 'not-allowed'; state: Case['state']; last?: LastMove }
  | { outcome: 'incomplete'; mistakes: Mistake[] }
  | NotFound
  | NotSaved

/** Who moved it last, what they did, and when. */
export interface LastMove {
  by: string
  move: Move
  at: Date
}

/**
 * A deliberate act of a named person of the desk. The row of the case is locked from the first look, and it changes only
 * from the version that was looked at: of two who press at once one wins, and the other is told who.
 */
export function move(parts: Parts, by: By, reference: string, press: Press): Promise<Moved> {
  return moveAs(parts, by, reference, 'desk', press)
}

/** The same for whoever sent it: taking it back, or asking to look at it again. */
export async function moveAs(
  parts: Parts,
  by: By,
  reference: string,
  side: 'desk' | 'reporter',
  press: Press,
): Promise<Moved> {
  return saving(parts, by, reference, async () => {
    const moved = await reach(parts, by, reference, side, reached => attempt(parts, by, reached, side, press))
    parts.at?.('move: committed')
    return moved
  })
}

async function attempt(
  parts: Parts,
  by: By,
  reached: Reached,
  side: 'desk' | 'reporter',
  press: Press,
): Promise<Moved> {
  const { tx, found, seal, log } = reached
  const authority = authorityOf(parts, found.authority)
  const desk = deskOf(parts, authority, found.desk)
  if (found.drill && side === 'desk') {
    await markSeen(tx, found, by)
    // Each who is told of a drill is asked to press, and none of them comes too late.
    if (press.move === 'acknowledge' && found.open && !isAllowed('acknowledge', found.state, side, desk.safety)) {
      await log(press.move, { became: found.state })
      return { outcome: 'moved', case: found }
    }
  }
  const before = await lastMove(tx, found.id)
  const last = before && {
    // Who reports is not told who at the desk it was.
    by: side === 'reporter' && before.who !== 'reporter' ? `the ${desk.name} desk` : nameOf(authority, before.who),
    move: before.move,
    at: new Date(before.at),
  }
  if (last && before.number > press.version) return { outcome: 'too-late', state: found.state, last }
  if (!isAllowed(press.move, found.state, side, desk.safety))
    return { outcome: 'not-allowed', state: found.state, ...(last ? { last } : {}) }

  const leftOut = await leftOutOf(tx, parts.keys, authority, found)
  const desks = parts.desksOf(authority)
  const readers = await readersOf(tx, found)
  const canBeRead = side === 'reporter' || (await isWrittenTo(tx, found, press.move))
  const mistakes = missingFrom(press, { authority, desk, desks, found, readers, leftOut: leftOut.all, canBeRead })
  if (mistakes.length > 0) return { outcome: 'incomplete', mistakes }

  const became = await change(parts, { tx, seal, authority, desk, found, leftOut, by, side, press })
  parts.at?.('move: written')
  await log(press.move, { was: found.state, became: became.state })
  return { outcome: 'moved', case: became }
}
