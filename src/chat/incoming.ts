import type { Act } from './act.ts'

/** What a person did, on any channel: the few things that can be done, and nothing of how that channel calls them. */
export interface Incoming {
  from: From
  what: Act | Said | Reported
  /** What they filled in, where the act is a form of ours. */
  filled?: Filled
  now: Date
}

/** Something said in their own words. */
export interface Said {
  do: 'say'
  text: string
  /** Said among others in a thread where we answered before, and not to us: only what helps is said to it. */
  overheard?: true
}

/** A message that they want to report, somebody else's or their own words. Its files are named, not fetched. */
export interface Reported {
  do: 'report'
  /** Where they have chosen it already. */
  desk?: string
  words: string
  author: string
  link: string
  files: { id: string; name: string; bytes: number }[]
}

export interface From {
  channel: string
  /** Where they can be reached in private: `slack:U024BE7LH`. */
  address: string
  name: string
  /** The council, where the channel knows it by the workspace or by who signed in. */
  authority?: string
  /** Somebody from another organisation, or a guest. */
  guest: boolean
  place: Place
}

export interface Place {
  /** Nobody else reads here. */
  isPrivate: boolean
  /** Others read here, and would not see an answer: whoever asked alone does, and may then show it. */
  quietly?: true
  /** The room, as `slack:C024BE7LH`, where it is one. */
  room?: string
  /** What was said here before belongs together with this. */
  thread: string
}

/** A form as it stands while somebody fills it in (`sent` is false), or as they sent it. */
export interface Filled {
  given: Record<string, unknown>
  submission: string
  sent: boolean
  /** Fetches a file that the answers name. It is asked for only once the form is sound and may hold files. */
  file(id: string): Promise<{ name: string; content: Uint8Array } | undefined>
}
