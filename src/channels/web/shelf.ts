import { randomUUID } from 'node:crypto'

/** A file that waits in memory: one that came with a form which is not sent yet, or one that was made for somebody to save. */
export interface Shelved {
  name: string
  kind: string
  content: Uint8Array
}

/**
 * Files of people, each for its owner alone, for half an hour. In memory, so that nothing lies about on a disk unsealed; whoever
 * is cut off by a restart is asked for the file again. What would not fit is refused, and never pushes out another's.
 */
export interface Shelf {
  put(owner: string, file: Shelved, now: Date): string | undefined
  get(owner: string, id: string, now: Date): Shelved | undefined
  forget(owner: string, ids: readonly string[]): void
  /** Bytes that still fit. */
  room(now: Date): number
}

const waitMs = 30 * 60_000

export function openShelf(mostBytes = 400 * 1024 * 1024): Shelf {
  const files = new Map<string, Shelved & { owner: string; until: number }>()
  const room = (now: Date) => {
    for (const [id, { until }] of files) if (until <= now.getTime()) files.delete(id)
    return mostBytes - [...files.values()].reduce((sum, { content }) => sum + content.length, 0)
  }
  return {
    room,
    put(owner, file, now) {
      if (file.content.length > room(now)) return undefined
      const id = randomUUID()
      files.set(id, { ...file, owner, until: now.getTime() + waitMs })
      return id
    },
    forget: (owner, ids) => {
      for (const id of ids) if (files.get(id)?.owner === owner) files.delete(id)
    },
    get(owner, id, now) {
      const found = files.get(id)
      return found && found.owner === owner && found.until > now.getTime() ? found : undefined
    },
  }
}
