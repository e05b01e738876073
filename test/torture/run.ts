import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { authorities, desks } from '../support/filled-in.ts'
import { letWork } from './clients.ts'
import type { Engine } from './engines.ts'
import type { GuardName } from './guards.ts'
import type { Kills } from './kills.ts'
import { type Ledger, newLedger } from './ledger.ts'
import { placeAt } from './place.ts'
import { deliverAll, farSide } from './postman.ts'
import { startProgram } from './program.ts'
import { reckon } from './reckoning.ts'

export interface Setting {
  seed: string
  kills: Kills
  /** How often the keeper at least goes round. */
  rounds: number
  without?: GuardName | undefined
}

/** One place, from its first start until nobody is killed there any more; and what became of all that was promised in it. */
export async function run(engine: Engine, setting: Setting): Promise<{ ledger: Ledger; wrong: string[] }> {
  const { seed, kills, rounds, without } = setting
  const folder = mkdtempSync(join(tmpdir(), 'signpost-torture-'))
  try {
    const freshUrl = () => engine.freshUrl(folder)
    const place = placeAt(await freshUrl(), folder)
    const ledger = newLedger()
    const far = farSide(ledger, engine, seed)
    const program = startProgram(
      { place, councils: { authorities, desks }, ...(without ? { without } : {}) },
      { ...far, kills },
    )
    const over = () => program.over() && (program.gone() || ledger.restored.length >= rounds)
    const ground = { acts: program.acts, ledger, place, freshUrl }
    await letWork(ground, seed, over)
    if (!program.gone()) await deliverAll(ground)
    await program.end()
    return { ledger, wrong: [...program.faults, ...ledger.faults, ...(await reckon(place, ledger))] }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
