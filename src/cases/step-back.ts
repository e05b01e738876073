import { route, toldAtOnce } from '../desks/route.ts'
import { change } from './change.ts'
import { owe, placesOf } from './deliveries.ts'
import { addRemark } from './history.ts'
import { leaveOut, leftOutOf } from './left-out.ts'
import { authorityOf, type By, deskOf, type NotFound, type Parts } from './parts.ts'
import { reach } from './reach.ts'
import { openTo, rolesOn } from './readers.ts'
import type { NotSaved } from './receipt.ts'
import { saving } from './saving.ts'
import { unfit } from './words.ts'

export type SteppedBack = { outcome: 'stepped-back' } | { outcome: 'incomplete'; says: string } | NotFound | NotSaved

/**
 * "I should not deal with this": somebody of the desk leaves a case, for good and without having to say why to anybody but the
 * record. Those who stand in for them are told, and it returns to the desk if it was theirs.
 */
export function stepBack(parts: Parts, by: By, reference: string, note: string): Promise<SteppedBack> {
  return saving(parts, by, reference, () =>
    reach(parts, by, reference, 'desk', async ({ tx, found, seal, log }): Promise<SteppedBack> => {
      const [says] = unfit(note)
      if (says) return { outcome: 'incomplete', says }
      const authority = authorityOf(parts, found.authority)
      const desk = deskOf(parts, authority, found.desk)
      await leaveOut(tx, parts.keys, found, [{ person: by.who.id, because: 'stepped-back' }])
      const leftOut = await leftOutOf(tx, parts.keys, authority, found)
      const about = { subtype: found.subtype, urgent: found.urgent, about: leftOut.named }
      const told = route(authority, desk, about, by.now)
      const first = toldAtOnce(told)
      await openTo(tx, found, rolesOn(authority, first, leftOut.all), by.now)
      if (found.owner === by.who.id) {
        const press = { move: 'return', note } as const
        const became = await change(parts, { tx, seal, authority, desk, found, leftOut, by, side: 'desk', press })
        await log(press.move, { was: found.state, became: became.state })
      } else {
        await addRemark(tx, seal, found, { at: by.now, who: by.who.id, from: by.from, move: 'step-back', note })
        await owe(tx, authority, found, 'returned', placesOf(authority, first, leftOut.all), by.now)
      }
      await log('stepped-back')
      return { outcome: 'stepped-back' }
    }),
  )
}
