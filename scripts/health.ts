import { health } from '../src/cases/health.ts'
import { readEnvironment, settingsFrom } from '../src/config.ts'
import { openExisting } from '../src/db/open.ts'
import { command } from './command.ts'

/** `npm run health`: whether reports can be kept, and what waits, with practice and drills counted apart. It shows no case. */
await command(async () => {
  const { DATABASE_URL, FILES } = settingsFrom(readEnvironment())
  const db = await openExisting(DATABASE_URL)
  try {
    for (const [name, value] of await health(db, FILES, new Date())) console.log(`${name.padEnd(20)}${value}`)
  } finally {
    await db.close()
  }
})
