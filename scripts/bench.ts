import { existsSync } from 'node:fs'
import { readEnvironment, settingsFrom } from '../src/config.ts'
import { Fixable } from '../src/errors.ts'
import { benchCases } from '../test/bench/cases.ts'
import { benchClock } from '../test/bench/clock.ts'
import { benchSearch } from '../test/bench/search.ts'
import { benchSlack } from '../test/bench/slack.ts'
import { benchSlowDisk } from '../test/bench/slow-disk.ts'
import { benchTeams } from '../test/bench/teams.ts'
import { benchWeb } from '../test/bench/web.ts'
import { command } from './command.ts'

const given = '../shared/policies'

await command(async args => {
  const { POLICIES, DOCUMENTS } = settingsFrom(readEnvironment())
  const documents = DOCUMENTS ?? (existsSync(given) ? given : POLICIES)
  const benches: Record<string, () => Promise<void>> = {
    search: () => benchSearch(POLICIES, documents),
    cases: () => benchCases(),
    'slow-disk': () => benchSlowDisk(),
    clock: () => benchClock(POLICIES),
    slack: () => benchSlack(POLICIES),
    teams: () => benchTeams(POLICIES),
    web: () => benchWeb(),
  }
  for (const name of args.length > 0 ? args : Object.keys(benches)) {
    const bench = benches[name]
    if (!bench) throw new Fixable(`There is no bench "${name}". Choose from: ${Object.keys(benches).join(', ')}.`)
    await bench()
  }
})
