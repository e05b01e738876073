import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { Sent } from '../../src/cases/outbox/sent.ts'
import { backup } from '../../src/db/backup.ts'
import type { connectTo } from '../../src/db/open.ts'
import { restore } from '../../src/db/restore.ts'
import { rotate } from '../../src/db/rotate.ts'
import type { Keeping } from '../../src/keeping.ts'
import type { Place } from './place.ts'
import type { Posting } from './said.ts'

export interface Around {
  place: Place
  connect: typeof connectTo
  /** Where notices go: out of this process, to whoever keeps what arrived. */
  far(posting: Posting): Promise<Sent>
}

/** All that a process can be asked for: what channels ask of cases, and what those ask who look after the program. */
export function actsOver({ cases, parts: { db } }: Keeping, { place, connect, far }: Around) {
  return {
    ...cases,
    /** All that is due at a moment, several side by side. */
    deliver: (at: Date): Promise<number> =>
      cases.deliver({
        post: ({ id, address, notice: { about } }) => far({ id, address, about, process: process.pid }),
        ...{ worker: `process ${process.pid}`, now: () => at, sideBySide: 4 },
      }),
    /** Gives the path of the backup. Each try makes a new one, as a person would. */
    async backup(now: Date): Promise<string> {
      const path = join(place.folder, `${randomBytes(6).toString('hex')}.backup`)
      await backup({ db, files: place.files }, path, now)
      return path
    },
    restore: (path: string, target: { url: string; files: string }) => restore(path, { ...target, connect }),
    rotate: (keyFile: string) => rotate(db, keyFile),
    async index(edition: number): Promise<void> {
      // Loaded only now: most processes end before, and it takes as long to load as all the rest.
      const [{ buildIndex }, { materialOf }] = await Promise.all([
        import('../../src/search/build.ts'),
        import('../support/council.ts'),
      ])
      const material = materialOf({ shed: clausesOf(edition) })
      await buildIndex({ ...material, folder: place.index, fingerprints: {}, now: () => new Date(0) })
    },
  }
}
export type Acts = ReturnType<typeof actsOver>

/** A policy that says in each clause which edition it is, so that half of one and half of another is noticed. */
export function clausesOf(edition: number): { ref: string; text: string }[] {
  return Array.from({ length: 20 }, (_, at) => ({
    ref: `${at}`,
    text: `Edition ${edition}: bicycle ${at} has its shed.`,
  }))
}
