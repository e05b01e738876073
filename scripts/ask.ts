import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { openApp } from '../src/app.ts'
import { ask } from '../src/chat/ask.ts'
import { contractAnswer, contractLine } from '../src/chat/contract.ts'
import { readEnvironment, settingsFrom } from '../src/config.ts'
import { Fixable } from '../src/errors.ts'
import { command } from './command.ts'
import { terminalHooks } from './hooks.ts'

const usage = `Usage: npm run --silent ask -- [--authority ID] [--json] [--no-asked] "question"
   or: npm run --silent ask -- --jsonl < lines of {"id","authority","question"}`

const options = {
  authority: { type: 'string' },
  json: { type: 'boolean', default: false },
  jsonl: { type: 'boolean', default: false },
  'no-asked': { type: 'boolean', default: false },
} as const

await command(async args => {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options })
  if (!values.jsonl && positionals.length === 0) throw new Fixable(usage)

  const settings = settingsFrom(readEnvironment())
  const app = await openApp(settings, terminalHooks())
  const asker = { authority: values.authority ?? settings.AUTHORITY, asked: !values['no-asked'] }
  if (values.jsonl) {
    for await (const line of createInterface({ input: process.stdin })) {
      if (line.trim() !== '') console.log(JSON.stringify(await contractLine(app.library, line, asker, new Date())))
    }
    return
  }
  const asking = { ...asker, question: positionals.join(' ') }
  if (values.json) console.log(JSON.stringify(await contractAnswer(app.library, null, asking, new Date()), null, 2))
  else console.log((await ask(app.library, asking, new Date())).answer)
})
