import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Fixable } from '../../src/errors.ts'

/** As a disk over a network waits, or one that keeps its word when the power goes. */
const diskMs = 2

/**
 * The bench of cases again, where each wait for the disk is longer. A virtual disk may say within a tenth of a millisecond that all is
 * kept: then what the processor does for a report counts alone. What a council rents waits longer, in the program and in PostgreSQL.
 */
export async function benchSlowDisk(): Promise<void> {
  if (process.platform !== 'linux') return console.log('A slower disk can only be pretended on Linux.')
  const place = mkdtempSync(join(tmpdir(), 'signpost-slow-disk-'))
  try {
    // PostgreSQL runs as another user, and reads it too.
    chmodSync(place, 0o755)
    const library = join(place, 'slow-disk.so')
    compile(join(import.meta.dirname, 'slow-disk.c'), library)
    console.log(`\nThe same where the disk takes ${diskMs} ms longer.`)
    const bench = spawn(process.execPath, ['--import', 'tsx/esm', 'scripts/bench.ts', 'cases'], {
      env: { ...process.env, LD_PRELOAD: library, DISK_MS: `${diskMs}` },
      stdio: 'inherit',
    })
    const [code] = await once(bench, 'close')
    if (code !== 0) process.exitCode = 1
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
}

function compile(source: string, library: string): void {
  try {
    execFileSync('cc', ['-shared', '-fPIC', '-o', library, source, '-ldl'])
  } catch (cause) {
    throw new Fixable(
      'A slower disk is pretended by a few lines of C: install a compiler, as Debian\'s package "gcc".',
      {
        cause,
      },
    )
  }
}
