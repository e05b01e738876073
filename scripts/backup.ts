import { readEnvironment, settingsFrom } from '../src/config.ts'
import { backup } from '../src/db/backup.ts'
import { contentsInWords } from '../src/db/backup-words.ts'
import { openExisting } from '../src/db/open.ts'
import { Fixable } from '../src/errors.ts'
import { command } from './command.ts'

/** `npm run backup -- <file>`: everything but the master key, into a new file, while the program runs. */
await command(async ([path]) => {
  if (!path) throw new Fixable('Say where to put the backup: npm run backup -- <file>')
  const { DATABASE_URL, FILES } = settingsFrom(readEnvironment())
  const db = await openExisting(DATABASE_URL)
  const contents = await backup({ db, files: FILES }, path, new Date()).finally(() => db.close())
  console.log(`${path} ${contentsInWords(contents)}`)
})
