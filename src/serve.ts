import { createServer } from 'node:http'
import type { App } from './app.ts'
import type { Settings } from './config.ts'
import { Fixable } from './errors.ts'
import { logTo } from './log.ts'
import { startService } from './service.ts'
import { openWays } from './ways.ts'

/** The program as it runs for a council: its ways to people, the work that nobody asks for, and a server where a service needs one. */
export async function serve(
  app: App,
  settings: Settings,
  say: (words: string) => void,
): Promise<{ stop(): Promise<void> }> {
  const now = () => new Date()
  const log = logTo(line => process.stdout.write(`${line}\n`), now)
  // What is not read yet is read before anybody can ask: Slack waits three seconds for an answer.
  await app.refresh()
  const { openings, routes } = await openWays(settings, { app, log, now, say })
  const service = await startService({ app, settings, openings, log, now })
  const server = createServer((request, response) => {
    const last = () => void response.writeHead(404).end()
    routes.reduceRight<() => void>((next, route) => () => route(request, response, next), last)()
  })
  if (routes.length > 0) await listening(server, settings.PORT)
  return {
    stop: async () => {
      server.close()
      server.closeIdleConnections()
      await service.stop()
    },
  }
}

function listening(server: ReturnType<typeof createServer>, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const taken = () =>
      reject(new Fixable(`Another program has port ${port} already. Set PORT to a free one, in .env.`))
    server.once('error', taken).listen(port, () => {
      server.off('error', taken)
      resolve()
    })
  })
}
