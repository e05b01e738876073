import { parseArgs } from 'node:util'
import { readEnvironment, settingsFrom } from '../src/config.ts'
import { lookInto } from '../src/db/backup-lines.ts'
import { contentsInWords } from '../src/db/backup-words.ts'
import { restore } from '../src/db/restore.ts'
import { Fixable } from '../src/errors.ts'
import { command } from './command.ts'

/** `npm run restore -- <file> [--look]`: a backup into an empty place, or only what is in it. */
await command(async args => {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { look: { type: 'boolean' } } })
  const [path] = positionals
  if (!path) throw new Fixable('Say which backup: npm run restore -- <file>')
  if (values.look) return console.log(`${path} ${contentsInWords(await lookInto(path))}`)
  const { DATABASE_URL, FILES, KEY_FILE } = settingsFrom(readEnvironment())
  const contents = await restore(path, { url: DATABASE_URL, files: FILES })
  console.log(`Restored. ${path} ${contentsInWords(contents)}`)
  console.log(`Now see whether ${KEY_FILE} opens it: npm run keys -- check`)
})
