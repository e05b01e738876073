import { openApp } from '../src/app.ts'
import { readEnvironment, settingsFrom } from '../src/config.ts'
import { command } from './command.ts'
import { terminalHooks } from './hooks.ts'

/** `npm run index`: builds the index of every council whose documents changed, and says what could not be read. */
await command(async () => {
  const app = await openApp(settingsFrom(readEnvironment()), terminalHooks())
  await app.refresh()
  for (const { id, name } of app.library.authorities) {
    const { policies } = await app.library.held(id)
    const clauses = policies.reduce((sum, policy) => sum + policy.clauses.length, 0)
    console.log(`${name}: ${policies.length} documents, ${clauses} clauses.`)
  }
})
