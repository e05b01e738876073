import { writeFileSync } from 'node:fs'
import { Fixable } from './errors.ts'

/**
 * What is in memory may be a report, so nothing of it goes to the disk when the program fails. Node's diagnostic reports are turned
 * off, whatever turned them on; on Linux the kernel is asked to leave all memory out of a core file, here and in the processes that
 * this one starts; and flags that write a heap, which a running program cannot turn off, are refused.
 */
export function writeNoDumps(flags: readonly string[]): void {
  const refused = flags.filter(flag => /^--(?:heapsnapshot|abort[-_]on)/.test(flag))
  if (refused.length > 0)
    throw new Fixable(
      `Node was started with ${refused.join(' and ')}, which writes what is in memory to a file, and reports may be in it. Take it out of NODE_OPTIONS or of the command.`,
    )
  if (process.report) {
    process.report.reportOnFatalError = false
    process.report.reportOnUncaughtException = false
    process.report.reportOnSignal = false
  }
  try {
    writeFileSync('/proc/self/coredump_filter', '0')
  } catch {
    // Not Linux, or not allowed here: the README says what to set instead.
  }
}
