import { randomUUID } from 'node:crypto'
import type { App } from './app.ts'
import { localTime } from './authorities/hours.ts'
import type { Memory, Talking } from './chat/talking.ts'
import { keptIn } from './db/kept.ts'
import { countOne, countsSince } from './db/tally.ts'
import { isUnavailable } from './db/unavailable.ts'
import type { Mode } from './desks/practice.ts'
import type { Keeping } from './keeping.ts'
import type { Log } from './log.ts'

/**
 * What a conversation stands on, made from the program's parts. Where the store is away, whatever needs it says so to the person, and
 * answers go on: a question is then not remembered and not counted.
 */
export function talkingOf(app: App, mode: Mode, log: Log): Talking {
  const whenThere = whenStored(app)
  const councilOf = (id: string) => app.library.authorities.find(one => one.id === id)
  const dayOf = (id: string, at: Date) => {
    const authority = councilOf(id)
    return authority ? localTime(authority, at).day : at.toISOString().slice(0, 10)
  }
  return {
    ...{ library: app.library, mode, memory: memoryOf(app, 'chat') },
    cases: () => whenThere(({ cases }) => cases),
    clausesFor: app.clausesFor,
    count: async (authority, what, now) => {
      await whenThere(({ parts }) => countOne(parts.db, authority, dayOf(authority, now), what))
    },
    counts: async (authority, since) =>
      (await whenThere(({ parts }) => countsSince(parts.db, authority, dayOf(authority, since)))) ?? {},
    fault: log.fault,
    newId: randomUUID,
  }
}

/** What one part of the program remembers between two messages, apart from what the others do. */
export function memoryOf(app: App, part: string): Memory {
  const whenThere = whenStored(app)
  const kept = ({ parts }: Keeping) => keptIn(parts.db, parts.keys)
  return {
    get: (name, now) => whenThere(keeping => kept(keeping).get(part, name, now)),
    put: async (name, value, until) =>
      (await whenThere(async keeping => {
        await kept(keeping).put(part, name, value, until)
        return true
      })) ?? false,
    forget: async name => {
      await whenThere(keeping => kept(keeping).delete(part, name))
    },
    claim: async (name, now, until) =>
      (await whenThere(keeping => kept(keeping).claim(part, name, now, until))) ?? true,
  }
}

/** Does something with what is stored; gives nothing while the store is away. */
function whenStored(app: App) {
  return async <T>(work: (keeping: Keeping) => Promise<T> | T): Promise<T | undefined> => {
    try {
      return await work(await app.keeping())
    } catch (error) {
      if (isUnavailable(error)) return undefined
      throw error
    }
  }
}
