import type { Memory } from '../../chat/talking.ts'
import type { Log } from '../../log.ts'
import type { AnswerTo } from '../channel.ts'
import type { Owed } from '../owed.ts'
import type { Api } from './api.ts'
import type { Once } from './once.ts'
import type { People } from './people.ts'
import type { To } from './saying.ts'
import type { Workspace } from './workspace.ts'

/** What everything here stands on, put together once. */
export interface Slack {
  api: Api
  at: Workspace
  people: People
  once: Once
  owed: Owed<To>
  memory: Memory
  log: Log
  answer: AnswerTo
  now(): Date
  newId(): string
  /** What nobody waits for, and the program before it ends. */
  afterwards(work: Promise<void>): void
  /** Where the pages of Signpost are, for what is not shown in Slack. */
  pages: string | undefined
  prefix: string
  /** How long a form may be on its way before Slack is told that it takes longer. */
  answerWithinMs: number
  desks: readonly { id: string; name: string; commands: string[] }[]
}
