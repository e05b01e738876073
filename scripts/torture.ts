import { parseArgs } from 'node:util'
import { Fixable } from '../src/errors.ts'
import { enginesFor } from '../test/torture/engines.ts'
import { type GuardName, guards } from '../test/torture/guards.ts'
import { table } from '../test/torture/table.ts'
import { type Outcome, torture } from '../test/torture/torture.ts'
import { command } from './command.ts'

const options = {
  runs: { type: 'string', default: '200' },
  seed: { type: 'string' },
  engine: { type: 'string' },
  without: { type: 'string' },
} as const

/**
 * `npm run torture -- [--runs 200] [--seed N] [--engine sqlite|postgres] [--without transaction|submission-id|claim-guard]`: whether a
 * report that has its receipt is ever lost or doubled, however often the program is killed. Ends with 1 where something was,
 * also where a guard was taken away; with 2 where the torture itself did not do what it should.
 */
await command(async args => {
  const { values } = parseArgs({ args, options })
  const [runs, seed] = [wholeNumber('runs', values.runs), wholeNumber('seed', values.seed ?? String(Date.now() % 1e6))]
  const without = guardNamed(values.without)
  console.log(`Seed ${seed}${without ? `, without the guard "${without}"` : ''}.`)
  const outcomes: Outcome[] = []
  for (const engine of await enginesFor(values.engine, console.log)) {
    const asked = { engine, runs, seed, without, killsARun: 6, everyStep: !without, say: console.log }
    outcomes.push(await torture(asked).finally(() => engine.end()))
  }
  console.log(`\n${table(outcomes)}\n`)
  for (const { engine, runs, kills, receipts, moves, backups, wrong, unhit } of outcomes) {
    console.log(
      `${engine}: ${runs} runs, ${kills} kills, ${receipts} receipts, ${moves} moves, ${backups} backups brought back; ${wrong.length} lost, doubled or broken.`,
    )
    if (unhit.length > 0 && !without)
      console.log(`${engine}: nobody was killed at ${unhit.length} steps: ${unhit.slice(0, 20).join('; ')}.`)
    if (without && wrong.length === 0) console.log(`${engine}: "${without}" was gone, and nothing was noticed.`)
    if (wrong.length > 0) process.exitCode = 1
    else if (without || unhit.length > 0) process.exitCode ??= 2
  }
})

function wholeNumber(name: string, text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text)
  throw new Fixable(`--${name} "${text}" is not a number. Write it as digits.`)
}

function guardNamed(name: string | undefined): GuardName | undefined {
  const found = (Object.keys(guards) as GuardName[]).find(one => one === name)
  if (found || name === undefined) return found
  throw new Fixable(`There is no guard "${name}". Choose from: ${Object.keys(guards).join(', ')}.`)
}
