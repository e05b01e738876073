import { sweepFiles } from './files.ts'
import { inbox } from './inbox.ts'
import { returnLeavers } from './leavers.ts'
import { move, moveAs } from './move.ts'
import { numbers } from './numbers.ts'
import { open } from './open.ts'
import { openFile } from './open-file.ts'
import { ownCases, showOwn } from './own.ts'
import type { By, Parts } from './parts.ts'
import { exportRecords, searchRecords } from './records.ts'
import { forgetSubmissions, hold, purge } from './retention.ts'
import { scanFiles } from './scan.ts'
import { show } from './show.ts'
import { stepBack } from './step-back.ts'
import { add, ask, note } from './talk.ts'
import { nobodyAnswered } from './unanswered.ts'
import { exportWarnings, warn } from './warnings.ts'

/** All that can be done with cases. Every channel, and every command, comes in here. */
export function casesOver(parts: Parts) {
  /** A function of this folder, with its parts in place. */
  const bound =
    <Rest extends unknown[], T>(work: (parts: Parts, by: By, ...rest: Rest) => Promise<T>) =>
    (by: By, ...rest: Rest): Promise<T> =>
      work(parts, by, ...rest)
  const byReporter =
    (move: 'withdraw' | 'reopen') =>
    (by: By, reference: string, version: number, words = '') =>
      moveAs(parts, by, reference, 'reporter', { move, version, words })
  return {
    // For whoever reports.
    open: bound(open),
    ownCases: bound(ownCases),
    showOwn: bound(showOwn),
    add: bound(add),
    withdraw: byReporter('withdraw'),
    reopen: byReporter('reopen'),
    nobodyAnswered: bound(nobodyAnswered),
    // For the desk.
    inbox: bound(inbox),
    show: bound(show),
    move: bound(move),
    ask: bound(ask),
    note: bound(note),
    openFile: bound(openFile),
    stepBack: bound(stepBack),
    warn: bound(warn),
    exportWarnings: bound(exportWarnings),
    // For those who hold some post of the council.
    numbers: bound(numbers),
    // For the records officer.
    searchRecords: bound(searchRecords),
    exportRecords: bound(exportRecords),
    hold: bound(hold),
    // For the clock: nobody asks for these.
    returnLeavers: (now: Date) => returnLeavers(parts, now),
    scanFiles: (now: Date) => scanFiles(parts, now),
    sweepFiles: (now: Date) => sweepFiles(parts, now),
    forgetSubmissions: (now: Date) => forgetSubmissions(parts, now),
    purge: (now: Date) => purge(parts, now),
  }
}
export type Cases = ReturnType<typeof casesOver>
