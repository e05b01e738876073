import { parseArgs } from 'node:util'
import { readEnvironment, settingsFrom } from '../src/config.ts'
import { type Head, headOf } from '../src/db/audit.ts'
import { type Verdict, verify } from '../src/db/audit-verify.ts'
import { openExisting } from '../src/db/open.ts'
import { Fixable } from '../src/errors.ts'
import { command } from './command.ts'

/** `npm run audit -- head | verify [--head <number>:<hash>]`: whether what was recorded is as it was written. */
await command(async args => {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { head: { type: 'string' } } })
  const [act] = positionals
  if (act !== 'head' && act !== 'verify') throw new Fixable('Say what to do with the audit: head, or verify.')
  const printed = values.head === undefined ? undefined : headFrom(values.head)
  const db = await openExisting(settingsFrom(readEnvironment()).DATABASE_URL)
  try {
    if (act === 'head') return console.log(written(await headOf(db)))
    const verdict = await db.snapshot(view => verify(view, printed))
    if (verdict.broken) throw new Fixable(found(verdict))
    console.log(`All ${verdict.sound} rows are as they were written. The head is ${written(verdict.head)}`)
    if (!printed)
      console.log(
        'Whoever may write the database could have written all of it anew: compare with a head printed before, by --head.',
      )
  } finally {
    await db.close()
  }
})

function headFrom(text: string): Head {
  const [, number, hash = ''] = /^(\d+):([0-9a-f]{64}|)$/.exec(text) ?? []
  if (number) return { number: Number(number), hash }
  throw new Fixable(
    `"${text}" is not a head. Give it as "npm run audit -- head" prints it: a number, a colon, 64 letters and digits.`,
  )
}

function written({ number, hash }: Head): string {
  return `${number}:${hash}`
}

function before(sound: number): string {
  if (sound === 0) return 'No row stands before it.'
  return sound === 1 ? 'The row before it is sound.' : `The ${sound} rows before it are sound.`
}

function found({ sound, broken }: Verdict): string {
  const says = {
    altered: 'was altered, or another was put before it',
    dropped: 'is missing',
    moved: 'was moved to another place',
    added: 'was added behind the program',
    'cut off': 'and all after it were cut off',
  }
  return `The audit is not as it was written: row ${broken?.number} ${broken && says[broken.how]}. ${before(sound)} Keep the database as it is, and compare it with backups.`
}
