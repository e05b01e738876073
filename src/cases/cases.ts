import { passOn, previewAgency } from './agency.ts'
import { begin } from './begin.ts'
import { heartbeat } from './clock/heartbeat.ts'
import { meet } from './clock/meet.ts'
import { drillReport } from './drill/report.ts'
import { startDrill } from './drill/start.ts'
import { inbox, markOfCases } from './inbox.ts'
import { move, moveAs } from './move.ts'
import { numbers } from './numbers.ts'
import { open } from './open.ts'
import { openFile } from './open-file.ts'
import { bounced, type CameBack } from './outbox/bounced.ts'
import { type Delivering, deliver } from './outbox/deliver.ts'
import { ownCases, showOwn } from './own.ts'
import type { By, Parts } from './parts.ts'
import { exportRecords, mayReadRecords, searchRecords } from './records.ts'
import { beginHold, hold } from './retention.ts'
import { round } from './round.ts'
import { show } from './show.ts'
import { stepBack } from './step-back.ts'
import { mendStuck, showStuck } from './stuck.ts'
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
    // For either, before a form opens.
    begin: bound(begin),
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
    meet: bound(meet),
    previewAgency: bound(previewAgency),
    passOn: bound(passOn),
    warn: bound(warn),
    exportWarnings: bound(exportWarnings),
    // For those who hold some post of the council.
    numbers: bound(numbers),
    // For the records officer.
    mayReadRecords: bound(mayReadRecords),
    searchRecords: bound(searchRecords),
    exportRecords: bound(exportRecords),
    beginHold: bound(beginHold),
    hold: bound(hold),
    // For whoever looks after the program.
    showStuck: bound(showStuck),
    mendStuck: bound(mendStuck),
    // For the clock: nobody asks for these.
    round: (now: Date) => round(parts, now),
    deliver: (delivering: Delivering) => deliver(parts, delivering),
    bounced: (cameBack: CameBack, now: Date) => bounced(parts, cameBack, now),
    // For pages that lie open: what it gives is compared, and shown to nobody.
    markOfCases: bound(markOfCases),
    // For drills.
    startDrill: (council: string, now: Date) => startDrill(parts, council, now),
    drillReport: (council: string) => drillReport(parts, council),
    heartbeat: (now: Date) => heartbeat(parts.db, now),
  }
}
export type Cases = ReturnType<typeof casesOver>
