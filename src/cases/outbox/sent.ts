import type { Passing } from '../agency.ts'
import type { Notice } from './notice.ts'

/** One notice for one address, as a channel is given it. */
export interface Outgoing {
  /** The same for each try of one notice. Where a channel can refuse a second one by it, it does. */
  id: string
  /** `email:…`, `slack:…` */
  address: string
  notice: Notice
  /** For an agency alone: what a person of the council has passed on to it. No other notice holds a word of a report. */
  passing?: Passing
  /** What the channel said it had posted there about this case before, so that it can replace it or write beneath it. */
  earlier?: unknown
}

/** What became of it. `problem` is a short word of ours, such as `archived`: what the other side said may hold anything. */
export type Sent =
  | { outcome: 'sent'; posted?: unknown }
  /** Not now: try again, and not before that time if one was named. */
  | { outcome: 'later'; problem: string; afterMs?: number }
  /** However often it is tried, it will not arrive there. */
  | { outcome: 'never'; problem: string }

/** Puts a notice on its way. `app` stands the channels behind it; here nothing knows one. */
export type Post = (outgoing: Outgoing) => Promise<Sent>
