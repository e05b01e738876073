import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { sql } from '../src/db/sql.ts'
import type { Given } from '../src/desks/asked.ts'
import { type Casework, casework } from './support/casework.ts'
import { folder } from './support/folder.ts'
import { letterbox, webOf } from './support/letterbox.ts'

const received = '2026-11-20 09:00'

/** A report of each kind that a law puts a clock on, sent on Friday 20 November 2026 at ten, and when each of its clocks ends. */
const kinds: [what: string, desk: string, given: Given, clocks: [law: RegExp, due: string][]][] = [
  ['a Freedom of Information request', 'information-request', { 'sub-type': 'foi', received }, [foi()]],
  ['a request for environmental information', 'information-request', { 'sub-type': 'eir', received }, [eir()]],
  [
    'a request of somebody for what is held on them',
    'information-request',
    { 'sub-type': 'subject-access', received },
    [sar()],
  ],
  [
    'a request of which nobody knows the law',
    'information-request',
    { 'sub-type': 'unsure', received },
    [foi(), eir(), sar()],
  ],
  [
    'a complaint about personal data',
    'complaint',
    { 'sub-type': 'data-protection', received },
    [[/Data Protection Act 2018, section 164A/, '2026-12-21T23:59']],
  ],
  [
    'a breach of personal data',
    'data-breach',
    { noticed: received, kinds: ['contact'] },
    [[/UK GDPR, Article 33/, '2026-11-23T09:00']],
  ],
  [
    'a worry about somebody who works with children',
    'safeguarding',
    { 'sub-type': 'about-staff', 'works-with-children': 'yes' },
    [[/Working Together/, '2026-11-23T17:00']],
  ],
  [
    'a notice of defamation',
    'content',
    { 'sub-type': 'defamation', notice: 'yes', 'notice-received': received },
    [[/Defamation \(Operators of Websites\) Regulations 2013/, '2026-11-24T09:00']],
  ],
]

describe('a clock that the law sets', () => {
  test.each(kinds)(
    '%s shows it with its law and its end, and somebody is reminded before',
    async (_, desk, given, laws) => {
      const { as, reported, cases, clock, parts } = await casework(join(folder(), 'signpost.db'))
      const box = letterbox({ cases, clock })
      const reference = await reported(as('sam'), desk, given)
      const reader = await readerOf(parts)
      const page = await cases.show(as(reader), reference)
      const clocks = page.outcome === 'shown' ? page.clocks : []
      const last = Math.max(...clocks.map(({ due }) => due.getTime()))
      const sent = clock.now().getTime()
      for (let look = 1; look <= 40; look++) {
        clock.set(new Date(sent + ((last - sent) * look) / 41).toISOString())
        await cases.round(clock.now())
        await box.deliver()
      }

      expect(clocks.map(({ law, due }) => [law, due])).toEqual(
        laws.map(([law, due]) => [expect.stringMatching(law), new Date(`${due}Z`)]),
      )
      const reminders = box.arrived.filter(({ address }) => address === webOf(reader))
      expect(reminders.reduce((sum, { clocks }) => sum + clocks, 0)).toBe(laws.length)
    },
  )
})

function foi(): [RegExp, string] {
  return [/Freedom of Information Act 2000, section 10/, '2026-12-21T23:59']
}

function eir(): [RegExp, string] {
  return [/Environmental Information Regulations 2004/, '2026-12-21T23:59']
}

function sar(): [RegExp, string] {
  return [/UK GDPR, Articles 12 and 12A/, '2026-12-21T23:59']
}

/** Somebody who may see the one case there is. */
async function readerOf({ db, authorities }: Casework['parts']): Promise<string> {
  const roles = await db.rows<{ role: string }>(sql`select role from reader`)
  const council = authorities.find(({ id }) => id === 'lewes-eastbourne')
  return roles.flatMap(({ role }) => council?.roles[role]?.people ?? [])[0] ?? 'nobody'
}
