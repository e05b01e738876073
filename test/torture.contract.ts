import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Engine } from './torture/engines.ts'
import type { GuardName } from './torture/guards.ts'
import { type Outcome, torture } from './torture/torture.ts'

const seed = Number(process.env['SEED'] ?? 20261127)

/**
 * The short form of `npm run torture`: a few dozen kills. That it finds what is lost and what is doubled is shown by taking away
 * what prevents it.
 */
export function tortureContract(name: string, engineOf: () => Promise<Engine>): void {
  describe(`a program on ${name} that is killed again and again`, () => {
    let engine: Engine
    beforeAll(async () => {
      engine = await engineOf()
    })
    afterAll(() => engine?.end())

    test('loses and doubles nothing that somebody was given a receipt for, and its audit is sound', async () => {
      const { wrong, kills, receipts, backups } = await torture({ engine, seed, runs: 2, killsARun: 6 })

      expect(wrong).toEqual([])
      expect(kills).toBe(12)
      expect(receipts).toBeGreaterThan(20)
      expect(backups).toBeGreaterThan(1)
    }, 120_000)

    test('would lose reports without its transactions, and this would be noticed', async () => {
      const { wrong } = await without('transaction')

      expect(wrong).toContainEqual(expect.stringMatching(/^lost: /))
    }, 120_000)

    test('would double reports without their submission ids, and this would be noticed', async () => {
      const { wrong } = await without('submission-id')

      expect(wrong).toContainEqual(expect.stringMatching(/^doubled: report /))
    }, 120_000)

    test('would send notices twice if they were not claimed, and this would be noticed', async () => {
      const { wrong } = await without('claim-guard')

      expect(wrong).toContainEqual('doubled: a notice, by one process')
    }, 120_000)

    function without(guard: GuardName): Promise<Outcome> {
      return torture({ engine, seed, runs: 4, killsARun: 3, without: guard })
    }
  })
}
