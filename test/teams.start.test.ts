import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, onTestFinished, test } from 'vitest'
import { openApp } from '../src/app.ts'
import { settingsFrom } from '../src/config.ts'
import { makeKeyFile } from '../src/db/key-file.ts'
import { logTo } from '../src/log.ts'
import { movingClock } from '../src/moving-clock.ts'
import { openingsOf } from '../src/openings.ts'
import { openService } from '../src/service.ts'
import { root } from './support/app.ts'
import { folder } from './support/folder.ts'
import { testshire } from './support/testshire.ts'

/** What stands in for Teams on this machine: it takes whatever is said to it. */
async function connector() {
  const said: string[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    said.push(body)
    response.end('{"id":"1"}')
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return { said, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

async function says(address: string, text: string, serviceUrl: string): Promise<number> {
  const body = {
    ...{ type: 'message', id: text, text, channelId: 'msteams', serviceUrl, from: { id: '29:sam', name: 'Sam' } },
    ...{ recipient: { id: 'bot' }, conversation: { id: 'c', conversationType: 'personal' } },
  }
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(`${address}/api/messages`, { method: 'POST', headers, body: JSON.stringify(body) })
  return response.status
}

const policies = () => testshire({ reach: id => [`web:${id}.test`], pressRoom: 'web:room.test', pretend: true })

test('"npm start" in practice answers what stands in for Teams, with no account, beside its own pages and on their port', async () => {
  const teams = await connector()
  const program = spawn(join(root, 'node_modules/.bin/tsx'), [join(root, 'scripts/start.ts')], {
    cwd: folder(),
    env: { PATH: process.env['PATH'], PORT: '0', POLICIES: policies() },
  })
  onTestFinished(() => void program.kill('SIGKILL'))
  const { address, printed } = await listening(program)

  const status = await says(address, 'How fast must we answer a comment?', teams.url)
  const page = await fetch(address)
  program.kill('SIGTERM')
  const code = await new Promise(resolve => program.once('exit', resolve))

  expect([status, page.status, code]).toEqual([200, 200, 0])
  expect(teams.said.join()).toContain('Answer a comment within one working day')
  expect(printed.join('\n')).not.toContain('comment')
}, 60_000)

test('what speaks to Teams is loaded when Teams calls, so that it costs nothing where nobody uses it', async () => {
  const loaded = () =>
    Object.keys(createRequire(import.meta.url).cache).filter(file =>
      /node_modules.(?:botbuilder|botframework)/.test(file),
    )
  const teams = await connector()
  const place = folder()
  const settings = settingsFrom({
    ...{ POLICIES: policies(), INDEX: join(place, 'index'), DATABASE_URL: join(place, 'signpost.db'), PORT: '0' },
    ...{ FILES: join(place, 'files'), KEY_FILE: join(place, 'keys', 'master.key'), HEARTBEAT: join(place, 'beat') },
  })
  const clock = movingClock()
  const app = await openApp(settings, { say: () => {}, progress: () => {}, now: clock.now })
  const log = logTo(() => {}, clock.now)
  let address = ''
  const say = (words: string) => {
    address = /http:\S+/.exec(words)?.[0] ?? address
  }
  const openings = await openingsOf({ app, settings, log, clock, say })
  const service = await openService({ app, settings, openings, log, now: clock.now })
  onTestFinished(() => service.stop())

  const before = loaded()
  await says(address, 'help', teams.url)
  const after = loaded()

  expect(before).toEqual([])
  expect(after.length).toBeGreaterThan(100)
})

test('a live council that reaches somebody by Teams alone does not start without an app', async () => {
  const place = folder()
  const reached = testshire({
    reach: id => [`teams:${id}`],
    pressRoom: 'email:press@testshire.example',
    pretend: false,
  })
  const key = join(place, 'keys', 'master.key')
  makeKeyFile(key)
  const settings = settingsFrom({
    ...{ MODE: 'live', POLICIES: reached, INDEX: join(place, 'index'), KEY_FILE: key },
    ...{ DATABASE_URL: join(place, 'signpost.db'), PUBLIC_URL: 'https://signpost.testshire.example' },
  })
  const clock = movingClock()
  const app = await openApp(settings, { say: () => {}, progress: () => {}, now: clock.now })

  const openings = openingsOf({ app, settings, log: logTo(() => {}, clock.now), clock, say: () => {} })

  await expect(openings).rejects.toThrow(/TEAMS_APP_ID is missing[\s\S]*by Teams alone/)
})

async function listening({ stdout, stderr }: ChildProcess): Promise<{ address: string; printed: string[] }> {
  const printed: string[] = []
  if (stderr) createInterface({ input: stderr }).on('line', line => printed.push(line))
  const address = await new Promise<string>(resolve => {
    if (!stdout) return
    createInterface({ input: stdout }).on('line', line => {
      printed.push(line)
      const found = /http:\S+/.exec(line)?.[0]
      if (found) resolve(found)
    })
  })
  return { address, printed }
}
