import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import type { By } from '../../src/cases/parts.ts'
import { settingsFrom } from '../../src/config.ts'
import { type Keeping, openKeeping } from '../../src/keeping.ts'
import { authorities, desks, filledIn } from '../support/filled-in.ts'
import type { Place } from './plain-rows.ts'
import type { Work } from './timing.ts'

const council = 'lewes-eastbourne'
const words = 'The post says that the council knew of it and did nothing. '.repeat(35).slice(0, 2_000)
const enquiry = filledIn(council, 'press', { what: words })

/** The whole program over an empty store, and an enquiry of the press with 2,000 characters for each number. */
export async function reports(place: Place): Promise<Work> {
  const { cases, close } = await openedIn(place)
  return {
    async one(number) {
      const sending = { desk: 'press', given: enquiry, submission: `${number}`, clauses: [] }
      const opened = await cases.open(somebody(`staff-${number}`, number), sending)
      if (opened.outcome !== 'opened') throw new Error(`A report got no receipt: ${opened.outcome}`)
    },
    end: close,
  }
}

export async function openedIn({ folder, freshUrl }: Place): Promise<Keeping> {
  const path = mkdtempSync(join(folder, 'keeping-'))
  const settings = settingsFrom({
    ...{ DATABASE_URL: await freshUrl(), KEY_FILE: join(path, 'keys', 'master.key'), FILES: join(path, 'files') },
  })
  return openKeeping(settings, authorities, { spot: () => null, of: ({ id }) => desks.get(id) ?? [] })
}

/** Somebody of the council, within its hours and later for each number. */
export function somebody(id: string, number = 0): By {
  const now = new Date(Date.UTC(2026, 10, 20, 10) + number)
  return { who: { authority: council, id, name: `Name of ${id}`, address: `web:${id}.test` }, from: 'bench', now }
}
