import type { Authority } from '../../authorities/authority.ts'
import type { From } from '../../chat/incoming.ts'

/** Somebody at the web page, as the door they came in by has made sure of. */
export interface Visitor {
  authority: Authority
  /** Where they are reached: it says who they are to their council. */
  address: string
  name: string
  /** What stands before each path of theirs: `/testshire/sam`, or nothing. */
  base: string
  /** Goes out in each form and comes back with it, so that no other site can send one. */
  token: string
  /** A sentence that stands above each of their pages. */
  banner?: string
}

/** As the conversation knows them: by themselves, or in a room where others read. */
export function fromOf({ authority, address, name }: Visitor, room?: string): From {
  const place = room
    ? { isPrivate: false, room, thread: `${room} ${address}` }
    : { isPrivate: true, thread: `web ${address}` }
  return { channel: 'web', address, name, authority: authority.id, guest: false, place }
}
