import { chance } from '../support/chance.ts'
import type { Engine } from './engines.ts'
import { seedOf } from './floor.ts'
import { type GuardName, guards } from './guards.ts'
import { run, type Setting } from './run.ts'
import { newTally } from './tally.ts'

export interface Torture {
  engine: Engine
  seed: number
  /** Each in a place of its own, in which so many processes are killed. */
  runs: number
  killsARun: number
  /** Takes one guard away, to see that its absence is noticed: it ends with the first run that notices. */
  without?: GuardName | undefined
  /** Goes on, for as long again, until a process was killed at every step. */
  everyStep?: boolean
  say?(words: string): void
}

export interface Outcome {
  engine: string
  runs: number
  kills: number
  receipts: number
  moves: number
  backups: number
  /** How often at which step. */
  hits: ReadonlyMap<string, number>
  /** Steps that should have been hit and were not. */
  unhit: string[]
  /** What was lost, doubled or broken, or went wrong beside. */
  wrong: string[]
}

/**
 * Run after run, clients report, move, write, and look after the program while one process after another is killed; then
 * everything that they were promised is looked for. Steps are found on the way; where every one is to be hit, a first run without a
 * kill finds those there are.
 *
 * Whoever gives the program something new to do, such as sending notices: what it can be asked for goes to `acts.ts`, who asks
 * for it to `clients.ts`, what they are promised to `ledger.ts`, what must be so at the end to `wrong-with.ts` or
 * `wrong-around.ts`, and what makes it so to `guards.ts`. Its steps, and points it names, are found without being listed.
 */
export async function torture(asked: Torture): Promise<Outcome> {
  const { engine, seed, runs, killsARun, without, everyStep = false, say = () => {} } = asked
  const random = chance(seedOf(`${seed} ${engine.name}`))
  const tally = newTally({ random, only: without && guards[without].shows, server: engine.killServer !== undefined })
  const sum = { runs: 0, receipts: 0, moves: 0, backups: 0 }
  const wrong: string[] = []

  const one = async (name: string, setting: Omit<Setting, 'seed'>): Promise<void> => {
    const done = await run(engine, { seed: `${seed} ${name}`, ...setting })
    sum.receipts += done.ledger.receipts.length
    sum.moves += done.ledger.moves.length
    sum.backups += done.ledger.restored.length
    wrong.push(...done.wrong)
    const left = tally.unhit()
    const few = left.length > 0 && left.length <= 5 ? `: ${left.join('; ')}` : ''
    say(`${engine.name}, ${name}: ${tally.kills()} kills, ${sum.receipts} receipts, ${left.length} steps to go${few}`)
    for (const says of done.wrong.slice(0, 20)) say(`  ${says}`)
  }
  if (everyStep) {
    await one('a run without a kill', { kills: tally.killsFor({ kills: 0 }), rounds: 6 })
    tally.expect()
  }
  const most = everyStep ? runs * 2 : runs
  while (sum.runs < runs || (sum.runs < most && tally.unhit().length > 0)) {
    await one(`run ${++sum.runs}`, { kills: tally.killsFor({ kills: killsARun }), rounds: 1, without })
    if (without && wrong.some(says => /^(?:lost|doubled): /.test(says))) break
  }
  return { engine: engine.name, ...sum, kills: tally.kills(), hits: tally.hits, unhit: tally.unhit(), wrong }
}
