import type { From } from '../../chat/incoming.ts'
import type { Memory } from '../../chat/talking.ts'
import type { Log } from '../../log.ts'
import type { AnswerTo } from '../channel.ts'
import type { Owed } from '../owed.ts'
import type { Bot } from './bot.ts'
import type { Opens } from './buttons.ts'
import type { Chats } from './chats.ts'
import type { Once } from './once.ts'
import type { Patiently } from './patiently.ts'
import type { People } from './people.ts'
import type { Tenants } from './tenants.ts'

/** What everything here stands on, put together once. */
export interface Teams {
  bot: Bot
  tenants: Tenants
  people: People
  chats: Chats
  once: Once
  patiently: Patiently
  owed: Owed<From>
  /** Work that nobody waits for, which is over before the program stops. */
  beside(work: Promise<unknown>): void
  memory: Memory
  log: Log
  answer: AnswerTo
  fetch: typeof fetch
  /** How long Teams may wait for the answer to a press. */
  waitsMs: number
  now(): Date
  newId(): string
  /** Where the pages of Signpost are, for what is not shown in Teams. */
  pages: string | undefined
  /** How the buttons of a message bring their page, where it is served from there. */
  opensIn(service: string): Opens
  desks: readonly { id: string; name: string; commands: string[] }[]
}
