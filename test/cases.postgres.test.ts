import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newReference } from '../src/cases/reference.ts'
import { sql } from '../src/db/sql.ts'
import { casesContract } from './cases.contract.ts'
import { eyesContract } from './cases.eyes.contract.ts'
import { keptContract } from './cases.kept.contract.ts'
import { matrixContract } from './cases.matrix.contract.ts'
import { namelessContract } from './cases.nameless.contract.ts'
import { promisesContract } from './cases.promises.contract.ts'
import { drillContract } from './drill.contract.ts'
import { mailContract } from './mail.contract.ts'
import { outboxContract } from './outbox.contract.ts'
import { casework } from './support/casework.ts'
import { noPostgres, type Postgres, startPostgres } from './support/postgres.ts'
import { tellingContract } from './telling.contract.ts'

describe.skipIf(noPostgres)(noPostgres ?? 'with a PostgreSQL of its own', () => {
  let postgres: Postgres
  beforeAll(async () => {
    postgres = await startPostgres()
  })
  afterAll(() => postgres?.end())

  describe('whoever may not see a case', () => {
    const outsiders = ['kim', 'pretend-press-owner', 'pretend-administrator']

    test('does not wait where the desk works on it, and keeps nobody from working on it', async () => {
      const url = await postgres.fresh()
      const { as, reported, cases, db } = await casework(url)
      const reference = await reported(as('sam'), 'safeguarding')
      const held = signal()
      const release = signal()
      const desk = db.transaction(async tx => {
        await tx.row(sql`select id from cases where reference = ${reference} ${tx.forUpdate}`)
        held.give()
        await release.given
      })
      await held.given

      const answers = await Promise.all(outsiders.map(id => cases.show(as(id), reference)))

      release.give()
      await desk
      expect(answers).toEqual(outsiders.map(() => ({ outcome: 'not-found' })))
    })

    test('cannot tell by the time it takes that there is one', async () => {
      const { as, reported, cases } = await casework(await postgres.fresh())
      const reference = await reported(as('sam'), 'safeguarding')
      const times: Record<'real' | 'none', number[]> = { real: [], none: [] }
      const timed = async (kind: keyof typeof times, of: string) => {
        const begin = performance.now()
        await cases.show(as('kim'), of)
        times[kind].push(performance.now() - begin)
      }

      for (let at = 0; at < 60; at++) {
        await timed('real', reference)
        await timed('none', newReference('safeguarding'))
      }

      const median = (all: number[]) => all.sort((a, b) => a - b)[all.length / 2] ?? 0
      const ratio = median(times.real) / median(times.none)
      expect(ratio).toBeGreaterThan(0.3)
      expect(ratio).toBeLessThan(3)
    })
  })

  casesContract('PostgreSQL', () => postgres.fresh())
  eyesContract('PostgreSQL', () => postgres.fresh())
  keptContract('PostgreSQL', () => postgres.fresh())
  tellingContract('PostgreSQL', () => postgres.fresh())
  outboxContract('PostgreSQL', () => postgres.fresh())
  mailContract('PostgreSQL', () => postgres.fresh())
  drillContract('PostgreSQL', () => postgres.fresh())
  matrixContract('PostgreSQL', () => postgres.fresh())
  promisesContract('PostgreSQL', () => postgres.fresh())
  namelessContract(
    'PostgreSQL',
    () => postgres.fresh(),
    () => postgres.folder,
  )
})

function signal(): { give(): void; given: Promise<void> } {
  let give = () => {}
  const given = new Promise<void>(resolve => {
    give = resolve
  })
  return { give, given }
}
