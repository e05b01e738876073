import type { Request } from '../cases/records.ts'
import type { Act } from './act.ts'
import type { Filled } from './incoming.ts'
import { numbersPage } from './pages/numbers.ts'
import { plainly } from './pages/plainly.ts'
import { exportedPage, holdForm, recordsForm } from './pages/records.ts'
import { stuckPage } from './pages/stuck.ts'
import type { Block, Reply } from './reply.ts'
import { desksOf, type Here } from './talking.ts'
import { noSuchCase, storeAway } from './without.ts'

/** What everybody is told of pages that are not theirs: no more than of a case. */
const notForYou: Reply = plainly('There is nothing here for you.')

/** How the desks do, for those who hold a post: the last twelve months. */
export async function numbers(here: Here): Promise<Reply> {
  const cases = await here.talking.cases()
  if (!cases) return storeAway(here)
  const { now } = here
  const from = new Date(Date.UTC(now.getUTCFullYear() - 1, now.getUTCMonth() + 1, 1))
  const counted = await cases.numbers(here.by, { from, to: new Date(now.getTime() + 1) })
  if (counted.outcome === 'not-found') return notForYou
  const names = Object.fromEntries(desksOf(here).map(({ id, name }) => [id, name]))
  return numbersPage(counted, names, await here.talking.counts(here.authority.id, from))
}

export async function stuck(here: Here, ...first: Block[]): Promise<Reply> {
  const cases = await here.talking.cases()
  if (!cases) return storeAway(here)
  const shown = await cases.showStuck(here.by)
  return shown.outcome === 'shown' ? stuckPage(here.authority, shown.stuck, here.now, first) : notForYou
}

export async function mend(here: Here, { delivery, how }: Extract<Act, { do: 'mend' }>): Promise<Reply> {
  const cases = await here.talking.cases()
  if (!cases) return storeAway(here)
  const mended = await cases.mendStuck(here.by, delivery, how)
  if (mended.outcome === 'not-found') return notForYou
  const text = how === 'again' ? 'It is tried again now.' : 'It is set aside. The record says that you did it.'
  return stuck(here, { is: 'notice', tone: 'good', text })
}

/** For the records officer: a search through all cases, or what some of them hold, with a reason that is on record. */
export async function records(here: Here, filled?: Filled): Promise<Reply> {
  const cases = await here.talking.cases()
  if (!cases) return storeAway(here)
  if (!(await cases.mayReadRecords(here.by))) return notForYou
  const submission = filled?.submission ?? here.talking.newId()
  if (!filled?.sent) return recordsForm({ given: filled?.given ?? {}, submission })
  const { given } = filled
  const request: Request = { under: underOf(given['under']), reason: textOf(given['reason']) }
  const references = textOf(given['references'])
    .split(/[\s,;]+/)
    .filter(Boolean)
  const takeOut = textOf(given['take-out'])
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean)
  if (references.length > 0) {
    const exported = await cases.exportRecords(here.by, references, request, takeOut)
    if (exported.outcome === 'exported') return exportedPage(here.authority, exported.cases, here.now)
    return recordsForm({ ...filled, mistakes: [{ question: 'reason', says: saysOf(exported) }] })
  }
  const searched = await cases.searchRecords(here.by, textOf(given['words']), request)
  if (searched.outcome !== 'searched')
    return recordsForm({ ...filled, mistakes: [{ question: 'reason', says: saysOf(searched) }] })
  const found = searched.found.map(({ reference }) => reference).join('\n')
  const text =
    found === ''
      ? 'Those words stand in no case.'
      : `Cases in which those words stand: ${searched.found.length}. Their references are below.`
  return recordsForm({
    submission: here.talking.newId(),
    given: { ...given, references: found },
    first: [{ is: 'notice', tone: 'plain', text }],
  })
}

function saysOf(result: { outcome: string; says?: string }): string {
  return result.says ?? 'There is nothing here for you.'
}

function underOf(given: unknown): Request['under'] {
  return given === 'freedom-of-information' || given === 'court-order' ? given : 'subject-access'
}

function textOf(given: unknown): string {
  return typeof given === 'string' ? given : ''
}

export async function hold(here: Here, act: Extract<Act, { do: 'hold' }>, filled?: Filled): Promise<Reply> {
  const cases = await here.talking.cases()
  if (!cases) return storeAway(here)
  if (!(await cases.mayReadRecords(here.by))) return notForYou
  if (!filled?.sent) {
    const begun = await cases.beginHold(here.by, act.reference)
    if (begun.outcome === 'not-found') return noSuchCase
    return holdForm(act, { given: {}, submission: here.talking.newId() })
  }
  const held = await cases.hold(here.by, act.reference, act.on, textOf(filled.given['note']))
  if (held.outcome === 'not-found') return noSuchCase
  if (held.outcome === 'incomplete')
    return holdForm(act, { ...filled, mistakes: [{ question: 'note', says: held.says }] })
  return plainly(
    held.outcome === 'held' ? 'It is held. It is not deleted.' : 'It is let go. It is deleted in its time.',
  )
}

/** The log of warnings of a desk, as a file for a spreadsheet. */
export async function warnings(here: Here, desk: string): Promise<Reply> {
  const cases = await here.talking.cases()
  if (!cases) return storeAway(here)
  const log = await cases.exportWarnings(here.by, desk)
  if (log.outcome === 'not-found') return notForYou
  const content = Buffer.from(`\uFEFF${log.csv}`)
  return {
    title: `Entries in the log of warnings: ${log.entries.length}`,
    blocks: [{ is: 'file', name: `warnings-${desk}.csv`, kind: 'text/csv', content }],
    for: 'asker',
  }
}

/** A file of a case for somebody who may read the case. */
export async function openFile(here: Here, { reference, file, side }: Extract<Act, { do: 'file' }>): Promise<Reply> {
  const cases = await here.talking.cases()
  if (!cases) return storeAway(here)
  const opened = await cases.openFile(here.by, reference, file, side)
  if (opened.outcome === 'not-found') return noSuchCase
  if (opened.outcome === 'infected') return plainly('A virus was found in that file, so nobody can open it.')
  const { name, kind } = opened.file
  return { title: name, blocks: [{ is: 'file', name, kind, content: opened.content }], for: 'asker' }
}
