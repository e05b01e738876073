import { randomUUID } from 'node:crypto'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { openApp } from '../src/app.ts'
import { unknownWord } from '../src/authorities/sentences.ts'
import { notSaved } from '../src/cases/receipt.ts'
import { readEnvironment, settingsFrom } from '../src/config.ts'
import { Fixable } from '../src/errors.ts'
import type { Keeping } from '../src/keeping.ts'
import { fillIn, type Terminal } from '../src/terminal/fill-in.ts'
import { receiptText } from '../src/terminal/pages.ts'
import { councilOf, personAt } from '../src/terminal/person.ts'
import { refusalOf, sendUntilSaved } from '../src/terminal/send.ts'
import { command } from './command.ts'
import { terminalHooks } from './hooks.ts'

const options = {
  authority: { type: 'string' },
  desk: { type: 'string' },
  as: { type: 'string', default: 'somebody' },
} as const

/** `npm run report -- --authority X --desk press [--as PERSON]`: asks what the desk asks, and prints the receipt. */
await command(async args => {
  const { values } = parseArgs({ args, options })
  const settings = settingsFrom(readEnvironment())
  const app = await openApp(settings, terminalHooks())
  const authority = councilOf(app.library.authorities, values.authority ?? settings.AUTHORITY)
  const by = personAt(settings.MODE, authority, values.as, new Date())
  const desks = app.library.desks.of(authority)
  const ids = desks.map(({ id }) => id)
  const desk = desks.find(({ id }) => id === values.desk)
  if (!values.desk) throw new Fixable(`Say which desk: --desk ${ids.join(' | ')}`)
  if (!desk) throw new Fixable(unknownWord('desk', values.desk, ids))

  let keeping: Keeping | undefined
  const input = createInterface({ input: process.stdin })
  const typed = input[Symbol.asyncIterator]()
  const terminal: Terminal = { say: words => console.log(words), line: async () => (await typed.next()).value }
  try {
    const filled = await fillIn(terminal, authority, desk, settings.MODE, by.now)
    terminal.say(`\n${filled.form.beforeSending.join('\n')}\n\nSend it? Press Enter, or write no.`)
    if (/^\s*n/i.test((await terminal.line()) ?? 'no'))
      throw new Fixable('It was not sent, and nothing of it was kept.')

    const clauses = await app.clausesFor(authority.id, filled.form)
    const sending = { ...filled, desk: desk.id, clauses, submission: randomUUID() }
    const opened = await sendUntilSaved(terminal, notSaved(authority, desk.id), async () => {
      keeping = await app.keeping()
      return keeping.cases.open({ ...by, now: new Date() }, sending)
    })
    if (opened.outcome !== 'opened') throw refusalOf(opened)
    terminal.say(`\n${receiptText({ authority, now: new Date() }, opened.receipt)}`)
  } finally {
    input.close()
    await keeping?.close()
  }
})
