import type { Side } from './access.ts'
import type { By, NotFound, Parts } from './parts.ts'
import { reach } from './reach.ts'
import type { NotSaved } from './receipt.ts'
import { saving } from './saving.ts'

/** A form about a case may open. `noPictures`: it takes no file. */
export type Begun = { outcome: 'begun'; noPictures: boolean } | NotFound | NotSaved

/** Asked before a form about a case opens, and not a right to send it: that is asked again when it comes. */
export function begin(parts: Parts, by: By, reference: string, side: Side): Promise<Begun> {
  return saving(parts, by, reference, () =>
    reach(parts, by, reference, side, async ({ found, log }): Promise<Begun> => {
      await log('began')
      return { outcome: 'begun', noPictures: found.noPictures }
    }),
  )
}
