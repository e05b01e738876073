import { readAuthorities } from '../src/authorities/read.ts'
import { eachNew, firstOf, takeBounce } from '../src/channels/email/take.ts'
import { readEnvironment, settingsFrom } from '../src/config.ts'
import { openDesks } from '../src/desks/open.ts'
import { openKeeping } from '../src/keeping.ts'
import { command } from './command.ts'

/** `npm run bounce < message`, as a mail server pipes it in; `-- FOLDER`: each new mail of a maildir. It shows no case. */
await command(async ([folder]) => {
  const settings = settingsFrom(readEnvironment())
  const piped = folder === undefined ? await firstOf(process.stdin) : undefined
  const authorities = readAuthorities(settings.POLICIES)
  const { cases, close } = await openKeeping(settings, authorities, openDesks(settings.POLICIES))
  const take = async (message: Buffer) =>
    console.log(await takeBounce(message, cameBack => cases.bounced(cameBack, new Date())))
  try {
    if (folder === undefined) await take(piped ?? Buffer.alloc(0))
    else console.log(`${await eachNew(folder, take)} new mails.`)
  } finally {
    await close()
  }
})
// By this code a mail server knows that it should keep the mail, and try again later.
if (process.exitCode === 1) process.exitCode = 75
