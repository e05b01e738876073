import type { Authority } from '../../../authorities/authority.ts'
import { rolesOf } from '../../../cases/access.ts'

/** Somebody whom a person trying things out may be. */
export interface Player {
  id: string
  name: string
  address: string
  /** The posts they hold, in words. Of somebody on the staff, none. */
  posts: string[]
}

/** Two of the staff, who stand in no list, as most people do not; then everybody whom the council's settings name. */
export function playersOf(authority: Authority): Player[] {
  const staff = [
    { id: 'sam', name: 'Sam Baker' },
    { id: 'kim', name: 'Kim Osei' },
  ].filter(({ id }) => !(id in authority.people))
  return [
    ...staff.map(one => ({ ...one, address: `web:${one.id}.${authority.id}.test`, posts: [] })),
    ...Object.entries(authority.people).map(([id, { name, reach }]) => {
      const address = reach.find(one => one.startsWith('web:')) ?? reach[0] ?? ''
      return { id, name, address, posts: postsOf(authority, id) }
    }),
  ]
}

function postsOf(authority: Authority, id: string): string[] {
  const roles = rolesOf(authority, { authority: authority.id, id, name: '', address: '' })
  return roles.map(role => {
    const { name = role, deputies = [] } = authority.roles[role] ?? {}
    return deputies.includes(id) ? `${name} (deputy)` : name
  })
}

/** A place where several read. */
export interface Room {
  id: string
  name: string
  address: string
  isPrivate: boolean
  readBy(player: Player): boolean
}

/** The rooms of the council's settings, which only those read who are named there, and one for everybody. */
export function roomsOf(authority: Authority): Room[] {
  const everybody: Room = {
    ...{ id: 'everybody', name: 'Everybody', address: `web:everybody.${authority.id}.test`, isPrivate: false },
    readBy: () => true,
  }
  const own = Object.entries(authority.rooms).map(
    ([id, { name, reach, 'read by': readers }]): Room => ({
      ...{ id, name, address: reach.find(one => one.startsWith('web:')) ?? reach[0] ?? '', isPrivate: true },
      readBy: player => readers.includes(player.id),
    }),
  )
  return [everybody, ...own.filter(({ id }) => id !== 'everybody')]
}

/** Whom or what an address belongs to: of somebody who has several, the place where they are shown all. */
export function placeAt(authority: Authority, address: string): string | undefined {
  const { people, rooms, agencies } = authority
  const own = (reach: readonly string[]) => reach.includes(address)
  const person = Object.entries(people).find(([, { reach }]) => own(reach))
  if (person) return playersOf(authority).find(({ id }) => id === person[0])?.address
  const room = Object.entries(rooms).find(([, { reach }]) => own(reach))
  if (room) return roomsOf(authority).find(({ id }) => id === room[0])?.address
  if (Object.values(agencies).some(({ reach }) => own(reach))) return address
  return playersOf(authority).find(player => player.address === address)?.address
}
