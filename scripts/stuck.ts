import { stuck } from '../src/cases/stuck.ts'
import { readEnvironment, settingsFrom } from '../src/config.ts'
import { openExisting } from '../src/db/open.ts'
import { command } from './command.ts'

/** `npm run stuck`: notices that somebody waits for and has not got. It shows no case. */
await command(async () => {
  const db = await openExisting(settingsFrom(readEnvironment()).DATABASE_URL)
  try {
    const rows = await stuck(db, new Date())
    if (rows.length === 0) return console.log('No notice is stuck.')
    for (const { reference, destination, about, state, attempts, problem, since } of rows)
      console.log([reference, destination, about, state, `${attempts} tries`, since.toISOString(), problem].join('  '))
    process.exitCode = 1
  } finally {
    await db.close()
  }
})
