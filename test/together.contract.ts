import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openDatabase } from '../src/db/open.ts'
import { sql } from '../src/db/sql.ts'
import { authorities, desks } from './support/filled-in.ts'
import { folder } from './support/folder.ts'
import { deskPerson } from './torture/desk-person.ts'
import { floorOf } from './torture/floor.ts'
import { noKills } from './torture/kills.ts'
import { newLedger } from './torture/ledger.ts'
import { placeAt } from './torture/place.ts'
import { startProgram } from './torture/program.ts'
import { reckon } from './torture/reckoning.ts'
import { reporter, written } from './torture/reporter.ts'

/** What may be relied on where several processes have the same cases. */
export function togetherContract(engine: string, count: number, freshUrl: () => Promise<string>): void {
  describe(`${count} processes on ${engine} that start in the same moment`, () => {
    test('are sent the same reports, and open one case of each with one receipt', async () => {
      const { floors, place, ledger } = await together()
      const [first] = floors
      const reports = first ? Array.from({ length: 6 }, () => written(first)) : []

      for (const report of reports) {
        const tries = await Promise.all(floors.map(({ acts }) => acts.open(report.by, report.sending)))
        for (const opened of tries)
          if (opened.outcome === 'opened')
            ledger.receipts.push({ ...report, reference: opened.receipt.reference, follows: false })
      }

      expect(ledger.receipts).toHaveLength(6 * count)
      expect(new Set(ledger.receipts.map(({ reference }) => reference)).size).toBe(6)
      expect(await reckon(place, ledger)).toEqual([])
    }, 120_000)

    test('move the same cases: of those who press at once one wins, and every move is in the history once', async () => {
      const { floors, place, ledger } = await together()

      await Promise.all(
        floors.map(async (floor, at) => {
          const person = deskPerson('content', `pretend-${at % 2 === 0 ? '' : 'deputy-'}engagement-lead`)
          for (let turn = 0; turn < 24; turn++) await (turn % 4 === 0 ? reporter : person)(floor)
        }),
      )

      expect(ledger.moves.length).toBeLessThan(ledger.pressed.length)
      expect(await movesIn(place.url)).toBe(ledger.moves.filter(({ who }) => who !== 'reporter').length)
      expect(await reckon(place, ledger)).toEqual([])
    }, 120_000)
  })

  async function together() {
    const path = folder()
    const place = placeAt(await freshUrl(), path)
    const ledger = newLedger()
    const programs = Array.from({ length: count }, () =>
      startProgram({ place, councils: { authorities, desks } }, { kills: noKills, far: () => ({ outcome: 'sent' }) }),
    )
    onTestFinished(async () => void (await Promise.all(programs.map(program => program.end()))))
    const ground = { ledger, place, freshUrl: async () => join(path, 'elsewhere') }
    return {
      ...{ place, ledger },
      floors: programs.map(({ acts }, at) => floorOf({ ...ground, acts }, `process-${at}`, 'together')),
    }
  }
}

async function movesIn(url: string): Promise<number> {
  const db = await openDatabase(url)
  const moved = sql`select count(*) as count from history where move <> 'open' and who <> 'reporter'`
  return (await db.row<{ count: number }>(moved).finally(() => db.close()))?.count ?? 0
}
