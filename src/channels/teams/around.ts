import type { Library } from '../../chat/ask.ts'
import type { Memory } from '../../chat/talking.ts'
import type { Log } from '../../log.ts'

/** What the program gives this channel. */
export interface Around {
  library: Pick<Library, 'authorities' | 'desks'>
  memory: Memory
  log: Log
  now(): Date
  newId(): string
  /** For tests: elsewhere dialogs open in Teams itself, and not in what stands in for it on this machine. */
  opensDialogs?: (service: string) => boolean
  /** For tests: Teams' own limit is five seconds. */
  answerWithinMs?: number
  fetch?: typeof fetch
}
