import type { Visitor } from '../visitor.ts'
import type { Ground } from './ground.ts'
import { playersOf } from './players.ts'

/** The other people of the council for whom something has come that they have not looked at. */
export function othersWithNews({ talks }: Pick<Ground, 'talks'>, { authority, address }: Visitor) {
  return playersOf(authority)
    .filter(player => player.address !== address)
    .map(player => ({ ...player, count: talks.unread(player.address, player.address) }))
    .filter(({ count }) => count > 0)
}
