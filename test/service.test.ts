import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openApp } from '../src/app.ts'
import type { Channel } from '../src/channels/channel.ts'
import { settingsFrom } from '../src/config.ts'
import { logTo } from '../src/log.ts'
import { openService } from '../src/service.ts'
import { testClock } from './support/clock.ts'
import { folder } from './support/folder.ts'
import { testshire } from './support/testshire.ts'

test('a channel that never ends, and one that breaks over it, keep the others from nothing and the program from ending', async () => {
  const ended: string[] = []
  const { service, log } = await programWith(
    { name: 'slack', stop: () => new Promise(() => {}) },
    { name: 'teams', stop: () => Promise.reject(new Error('no words of mine in the log')) },
    { name: 'web', stop: async () => void ended.push('web') },
  )

  await service.stop()

  expect(ended).toEqual(['web'])
  expect(log.map(line => JSON.parse(line)).map(({ event, channel, id }) => [event, channel ?? id])).toEqual([
    ['fault', 'teams'],
    ['not-ended', 'slack'],
  ])
})

test('live, signals that cannot be read keep the program from starting, and are named', async () => {
  const policies = testshire({ reach: id => [`web:${id}.test`], pressRoom: 'web:press-room.test', pretend: false })
  writeFileSync(join(policies, 'signals.yaml'), 'groups: 1\n')
  const settings = settingsFrom({ POLICIES: policies, INDEX: join(folder(), 'index'), MODE: 'live' })

  await expect(openApp(settings, { say: () => {}, progress: () => {}, now: testClock().now })).rejects.toThrow(
    /signals\.yaml/,
  )
})

async function programWith(...channels: Pick<Channel, 'name' | 'stop'>[]) {
  const place = folder()
  const { now } = testClock()
  const settings = settingsFrom({
    POLICIES: testshire({ reach: id => [`web:${id}.test`], pressRoom: 'web:press-room.test', pretend: true }),
    INDEX: join(place, 'index'),
    DATABASE_URL: join(place, 'signpost.db'),
    KEY_FILE: join(place, 'keys', 'master.key'),
  })
  const log: string[] = []
  const app = await openApp(settings, { say: () => {}, progress: () => {}, now })
  const openings = channels.map(one => () => ({
    ...one,
    start: async () => {},
    send: async () => ({ outcome: 'sent' }) as const,
  }))
  const service = await openService({
    ...{ app, settings, log: logTo(line => log.push(line), now), now, openings, patienceMs: 30 },
  })
  return { service, log }
}
