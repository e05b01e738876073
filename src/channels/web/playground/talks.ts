import type { Reply } from '../../../chat/reply.ts'

/** Something that stands in a conversation. */
export interface Entry {
  id: number
  at: Date
  /** Who said it: an address, or nobody where Signpost did. */
  by?: string
  byName?: string
  text?: string
  reply?: Reply
  /** Others read in that place, and this is not for them. */
  onlyFor?: string
  /** It came without having been asked for. */
  told?: boolean
  /** The channel it would have gone by, were this not practice. */
  via?: string
}

/**
 * The conversations of a playground, in memory and nowhere else: a question is kept in no file. They end with the process. What was
 * reported is with its desk all the same.
 */
export interface Talks {
  add(place: string, entry: Omit<Entry, 'id'>): number
  /** Puts another reply where one stands. Gives whether it still stood there. */
  replace(place: string, id: number, reply: Reply): boolean
  find(place: string, id: number, reader: string): Entry | undefined
  /** What somebody may see there, and which of it is new to them. */
  read(place: string, reader: string): { entries: Entry[]; newFrom: number }
  unread(place: string, reader: string): number
}

const most = 200

export function openTalks(): Talks {
  const places = new Map<string, Entry[]>()
  const seen = new Map<string, number>()
  let last = 0
  const seenBy = (place: string, reader: string) => seen.get(`${place} ${reader}`) ?? 0
  const visible = (place: string, reader: string) =>
    (places.get(place) ?? []).filter(({ onlyFor }) => onlyFor === undefined || onlyFor === reader)
  return {
    add(place, entry) {
      last++
      places.set(place, [...(places.get(place) ?? []), { ...entry, id: last }].slice(-most))
      return last
    },
    replace(place, id, reply) {
      const entry = places.get(place)?.find(one => one.id === id)
      if (entry) entry.reply = reply
      return entry !== undefined
    },
    find: (place, id, reader) => visible(place, reader).find(one => one.id === id),
    read(place, reader) {
      const newFrom = seenBy(place, reader)
      seen.set(`${place} ${reader}`, last)
      return { entries: visible(place, reader), newFrom }
    },
    unread: (place, reader) =>
      visible(place, reader).filter(({ id, by }) => id > seenBy(place, reader) && by !== reader).length,
  }
}
