import type { Response } from 'express'
import type { Streams } from '../streams.ts'
import type { Guest } from './door.ts'
import type { Entrance } from './entrance.ts'

const everyMs = 15_000
/** Several presses in a row are one look. */
const soonMs = 500

/**
 * Tells open pages when something has changed in somebody's cases, whoever changed it, in whichever process: a mark of them is compared
 * now and then. A page of a session that has ended is told no more.
 */
export function watchCases(
  entrance: Pick<Entrance, 'mark' | 'staysHere'>,
  streams: Streams,
  fault: (error: unknown) => void,
) {
  const guests = new Map<Response, Guest>()
  const marks = new Map<string, string>()
  let looking = false
  const look = async () => {
    if (looking) return
    looking = true
    try {
      const there = new Map<string, Guest>()
      for (const [response, guest] of guests) {
        if (await entrance.staysHere(guest.here)) there.set(keyOf(guest), guest)
        else response.end()
      }
      for (const key of marks.keys()) if (!there.has(key)) marks.delete(key)
      for (const [key, { here }] of there) {
        const mark = await entrance.mark(here)
        if (marks.has(key) && marks.get(key) !== mark) streams.tell(listener => listener === key)
        marks.set(key, mark)
      }
    } catch (error) {
      // The store may be away; the next look asks again.
      fault(error)
    } finally {
      looking = false
    }
  }
  setInterval(look, everyMs).unref()
  return {
    open(response: Response, guest: Guest): boolean {
      if (!streams.open(response, keyOf(guest))) return false
      guests.set(response, guest)
      response.on('close', () => guests.delete(response))
      void look()
      return true
    },
    soon: () => void setTimeout(look, soonMs).unref(),
  }
}

function keyOf({ authority, address }: Guest): string {
  return `${authority.id} ${address}`
}
