import { readEnvironment } from '../src/config.ts'
import { examine } from '../src/doctor.ts'
import { command } from './command.ts'

/** `npm run doctor`: everything that is wrong, at once, in sentences that say what to do. */
await command(async () => {
  const mistakes = await examine(readEnvironment())
  if (mistakes.length === 0)
    return console.log('Nothing is wrong with the settings, the councils, their documents or their desks.')
  console.log(`${mistakes.length} ${mistakes.length === 1 ? 'thing is' : 'things are'} wrong:\n`)
  for (const mistake of mistakes) console.log(`- ${mistake.replace(/\n/g, '\n  ')}`)
  process.exitCode = 1
})
