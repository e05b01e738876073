import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openApp } from '../../../src/app.ts'
import { openPracticeWeb } from '../../../src/channels/web/playground/open.ts'
import { settingsFrom } from '../../../src/config.ts'
import { logTo } from '../../../src/log.ts'
import { healthOf } from '../../../src/openings.ts'
import { openService } from '../../../src/service.ts'
import { testClock } from '../clock.ts'
import { folder } from '../folder.ts'

/** The whole program in practice, with the page in the browser, over a folder of policies; its clock is the test's. */
export async function practice(policies: string, environment: Record<string, string> = {}) {
  const place = folder()
  const clock = testClock()
  const { now } = clock
  const settings = settingsFrom({
    POLICIES: policies,
    INDEX: join(place, 'index'),
    DATABASE_URL: join(place, 'signpost.db'),
    FILES: join(place, 'files'),
    KEY_FILE: join(place, 'keys', 'master.key'),
    HEARTBEAT: join(place, 'heartbeat'),
    PORT: '0',
    ...environment,
  })
  const app = await openApp(settings, { say: () => {}, progress: () => {}, now })
  const log: string[] = []
  const written = logTo(line => log.push(line), now)
  const away = new Set<string>()
  let address = ''
  const service = await openService({
    ...{ app, settings, log: written, now },
    openings: [
      (answer, { look }) => {
        const web = openPracticeWeb({
          ...{ settings, answer, look, health: healthOf(app, now), fault: written.fault, newId: randomUUID },
          ...{ hooks: [], councils: app.library.authorities, desksOf: app.library.desks.of },
          clock: { now, forward: async ms => clock.forward({ minutes: ms / 60_000 }) },
          listening: at => {
            address = at
          },
        })
        const send: typeof web.send = async sending =>
          away.has(sending.address) ? { outcome: 'later', problem: 'down' } : web.send(sending)
        return { ...web, send }
      },
    ],
  })
  onTestFinished(() => service.stop())
  return {
    ...{ address, app, log, service, settings, away, clock },
  }
}
