import type { Authority } from '../../../authorities/authority.ts'
import type { DeskHere } from '../../../desks/receives.ts'
import type { AnswerTo } from '../../channel.ts'
import type { Shelf } from '../shelf.ts'
import type { Streams } from '../streams.ts'
import type { Talks } from './talks.ts'

/** What a playground stands on. */
export interface Practice {
  answer: AnswerTo
  councils: readonly Authority[]
  desksOf(council: Authority): DeskHere[]
  shelf: Shelf
  streams: Streams
  /** The clock that can be moved on, and what has to be done once it was. */
  clock: { now(): Date; forward(ms: number): Promise<void> }
  look(): Promise<void>
}

/** What the parts of a playground share. */
export interface Ground extends Practice {
  talks: Talks
}
