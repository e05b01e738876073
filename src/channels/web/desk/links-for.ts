import type { Act } from '../../../chat/act.ts'
import { hrefAfter, hrefOf } from '../address.ts'
import type { Entrance } from './entrance.ts'

/**
 * The addresses behind the buttons of a mail. Where one person alone is reached there, all of them are one link of theirs, each
 * straight to what its button is about. A letter box that several read holds no link, since nobody could say which of them came in:
 * there they are the pages themselves, and whoever opens one signs in first.
 */
export function linksFor(entrance: Entrance, origin: string) {
  return async (address: string, acts: readonly Act[]): Promise<(act: Act) => string> => {
    const [reference] = acts.flatMap(act => ('reference' in act ? act.reference : []))
    const comer = await entrance.aloneAt(address, reference)
    if (!comer) return act => `${origin}${hrefAfter(act)}`
    const secret = await entrance.link(comer)
    return act => hrefOf(`${origin}/link/${secret}`, act)
  }
}
