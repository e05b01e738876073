import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { readAuthorities } from '../src/authorities/read.ts'
import type { Cases } from '../src/cases/cases.ts'
import { drillPage } from '../src/chat/pages/drill.ts'
import { plainText } from '../src/chat/plain.ts'
import { readEnvironment, settingsFrom } from '../src/config.ts'
import { openDesks } from '../src/desks/open.ts'
import { Fixable } from '../src/errors.ts'
import { openKeeping } from '../src/keeping.ts'
import { councilOf } from '../src/terminal/person.ts'
import { command } from './command.ts'

const options = { authority: { type: 'string' }, wait: { type: 'string' }, report: { type: 'boolean' } } as const

/** `npm run drill -- [--authority X] [--wait 60m | --report]`: test reports to everybody, and who answered. It holds no case of anybody. */
await command(async args => {
  const { values } = parseArgs({ args, options })
  const settings = settingsFrom(readEnvironment())
  const all = readAuthorities(settings.POLICIES)
  const councils = values.authority ? [councilOf(all, values.authority)] : all
  const waitMs = values.wait === undefined ? 0 : lengthOf(values.wait)
  const { cases, close } = await openKeeping(settings, all, openDesks(settings.POLICIES))
  try {
    for (const { id, name } of values.report ? [] : councils)
      for (const { reference, desk, told } of await cases.startDrill(id, new Date()))
        console.log(`${name}: drill ${reference} (${desk}) is sent to ${told}.`)
    if (!values.report && !waitMs) return console.log('See who answered with: npm run drill -- --report')
    for (const until = Date.now() + waitMs; Date.now() < until && !(await allAnswered(cases, councils)); )
      await pause(Math.min(5_000, until - Date.now()))
    for (const council of councils) {
      const report = await cases.drillReport(council.id)
      console.log(report ? plainText(drillPage(report, council, new Date())) : `${council.name}: no drill yet.`, '\n')
    }
    if (!(await allAnswered(cases, councils))) process.exitCode = 1
  } finally {
    await close()
  }
})

async function allAnswered(cases: Cases, councils: { id: string }[]): Promise<boolean> {
  const reports = await Promise.all(councils.map(({ id }) => cases.drillReport(id)))
  return reports.every(report => report?.allAnswered === true)
}

/** `60m`, `2h`. */
function lengthOf(written: string): number {
  const [, amount, unit] = /^(\d{1,4}) ?(m|h)/.exec(written) ?? []
  if (amount) return Number(amount) * (unit === 'h' ? 3_600_000 : 60_000)
  throw new Fixable(`--wait "${written}" is no length of time. Write minutes or hours, as 60m or 2h.`)
}
