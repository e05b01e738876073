import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { noPostgres, startPostgres } from '../support/postgres.ts'
import { listTimes } from './inbox.ts'
import { type Place, postgresRows, sqliteRows } from './plain-rows.ts'
import { reports } from './reports.ts'
import { median, rate } from './timing.ts'

const callers = [1, 8, 32]
const rounds = 5

/**
 * How many reports a second are on the disk, beside how many plain rows of 2 kB, one a commit, the same engine takes from the same
 * number of callers in the same process; and how long a desk waits for its list. Both are measured in turns, several times, since
 * a machine is never as quick as it was a moment ago. With a quick disk it is the work that counts, with a slow one the waiting.
 */
export async function benchCases(): Promise<void> {
  const place = mkdtempSync(join(tmpdir(), 'signpost-bench-'))
  try {
    console.log(`A write of 4 kB is on the disk after ${median(diskTimes(place)).toFixed(2)} ms (median of 50).`)
    const files = () => join(mkdtempSync(join(place, 'sqlite-')), 'signpost.db')
    await measure({ engine: 'SQLite', folder: place, freshUrl: async () => files() })
    if (noPostgres) return console.log(`\nPostgreSQL is left out: ${noPostgres}.`)
    const postgres = await startPostgres()
    const fresh = { engine: 'PostgreSQL' as const, folder: place, freshUrl: () => postgres.fresh() }
    await measure(fresh).finally(() => postgres.end())
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
}

/** How long the disk lets itself be waited for here, in milliseconds: what both sides of each ratio have in common. */
function diskTimes(folder: string): number[] {
  const file = openSync(join(folder, 'written'), 'w')
  const page = Buffer.alloc(4_096, 7)
  const times = Array.from({ length: 50 }, () => {
    const began = performance.now()
    writeSync(file, page)
    fsyncSync(file)
    return performance.now() - began
  })
  closeSync(file)
  return times
}

async function measure(place: Place): Promise<void> {
  const rows = place.engine === 'SQLite' ? sqliteRows : postgresRows
  console.log(`\n${place.engine}, ${await rows.durability(place)}`)
  console.log('  callers   plain rows/s    reports/s    ratio   (of each round)             load of the machine')
  for (const count of callers) {
    const plain: number[] = []
    const ours: number[] = []
    for (let round = 0; round < rounds; round++) {
      plain.push(await rate(count, await rows.open(place, count)))
      ours.push(await rate(count, await reports(place)))
    }
    const ratios = ours.map((of, at) => of / (plain[at] ?? 1))
    const cells = [
      String(count).padStart(9),
      median(plain).toFixed(0).padStart(15),
      median(ours).toFixed(0).padStart(13),
      median(ratios).toFixed(2).padStart(9),
      `   ${ratios.map(ratio => ratio.toFixed(2)).join(' ')}`.padEnd(36),
      loadavg()[0]?.toFixed(1),
    ]
    console.log(cells.join(''))
  }
  await listTimes(place)
}
