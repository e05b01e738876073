import type { Sent } from '../cases/outbox/sent.ts'
import type { Incoming } from '../chat/incoming.ts'
import type { Reply } from '../chat/reply.ts'

/** A way to people. What they do comes in through `answer`; what they are told unasked goes out through `send`. */
export interface Channel {
  /** The word before the colon of its addresses: `slack`, `email`. */
  readonly name: string
  /** Begins to listen. It resolves once people can be answered. */
  start(): Promise<void>
  /** Tells somebody something that they did not ask for at this moment. */
  send(sending: Sending): Promise<Sent>
  stop(): Promise<void>
}

/** What the program does with whatever a person did, on any channel. It never rejects: a fault is a reply as well. */
export type AnswerTo = (incoming: Incoming) => Promise<Reply>

export interface Sending {
  /** The same for each try of one notice. */
  id: string
  address: string
  reply: Reply
  /** Notices with the same word belong together: a thread. */
  thread: string
  /** What `send` gave for the one before in this thread, at this address. */
  earlier?: unknown
  /** Only put right what stands there; do not call anybody to it. */
  quietly: boolean
}
