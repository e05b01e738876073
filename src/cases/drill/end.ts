import { record } from '../../db/audit.ts'
import { type Changing, change } from '../change.ts'
import { asSignpost, type Parts } from '../parts.ts'

/** A drill ends by itself, whether anybody answered or not. The table of moves is for people; this is nobody's move, and tells nobody. */
export async function endDrill(
  parts: Parts,
  ending: Omit<Changing, 'by' | 'side' | 'press'>,
  now: Date,
): Promise<void> {
  const { tx, authority, found } = ending
  const press = { move: 'resolve', outcome: 'drill' } as const
  const { state } = await change(parts, { ...ending, by: asSignpost(authority, now), side: 'signpost', press })
  await record(tx, { who: 'signpost', act: 'resolve', what: found.reference, was: found.state, became: state }, now)
}
