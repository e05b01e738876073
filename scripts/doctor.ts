import { readEnvironment } from '../src/config.ts'
import { examine } from '../src/doctor.ts'
import { command } from './command.ts'

/** `npm run doctor`: everything that is wrong, at once, in sentences that say what to do. A warning alone is no failure. */
await command(async () => {
  const { mistakes, warnings } = await examine(readEnvironment(), new Date())
  if (mistakes.length === 0)
    console.log('Nothing is wrong with the settings, the councils, their documents or their desks.')
  else list(`${mistakes.length} ${mistakes.length === 1 ? 'thing is' : 'things are'} wrong:`, mistakes)
  if (warnings.length > 0) list('Soon something has to be done:', warnings)
  process.exitCode = mistakes.length === 0 ? 0 : 1
})

function list(heading: string, sentences: string[]): void {
  console.log(`${heading}\n`)
  for (const sentence of sentences) console.log(`- ${sentence.replace(/\n/g, '\n  ')}`)
}
