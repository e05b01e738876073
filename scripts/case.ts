import { parseArgs } from 'node:util'
import { readAuthorities } from '../src/authorities/read.ts'
import { notSaved } from '../src/cases/receipt.ts'
import { readEnvironment, settingsFrom } from '../src/config.ts'
import { openDesks } from '../src/desks/open.ts'
import { Fixable } from '../src/errors.ts'
import { openKeeping } from '../src/keeping.ts'
import { actCalled, onlyShows } from '../src/terminal/acts.ts'
import { councilOf, personAt } from '../src/terminal/person.ts'
import { command } from './command.ts'

const text = { type: 'string' } as const
const options = {
  ...{ authority: text, as: text, to: text, outcome: text, desk: text, subtype: text },
  ...{ note: text, words: text, text, file: text },
}

/** `npm run case -- list|show|acknowledge|… [REFERENCE] --as PERSON`: a desk, or a reporter, at a terminal. */
await command(async args => {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options })
  const [name = '', reference = ''] = positionals
  const typed = { reference, ...values }
  const act = actCalled(name, typed)
  if (!values.as)
    throw new Fixable('Say who you are: --as and the id of a person in authority.yaml, or any other word.')

  const settings = settingsFrom(readEnvironment())
  const authorities = readAuthorities(settings.POLICIES)
  const authority = councilOf(authorities, values.authority ?? settings.AUTHORITY)
  const by = personAt(settings.MODE, authority, values.as, new Date())
  const keeping = await openKeeping(settings, authorities, openDesks(settings.POLICIES)).catch(error => {
    if (!(error instanceof Fixable) || onlyShows(name)) throw error
    const says = notSaved(authority, '').says.join('\n')
    throw new Fixable(`${says}\n\n(For whoever runs Signpost: ${error.message})`)
  })
  try {
    console.log(await act(keeping.cases, by, { authority, now: by.now }, typed))
  } finally {
    await keeping.close()
  }
})
