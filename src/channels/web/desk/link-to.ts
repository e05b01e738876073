import type { Act } from '../../../chat/act.ts'
import type { Entrance } from './entrance.ts'

/**
 * The address behind a button of a mail, for the one person who is reached there: a link of theirs, straight to what the button is
 * about. A letter box of several people has none: nobody could say which of them came in.
 */
export function linksTo(entrance: Entrance, origin: string) {
  return async (address: string, act: Act): Promise<string | undefined> => {
    const comers = entrance.at(address)
    const council = comers.length > 1 && 'reference' in act ? await entrance.councilOf(act.reference) : undefined
    const comer = comers.find(({ authority }) => authority.id === council) ?? comers[0]
    const secret = comer && (await entrance.link(comer, act))
    return secret && `${origin}/link/${secret}`
  }
}
