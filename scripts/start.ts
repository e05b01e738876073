import { openApp } from '../src/app.ts'
import { readEnvironment, settingsFrom } from '../src/config.ts'
import { logTo } from '../src/log.ts'
import { movingClock } from '../src/moving-clock.ts'
import { openingsOf } from '../src/openings.ts'
import { startService } from '../src/service.ts'
import { command } from './command.ts'
import { terminalHooks } from './hooks.ts'

/** `npm start`: the program. In practice it is a page in the browser; live it is every channel that the settings name. */
await command(async () => {
  const settings = settingsFrom(readEnvironment())
  const clock = movingClock()
  const hooks = { ...terminalHooks(), now: clock.now }
  const app = await openApp(settings, hooks)
  // Whoever tries it out reads sentences; the log is for whoever runs it.
  const isShown = (line: string) => settings.MODE === 'live' || line.includes('"event":"fault"')
  const log = logTo(line => void (isShown(line) && console.log(line)), clock.now)
  const openings = await openingsOf({ app, settings, log, clock, say: words => console.log(words) })
  const running = await startService({ app, settings, log, now: clock.now, openings })

  const end = () => {
    // A second time, whoever presses it has waited long enough.
    process.once('SIGINT', () => process.exit(1))
    running.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  process.once('SIGINT', end)
  process.once('SIGTERM', end)
  for (const { id } of app.library.authorities) await app.library.held(id)
})
