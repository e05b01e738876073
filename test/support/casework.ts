import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { readAuthorities } from '../../src/authorities/read.ts'
import { casesOver } from '../../src/cases/cases.ts'
import { limits } from '../../src/cases/limits.ts'
import type { Opened } from '../../src/cases/open.ts'
import type { By, Parts } from '../../src/cases/parts.ts'
import type { Sending } from '../../src/cases/sending.ts'
import type { Database } from '../../src/db/database.ts'
import { type Keys, openKeys } from '../../src/db/keys.ts'
import { openDatabase, usual } from '../../src/db/open.ts'
import { type Given, questionsNow } from '../../src/desks/asked.ts'
import { checkForm } from '../../src/desks/form.ts'
import type { Question } from '../../src/desks/question.ts'
import { readDesks, readDesksOf } from '../../src/desks/read.ts'
import type { DeskHere } from '../../src/desks/receives.ts'
import { folder } from './folder.ts'

export const authorities = readAuthorities('policies')
const shared = readDesks('policies')
const desks = new Map(authorities.map(authority => [authority.id, readDesksOf('policies', authority, shared)]))

export function desksOf(authority: string): DeskHere[] {
  return desks.get(authority) ?? []
}

export type Casework = Awaited<ReturnType<typeof casework>>

/** Cases over one database, with the councils that ship and a clock that a test moves. */
export async function casework(url: string, more: Partial<Parts> = {}, within = usual) {
  const place = folder()
  const db: Database = await openDatabase(url, within)
  onTestFinished(() => db.close().catch(() => {}))
  const keys: Keys = await openKeys(db, { path: join(place, 'master.key'), make: true })
  const parts: Parts = {
    ...{ db, keys, mode: 'live', authorities, desksOf: ({ id }) => desksOf(id) },
    ...{ files: join(place, 'files'), limits: limits(), ...more },
  }
  const cases = casesOver(parts)
  let now = new Date('2026-11-20T10:00:00Z')

  /** Somebody by their id in the settings of a council, or any member of its staff by another name. */
  const as = (id: string, authority = 'lewes-eastbourne'): By => ({
    who: {
      authority,
      id,
      name: authorities.find(one => one.id === authority)?.people[id]?.name ?? `Name of ${id}`,
      address: `web:${id}.test`,
    },
    from: 'test',
    now,
  })
  const open = (by: By, desk: string, given: Given = {}, more: Partial<Sending> = {}): Promise<Opened> => {
    const sending = { desk, given: filledIn(by.who.authority, desk, given), submission: randomUUID(), clauses: [] }
    return cases.open(by, { ...sending, ...more })
  }
  return {
    ...{ parts, cases, db, keys, place, as, open },
    /** Reports something and gives the reference of the receipt. */
    async reported(by: By, desk: string, given: Given = {}, more: Partial<Sending> = {}): Promise<string> {
      const opened = await open(by, desk, given, more)
      if (opened.outcome !== 'opened') throw new Error(`No receipt: ${JSON.stringify(opened)}`)
      return opened.receipt.reference
    },
    clock: {
      now: () => now,
      forward({ days = 0, hours = 0, minutes = 0 }: { days?: number; hours?: number; minutes?: number }) {
        now = new Date(now.getTime() + ((days * 24 + hours) * 60 + minutes) * 60_000)
      },
      set: (at: string) => {
        now = new Date(at)
      },
    },
  }
}

/** A form with an answer to each question that needs one, beside those that are given. */
export function filledIn(authority: string, id: string, given: Given): Given {
  const council = authorities.find(one => one.id === authority)
  const desk = desks.get(authority)?.find(one => one.id === id)
  if (!council || !desk) throw new Error(`no desk ${id} in ${authority}`)
  const answers: Given = { ...given }
  for (;;) {
    const missing = questionsNow(desk, {}, answers).find(
      question => question.required && answers[question.id] === undefined,
    )
    if (!missing) break
    answers[missing.id] = someAnswer(missing)
  }
  const checked = checkForm(council, desk, answers)
  if ('mistakes' in checked && Object.keys(given).length === 0) throw new Error(JSON.stringify(checked.mistakes))
  return answers
}

function someAnswer({ kind, options, or, several }: Question): unknown {
  if (kind === 'choice' && several) return Object.keys(options ?? {}).slice(0, 1)
  if (kind === 'choice') return Object.keys(options ?? {}).includes('no') ? 'no' : Object.keys(options ?? {})[0]
  if (kind === 'link') return or ?? 'https://example.org/post/1'
  if (kind === 'date-and-time') return '2026-11-20 09:30'
  return 'not known'
}
