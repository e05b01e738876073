import { sql } from '../db/sql.ts'
import { climb, promiseOf } from './clock/ladder.ts'
import { addRemark } from './history.ts'
import { cameFrom } from './identity.ts'
import { leftOutOf } from './left-out.ts'
import { mayPress } from './moves.ts'
import { authorityOf, type By, deskOf, type NotFound, type Parts } from './parts.ts'
import { reach } from './reach.ts'
import type { NotSaved } from './receipt.ts'
import { saving } from './saving.ts'

export type Unanswered =
  | { outcome: 'pressed'; promised: Date }
  | { outcome: 'not-yet'; promised: Date }
  | NotFound
  | NotSaved

/**
 * "Nobody has answered": for whoever sent it, once the time we promised has passed. The ladder takes its next step at once,
 * whatever its own clock says, and a new time is promised; so it can be pressed once a promise.
 */
export function nobodyAnswered(parts: Parts, by: By, reference: string): Promise<Unanswered> {
  return saving(parts, by, reference, () =>
    reach(parts, by, reference, 'reporter', async ({ tx, found, seal, log }): Promise<Unanswered> => {
      const authority = authorityOf(parts, found.authority)
      const desk = deskOf(parts, authority, found.desk)
      if (!mayPress(found, desk.safety, by.now)) return { outcome: 'not-yet', promised: found.promised }

      const promised = promiseOf(authority, found.pace, by.now)
      await tx.run(sql`update cases set promised = ${promised.getTime()} where id = ${found.id}`)
      const from = cameFrom(found, 'reporter', by.from)
      await addRemark(tx, seal, found, { at: by.now, who: 'reporter', from, move: 'unanswered' })
      const leftOut = await leftOutOf(tx, parts.keys, authority, found)
      await climb(tx, { authority, desk, found, leftOut, about: 'unanswered' }, by.now)
      await log('unanswered')
      return { outcome: 'pressed', promised }
    }),
  )
}
