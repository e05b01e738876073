import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { writeHeartbeat } from '../src/cases/clock/heartbeat.ts'
import { casework } from './support/casework.ts'
import { folder } from './support/folder.ts'
import { letterbox } from './support/letterbox.ts'

test('a monitor that watches the file sees the time of the last round, no file while anything is overdue, and it again after', async () => {
  const work = await casework(join(folder(), 'signpost.db'))
  const { as, reported, cases, clock } = work
  const box = letterbox(work)
  const file = join(folder(), 'heartbeat')
  const seen = async () => {
    await writeHeartbeat(file, await cases.heartbeat(clock.now()))
    return existsSync(file) ? readFileSync(file, 'utf8') : 'no file'
  }
  await reported(as('sam'), 'safeguarding')
  await box.deliver()

  const well = await seen()
  clock.forward({ minutes: 19 })
  const behind = [await seen(), await seen()]
  await cases.round(clock.now())
  await box.deliver()
  const again = await seen()

  expect(well).toBe('2026-11-20T10:00:00.000Z\n')
  expect(behind).toEqual(['no file', 'no file'])
  expect(again).toBe('2026-11-20T10:19:00.000Z\n')
})
