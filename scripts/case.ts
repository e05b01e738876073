import { parseArgs } from 'node:util'
import { readAuthorities } from '../src/authorities/read.ts'
import { readEnvironment, settingsFrom } from '../src/config.ts'
import { openDesks } from '../src/desks/open.ts'
import { Fixable } from '../src/errors.ts'
import { openKeeping } from '../src/keeping.ts'
import { acts } from '../src/terminal/acts.ts'
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
  const act = acts[name]
  if (!act) throw new Fixable(`Say what to do: ${Object.keys(acts).join(', ')}.`)
  if (!values.as)
    throw new Fixable('Say who you are: --as and the id of a person in authority.yaml, or any other word.')

  const settings = settingsFrom(readEnvironment())
  const authorities = readAuthorities(settings.POLICIES)
  const authority = councilOf(authorities, values.authority ?? settings.AUTHORITY)
  const by = personAt(settings.MODE, authority, values.as, new Date())
  const keeping = await openKeeping(settings, authorities, openDesks(settings.POLICIES))
  try {
    console.log(await act(keeping.cases, by, authority, { reference, ...values }))
  } finally {
    await keeping.close()
  }
})
