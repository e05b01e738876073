import { randomUUID } from 'node:crypto'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { openApp } from '../src/app.ts'
import { unknownWord } from '../src/authorities/sentences.ts'
import { readEnvironment, settingsFrom } from '../src/config.ts'
import { Fixable } from '../src/errors.ts'
import { fillIn } from '../src/terminal/fill-in.ts'
import { receiptText } from '../src/terminal/pages.ts'
import { councilOf, personAt } from '../src/terminal/person.ts'
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
  const desk = desks.find(({ id }) => id === values.desk)
  if (!desk)
    throw new Fixable(
      unknownWord(
        'desk',
        values.desk ?? '',
        desks.map(({ id }) => id),
      ),
    )

  const input = createInterface({ input: process.stdin })
  const typed = input[Symbol.asyncIterator]()
  const terminal = {
    say: (words: string) => console.log(words),
    line: async () => (await typed.next()).value as string | undefined,
  }
  const filled = await fillIn(terminal, authority, desk, settings.MODE, by.now)
  if (!filled) return input.close()
  terminal.say(`\n${filled.form.beforeSending.join('\n')}\n\nSend it? Press Enter, or write no.`)
  if (/^n/i.test((await terminal.line()) ?? 'no')) return input.close()
  input.close()

  const clauses = await app.clausesFor(authority.id, filled.form)
  const keeping = await app.keeping()
  const sending = { desk: desk.id, given: filled.given, files: filled.files, clauses, submission: randomUUID() }
  const opened = await keeping.cases.open({ ...by, now: new Date() }, sending).finally(() => keeping.close())
  if (opened.outcome === 'opened') return console.log(`\n${receiptText(authority, opened.receipt)}`)
  if (opened.outcome === 'not-saved') throw new Fixable(opened.says.join('\n'))
  if (opened.outcome === 'mistakes') throw new Fixable(opened.mistakes.map(({ says }) => says).join('\n'))
  throw new Fixable('You have sent many reports in a few minutes. Wait a little, then send this one.')
})
