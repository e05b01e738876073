import { join } from 'node:path'
import type { Floor } from './floor.ts'
import { promisedSoFar } from './ledger.ts'

let places = 0

/** Whoever looks after the program: backs up while people report, restores elsewhere, replaces the key, has the index built. */
export async function keeper(floor: Floor): Promise<void> {
  const { acts, ledger, as, place, random } = floor
  const promised = promisedSoFar(ledger)
  const path = await acts.backup(as('keeper').now)
  ledger.restored.push({ ...(await restored(floor, path)), promised })
  ledger.index.asked++
  await acts.index(ledger.index.asked)
  ledger.index.built = ledger.index.asked
  if (random() < 0.5) await acts.rotate(place.keyFile)
}

/**
 * Tries again in another place where the program says that this one is not empty: a process may have ended after the files were
 * put there, or after all of it was, and before it could say so.
 */
async function restored({ acts, freshUrl, place }: Floor, path: string): Promise<{ url: string; files: string }> {
  for (;;) {
    const target = { url: await freshUrl(), files: join(place.folder, `restored-${++places}`) }
    try {
      await acts.restore(path, target)
      return target
    } catch (error) {
      const taken = error instanceof Error && /^(?:There are files in|The database is not empty)/.test(error.message)
      if (!taken) throw error
    }
  }
}
