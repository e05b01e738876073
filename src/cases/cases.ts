import { inbox } from './inbox.ts'
import { move, moveAs } from './move.ts'
import { open } from './open.ts'
import { ownCases, showOwn } from './own.ts'
import type { By, Parts } from './parts.ts'
import { show } from './show.ts'
import { add, ask, note } from './talk.ts'
import { nobodyAnswered } from './unanswered.ts'

/** All that can be done with cases. Every channel, and every command, comes in here. */
export function casesOver(parts: Parts) {
  /** Each function of this folder, with its parts in place. */
  const bound =
    <Rest extends unknown[], T>(work: (parts: Parts, by: By, ...rest: Rest) => Promise<T>) =>
    (by: By, ...rest: Rest): Promise<T> =>
      work(parts, by, ...rest)
  return {
    // For whoever reports.
    open: bound(open),
    ownCases: bound(ownCases),
    showOwn: bound(showOwn),
    add: bound(add),
    withdraw: bound((parts, by, reference: string, version: number, words?: string) =>
      moveAs(parts, by, reference, 'reporter', { move: 'withdraw', version, ...(words ? { words } : {}) }),
    ),
    reopen: bound((parts, by, reference: string, version: number, words?: string) =>
      moveAs(parts, by, reference, 'reporter', { move: 'reopen', version, ...(words ? { words } : {}) }),
    ),
    nobodyAnswered: bound(nobodyAnswered),
    // For the desk.
    inbox: bound(inbox),
    show: bound(show),
    move: bound(move),
    ask: bound(ask),
    note: bound(note),
  }
}
export type Cases = ReturnType<typeof casesOver>
