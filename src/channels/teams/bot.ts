import type { Trouble } from './trouble.ts'

/** A conversation, as plain JSON: which of Teams' addresses serves it, and its id there. With a message's id in it, a thread. */
export interface Conversation {
  service: string
  id: string
}

/** What is sent, as plain JSON. */
export type Activity = Readonly<Record<string, unknown>>

export interface Member {
  id: string
  name: string
  aad?: string
  tenant?: string
  /** A guest of the tenant, or somebody who is not signed in. */
  isGuest: boolean
}

export type Called<T> = { ok: true; value: T } | { ok: false; trouble: Trouble }

/**
 * All that we ask of whatever library speaks to Teams. Nothing else here knows which one it is, so that another takes its place by one
 * file. An invoke is answered in the HTTP response, which is ours.
 */
export interface Bot {
  /** Whether Teams sent this, and for us. `away`: those who could say cannot be reached. */
  verify(activity: Activity, authorization: string): Promise<'ours' | 'refused' | 'away'>
  /** Gives the message's id; an empty one where Teams does not say. */
  post(to: Conversation, activity: Activity): Promise<Called<string>>
  update(to: Conversation, message: string, activity: Activity): Promise<Called<string>>
  /** A new thread in a channel. */
  openThread(
    service: string,
    channel: string,
    activity: Activity,
  ): Promise<Called<{ conversation: string; message: string }>>
  /** The chat of one person with us, which is made where there is none; nothing is said in it. */
  openChat(service: string, person: string): Promise<Called<string>>
  /** Whether we are in a place where several write. */
  isIn(place: Conversation): Promise<Called<boolean>>
  member(to: Conversation, person: string): Promise<Called<Member>>
  /** A picture that was pasted into a chat. */
  picture(url: string): Promise<Response>
}
