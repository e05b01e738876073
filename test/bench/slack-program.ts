import { cpSync, mkdtempSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { App, ExpressReceiver } from '@slack/bolt'
import { openApp } from '../../src/app.ts'
import { settingsFrom } from '../../src/config.ts'
import { logTo } from '../../src/log.ts'
import { movingClock } from '../../src/moving-clock.ts'
import { openingsOf } from '../../src/openings.ts'
import { startService } from '../../src/service.ts'
import { benchSecret, benchToken } from './slack-load.ts'

/** What is measured, as a process of its own: the whole program, or the Slack library with nothing behind it. It prints its port. */
const [kind = '', url = '', policies = ''] = process.argv.slice(2)
process.once('SIGTERM', () => process.exit(0))
if (kind === 'bare') bare()
else await whole()

function bare(): void {
  const receiver = new ExpressReceiver({ signingSecret: benchSecret })
  const app = new App({
    receiver,
    authorize: async () => ({ botToken: benchToken, botUserId: 'UBOT' }),
    clientOptions: { slackApiUrl: url },
  })
  app.event('app_mention', async () => {})
  app.action(/./, async ({ ack }) => ack())
  app.view(/./, async ({ ack }) => ack())
  const server = createServer((request, response) => receiver.app(request, response)).listen(0, '127.0.0.1', () => {
    console.log(`ready ${(server.address() as AddressInfo).port}`)
  })
}

async function whole(): Promise<void> {
  const place = mkdtempSync(join(tmpdir(), 'signpost-bench-'))
  // One council, so that nobody has to be asked for theirs first.
  const council = 'emersons-green'
  cpSync(join(policies, council), join(place, 'policies', council), { recursive: true })
  const settings = settingsFrom({
    ...{
      POLICIES: join(place, 'policies'),
      INDEX: join(place, 'index'),
      DATABASE_URL: join(place, 'signpost.db'),
    },
    ...{ FILES: join(place, 'files'), KEY_FILE: join(place, 'master.key'), HEARTBEAT: join(place, 'heartbeat') },
    ...{ SLACK_BOT_TOKEN: benchToken, SLACK_SIGNING_SECRET: benchSecret, SLACK_API_URL: url },
    PORT: '0',
  })
  const clock = movingClock()
  const { now } = clock
  const app = await openApp(settings, { say: () => {}, progress: () => {}, now })
  await app.refresh()
  const log = logTo(line => console.error(line), now)
  let port = ''
  const openings = await openingsOf({
    app,
    settings,
    log,
    clock,
    say: words => {
      port = /:(\d+)$/m.exec(words)?.[1] ?? port
    },
  })
  await startService({ app, settings, openings, log, now })
  console.log(`stored ${join(place, 'signpost.db')}`)
  console.log(`ready ${port}`)
}
