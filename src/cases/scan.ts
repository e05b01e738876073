import { spawn } from 'node:child_process'
import { record } from '../db/audit.ts'
import { sql } from '../db/sql.ts'
import { readSealed, type Scan } from './files.ts'
import { keyOf } from './identity.ts'
import type { Parts } from './parts.ts'

export interface Scanned {
  clean: number
  infected: number
  /** Not looked into after all: the program was not there, took too long, or gave no verdict. They are tried again. */
  failed: number
}

/**
 * Looks for viruses in the files that nobody has looked into yet, where there is a program that can. Those it could not look into
 * come last the next time, so that however many they are, they keep no other from being scanned.
 */
export async function scanFiles(parts: Parts, now: Date, { limitMs = 60_000, atOnce = 100 } = {}): Promise<Scanned> {
  const scanned: Scanned = { clean: 0, infected: 0, failed: 0 }
  const { scan: command, db, keys } = parts
  if (!command) return scanned
  const waiting = await db.rows<{ id: string; case_id: string; reference: string }>(sql`
    select file.id, file.case_id, cases.reference from file join cases on cases.id = file.case_id
    where file.scan = 'not-scanned' order by coalesce(file.scanned, 0), file.at limit ${atOnce}`)
  for (const { id, case_id, reference } of waiting) {
    const seal = await keys.find(db, keyOf(case_id))
    // One that is gone or damaged says so to whoever opens it.
    const content = seal && (await readSealed(parts, seal, case_id, id).catch(() => undefined))
    const verdict = content && (await verdictOf(command, content, limitMs))
    if (!verdict) {
      scanned.failed++
      await db.run(sql`update file set scanned = ${now.getTime()} where id = ${id}`)
      continue
    }
    await db.transaction(async tx => {
      await tx.run(sql`update file set scan = ${verdict}, scanned = ${now.getTime()} where id = ${id}`)
      await record(tx, { who: 'signpost', act: 'scanned', what: reference, became: verdict }, now)
    })
    scanned[verdict]++
  }
  return scanned
}

/**
 * Runs the program without a shell, so that no name of a file is ever a command, and gives it the content on its standard
 * input, so that nothing unsealed touches the disk. It sees nothing of our environment, where passwords may stand. Scanners
 * agree on this much: 0 is clean and 1 is infected.
 */
function verdictOf(
  command: readonly string[],
  content: Uint8Array,
  limitMs: number,
): Promise<(Scan & ('clean' | 'infected')) | undefined> {
  const [program = '', ...args] = command
  return new Promise(resolve => {
    const child = spawn(program, args, {
      shell: false,
      stdio: ['pipe', 'ignore', 'ignore'],
      env: { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' },
      timeout: limitMs,
      killSignal: 'SIGKILL',
    })
    child.on('error', () => resolve(undefined))
    child.on('exit', code => resolve(code === 0 ? 'clean' : code === 1 ? 'infected' : undefined))
    // A scanner may have seen enough and stop reading: its verdict is what counts.
    child.stdin.on('error', () => {})
    child.stdin.end(content)
  })
}
