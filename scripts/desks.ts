import { parseArgs } from 'node:util'
import { readAuthorities } from '../src/authorities/read.ts'
import { unknownWord } from '../src/authorities/sentences.ts'
import { readEnvironment, settingsFrom } from '../src/config.ts'
import { readDesks, readDesksOf } from '../src/desks/read.ts'
import { tableOf } from '../src/desks/table.ts'
import { Fixable } from '../src/errors.ts'
import { command } from './command.ts'

/** `npm run desks -- [--authority X]`: who is told of what, and the clause each rests on. */
await command(async args => {
  const { authority } = parseArgs({ args, options: { authority: { type: 'string' } } }).values
  const { POLICIES } = settingsFrom(readEnvironment())
  const authorities = readAuthorities(POLICIES)
  const ids = authorities.map(({ id }) => id)
  if (authority && !ids.includes(authority)) throw new Fixable(unknownWord('council', authority, ids))

  const desks = readDesks(POLICIES)
  for (const one of authorities.filter(({ id }) => !authority || id === authority)) {
    console.log(`${tableOf(one, readDesksOf(POLICIES, one, desks))}\n`)
  }
})
