import { cpSync, mkdtempSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder'
import { openApp } from '../../src/app.ts'
import { settingsFrom } from '../../src/config.ts'
import { logTo } from '../../src/log.ts'
import { movingClock } from '../../src/moving-clock.ts'
import { openingsOf } from '../../src/openings.ts'
import { startService } from '../../src/service.ts'
import { appId, leadTo, tenantId } from '../support/teams/microsoft.ts'

/** What is measured, as a process of its own: the whole program, or a bot that says again what it hears. It prints its port. */
const [kind = '', url = '', policies = '', signIn = ''] = process.argv.slice(2)
leadTo(Number(signIn))
if (kind === 'bare') {
  const server = createServer(echo()).listen(0, '127.0.0.1', () => {
    console.log(`ready ${(server.address() as AddressInfo).port}`)
  })
  // Connections of the measuring side may lie idle for a while.
  server.keepAliveTimeout = 300_000
} else await whole()
process.once('SIGTERM', () => process.exit(0))

type Answer = (request: IncomingMessage, response: ServerResponse) => void

/** Microsoft's library as its own samples use it, with the same checks of who calls. */
function echo(): Answer {
  const adapter = new CloudAdapter(
    new ConfigurationBotFrameworkAuthentication({
      ...{ MicrosoftAppId: appId, MicrosoftAppPassword: 'bench', MicrosoftAppType: 'SingleTenant' },
      MicrosoftAppTenantId: tenantId,
    }),
  )
  return async (request, response) => {
    let text = ''
    for await (const chunk of request) text += chunk
    const asked = { body: JSON.parse(text), headers: request.headers, method: 'POST' }
    const answered = {
      ...{ socket: request.socket, header: () => {} },
      status(code: number) {
        response.statusCode = code
      },
      send: (body?: unknown) => void response.write(body === undefined ? '' : JSON.stringify(body)),
      end: () => void response.end(),
    }
    await adapter
      .process(asked, answered, async context => {
        if (context.activity.type === 'message') await context.sendActivity(context.activity.text)
        else await context.sendActivity({ type: 'invokeResponse', value: { status: 200, body: {} } })
      })
      .catch(() => response.end())
  }
}

async function whole(): Promise<void> {
  const place = mkdtempSync(join(tmpdir(), 'signpost-bench-'))
  // One council, so that nobody has to be asked for theirs first.
  const council = 'emersons-green'
  cpSync(join(policies, council), join(place, 'policies', council), { recursive: true })
  const settings = settingsFrom({
    ...{ POLICIES: join(place, 'policies'), INDEX: join(place, 'index'), DATABASE_URL: join(place, 'signpost.db') },
    ...{ FILES: join(place, 'files'), KEY_FILE: join(place, 'master.key'), HEARTBEAT: join(place, 'heartbeat') },
    ...{ TEAMS_APP_ID: appId, TEAMS_TENANT_ID: tenantId, TEAMS_APP_PASSWORD: 'bench-password' },
    ...{ TEAMS_SERVICE_URL: url, PORT: '0' },
  })
  const clock = movingClock()
  const { now } = clock
  const app = await openApp(settings, { say: () => {}, progress: () => {}, now })
  await app.refresh()
  const log = logTo(line => console.error(line), now)
  let port = ''
  const say = (words: string) => {
    port = /:(\d+)$/m.exec(words)?.[1] ?? port
  }
  const openings = await openingsOf({ app, settings, log, clock, say })
  await startService({ app, settings, openings, log, now })
  console.log(`stored ${join(place, 'signpost.db')}`)
  console.log(`ready ${port}`)
}
