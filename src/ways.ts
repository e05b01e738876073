import { randomUUID } from 'node:crypto'
import type { App } from './app.ts'
import { openConsole } from './channels/console/console.ts'
import { openEmail } from './channels/email/email.ts'
import type { Routes } from './channels/slack/receivers.ts'
import type { Settings } from './config.ts'
import { memoryOf } from './core.ts'
import type { Log } from './log.ts'
import type { Opening } from './service.ts'

export interface Ways {
  openings: Opening[]
  /** What services reach over HTTP, each at a path of its own; to stand before anything that reads bodies. */
  routes: Routes[]
}

/** The ways to people that the settings ask for. In practice the first takes every notice, so that none leaves the process. */
export async function openWays(
  settings: Settings,
  { app, log, now, say }: { app: App; log: Log; now(): Date; say(words: string): void },
): Promise<Ways> {
  const practice = settings.MODE === 'practice'
  const show = settings.SHOW_NOTICES === 'yes' ? say : () => {}
  const openings: Opening[] = [
    ...(practice ? [() => openConsole(show)] : []),
    ...(!practice && settings.SMTP_URL ? [() => openEmail(settings, { now })] : []),
  ]
  if (settings.SLACK_BOT_TOKEN === undefined) return { openings, routes: [] }
  // Loaded only where it is used: its library takes longer to load than all the rest.
  const { openSlack } = await import('./channels/slack/open-slack.ts')
  const slack = await openSlack(settings, {
    library: app.library,
    memory: memoryOf(app, 'slack'),
    log,
    now,
    newId: randomUUID,
  })
  return { openings: [...openings, slack.opening], routes: slack.routes ? [slack.routes] : [] }
}
