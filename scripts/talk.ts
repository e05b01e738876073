import { createInterface } from 'node:readline/promises'
import { councilCalled } from '../src/answers/which.ts'
import { openApp } from '../src/app.ts'
import type { Authority } from '../src/authorities/authority.ts'
import { ask } from '../src/chat/ask.ts'
import { readEnvironment, settingsFrom } from '../src/config.ts'
import { command } from './command.ts'
import { terminalHooks } from './hooks.ts'

const hint = 'Ask a question in your own words. "council" changes the council, "quit" ends.'

await command(async () => {
  const settings = settingsFrom(readEnvironment())
  const app = await openApp(settings, terminalHooks())
  const stopWatching = app.watch(settings.POLL_SECONDS)
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  const councils = app.library.authorities
  let council = settings.AUTHORITY === undefined ? undefined : councilCalled(councils, settings.AUTHORITY)
  let before: string | undefined

  terminal.setPrompt('> ')
  console.log(council || councils.length === 1 ? hint : menu(councils))
  if (councils.length === 1) council = councils[0]
  terminal.prompt()
  for await (const line of terminal) {
    const said = line.trim()
    if (/^(?:quit|exit|bye)$/i.test(said)) break
    if (/^councils?$/i.test(said) && councils.length > 1) council = undefined
    else if (council !== undefined && said !== '') {
      const { answer } = await ask(app.library, { question: said, authority: council.id, before }, new Date())
      console.log(`\n${answer}\n`)
      before = said
    } else if (said !== '') {
      council = councils[Number(said) - 1] ?? councilCalled(councils, said)
      if (council !== undefined) console.log(`${council.name}. ${hint}`)
    }
    if (council === undefined) console.log(menu(councils))
    terminal.prompt()
  }
  stopWatching()
  terminal.close()
})

function menu(councils: Authority[]): string {
  const list = councils.map(({ name }, i) => `  ${i + 1}  ${name}`).join('\n')
  return `Which council do you work for? Type its number or name.\n${list}`
}
