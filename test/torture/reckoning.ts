import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Keeping, openKeeping } from '../../src/keeping.ts'
import { lsa } from '../../src/search/lsa.ts'
import { openIndex } from '../../src/search/open.ts'
import { authorities, desks } from '../support/filled-in.ts'
import { clausesOf } from './acts.ts'
import type { Ledger, Promised } from './ledger.ts'
import { type Place, settingsOf } from './place.ts'
import { casesIn, type Seen } from './seen.ts'
import { wrongAround } from './wrong-around.ts'
import { wrongDeliveries } from './wrong-deliveries.ts'
import { wrongWith } from './wrong-with.ts'

/** What became of one run: a sentence for each thing that was promised and is not so, or is so twice. Empty is well. */
export async function reckon(place: Place, ledger: Ledger): Promise<string[]> {
  const now = await opened(place, async keeping => {
    const seen = await casesIn(keeping)
    const pressed = new Set(ledger.pressed.map(({ reference, move, who, at }) => [reference, move, who, at].join()))
    return [
      ...wrongWith(seen, ledger),
      ...nobodyMade(seen, pressed),
      ...(await wrongAround(keeping, seen)),
      ...(ledger.looks > 0 ? await wrongDeliveries(keeping, ledger) : []),
    ]
  })
  const index = await wrongIndex(place, ledger.index)
  const backups: string[] = []
  for (const { url, files, promised } of ledger.restored)
    backups.push(...(await wrongBackup({ ...place, url, files }, promised)))
  return [...now, ...index, ...backups]
}

/** Opens a place as the program would, with nothing in its way. */
async function opened(place: Place, look: (keeping: Keeping) => Promise<string[]>): Promise<string[]> {
  try {
    const keeping = await openKeeping(settingsOf(place), authorities, {
      spot: () => null,
      of: ({ id }) => desks.get(id) ?? [],
    })
    return await look(keeping).finally(() => keeping.close())
  } catch (error) {
    return [`broken: what is kept cannot be read: ${error instanceof Error ? error.message : error}`]
  }
}

/** A backup made before the key was replaced opens with the key that was put aside then: so with all of them. */
function wrongBackup(place: Place, promised: Promised): Promise<string[]> {
  const keys = join(place.keyFile, '..')
  const keyFile = join(place.folder, 'all.key')
  copyFileSync(place.keyFile, keyFile)
  for (const name of readdirSync(keys).filter(name => name.endsWith('.retired')))
    writeFileSync(keyFile, readFileSync(join(keys, name)), { flag: 'a' })
  return opened({ ...place, keyFile }, async keeping => {
    const seen = await casesIn(keeping)
    return [...wrongWith(seen, promised), ...(await wrongAround(keeping, seen))].map(says => `in a backup, ${says}`)
  })
}

function nobodyMade(seen: readonly Seen[], pressed: ReadonlySet<string>): string[] {
  return seen.flatMap(({ reference, history, words }) =>
    history
      .filter(({ move, who }) => move !== 'open' && who !== 'signpost')
      .filter(({ at, move, who }) => !pressed.has([reference, move, who, at.getTime()].join()))
      // Words for a safeguarding desk that come after the end open the case again.
      .filter(({ move, who }) => !(move === 'reopen' && who === 'reporter' && words.length > 0))
      .map(({ move }) => `broken: ${reference} was moved (${move}) and nobody pressed that`),
  )
}

async function wrongIndex({ index }: Place, { built, asked }: Ledger['index']): Promise<string[]> {
  const found = await openIndex(index, { expect: lsa() }).catch((error: Error) => error.message)
  if (typeof found === 'string') return [`broken: the index does not open: ${found}`]
  if (!found) return built > 0 ? [`lost: edition ${built} of the index`] : []
  const texts = JSON.stringify(found.index.clauses.map(({ text }) => text))
  const edition = Array.from({ length: asked + 1 }, (_, at) => at).find(
    at => texts === JSON.stringify(clausesOf(at).map(({ text }) => text)),
  )
  if (edition === undefined) return ['broken: the index is of no one edition']
  return edition < built ? [`lost: edition ${built} of the index; ${edition} answers`] : []
}
