import type { Sent } from '../../src/cases/outbox/sent.ts'
import { chance } from '../support/chance.ts'
import type { Engine } from './engines.ts'
import { type Floor, type Ground, seedOf } from './floor.ts'
import type { Ledger } from './ledger.ts'
import type { Posting } from './said.ts'

/** Who has sent what is due, and done what nobody asks for. Between two looks the lease of whoever was killed has run out. */
export async function postman({ acts, ledger }: Floor): Promise<void> {
  const at = new Date(Date.UTC(2026, 10, 20, 10) + ++ledger.looks * 130_000)
  await acts.round(at)
  await acts.deliver(at)
}

/** At the end, until nothing is due any more. What was refused comes back after ten minutes at most. */
export async function deliverAll({ acts, ledger }: Ground): Promise<void> {
  for (let [quiet, looks] = [0, 0]; quiet < 2 && looks < 30; looks++) {
    ledger.looks += 6
    const tries = await acts.deliver(new Date(Date.UTC(2026, 10, 20, 10) + ledger.looks * 130_000)).catch(() => 1)
    quiet = tries === 0 ? quiet + 1 : 0
  }
}

/** Where notices arrive. It takes five of six, and is asked to try again later by the others. */
export function farSide(ledger: Ledger, { killServer }: Engine, seed: string) {
  const random = chance(seedOf(`${seed} far`))
  let serverKills = 0
  return {
    far({ process, ...posting }: Posting): Sent {
      if (random() < 1 / 6) return { outcome: 'later', problem: 'busy' }
      // A process whose database was killed cannot say that it has sent something, and sends it again.
      ledger.arrived.push({ ...posting, by: `${process} ${serverKills}` })
      return { outcome: 'sent' }
    },
    killServer:
      killServer &&
      (async () => {
        serverKills++
        await killServer()
      }),
  }
}
