import { parseArgs } from 'node:util'
import { readEnvironment, settingsFrom } from '../src/config.ts'
import { checkKeys, counted, lostInWords } from '../src/db/key-check.ts'
import { makeKeyFile, readKeyFile } from '../src/db/key-file.ts'
import { openExisting } from '../src/db/open.ts'
import { rotate } from '../src/db/rotate.ts'
import { Fixable } from '../src/errors.ts'
import { command } from './command.ts'

type Act = (url: string, keyFile: string, copy: string | undefined) => Promise<void>

const acts: Record<string, Act> = {
  async make(_, keyFile) {
    makeKeyFile(keyFile)
    console.log(`Made ${keyFile}. Copy it now to a place where the database's backups are not.`)
  },
  async check(url, keyFile) {
    const check = await tried(url, keyFile)
    console.log(`The key file ${keyFile} opens ${counted(check.opens)}.`)
    if (Object.keys(check.lost).length > 0) throw new Fixable(lostInWords(check, 'It does not open'))
  },
  async rotate(url, keyFile) {
    const db = await openExisting(url)
    const { from, to, wrapped, retired } = await rotate(db, keyFile).finally(() => db.close())
    console.log(`${keyFile} now holds the key ${to}; ${wrapped} keys were wrapped anew. Copy it to your safe place.
The key ${from.join(' and ')} is in ${retired}: backups made until now open only with it. Keep it where they are not, and destroy it with the last of them.`)
  },
  async drill(url, _, copy) {
    const check = await tried(url, copy)
    if (copy) console.log(`Your copy ${copy} opens ${counted(check.opens)}.`)
    if (Object.keys(check.lost).length === 0)
      return console.log('If the key file were lost today, nothing would be lost with it.')
    console.log(
      lostInWords(check, 'If the key file were lost today, this would be lost for ever, in every backup too:'),
    )
    if (copy) throw new Fixable('This copy is not enough: make a new one of the key file in use.')
  },
}

/** `npm run keys -- make | check | rotate | drill [--copy <file>]`: the master key that all cases are sealed under. */
await command(async args => {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { copy: { type: 'string' } } })
  const act = acts[positionals[0] ?? '']
  if (!act) throw new Fixable('Say what to do with the master key: make, check, rotate, or drill (--copy <file>).')
  const { DATABASE_URL, KEY_FILE } = settingsFrom(readEnvironment())
  await act(DATABASE_URL, KEY_FILE, values.copy)
})

async function tried(url: string, keyFile: string | undefined) {
  const masters = keyFile ? readKeyFile(keyFile) : []
  const db = await openExisting(url)
  return db.snapshot(view => checkKeys(view, masters)).finally(() => db.close())
}
