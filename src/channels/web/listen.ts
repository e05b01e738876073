import { once } from 'node:events'
import { createServer, type RequestListener, type ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { Fixable } from '../../errors.ts'

/** Slow and endless requests are ended: ten seconds for the head, ten minutes for a form with files. */
const limits = {
  headersTimeout: 10_000,
  requestTimeout: 600_000,
  connectionsCheckingInterval: 5_000,
  keepAliveTimeout: 20_000,
  maxHeaderSize: 16 * 1024,
}

export interface Listening {
  port: number
  /** Takes no new connection, and ends those that there are once each request that had come is answered, or after so long. */
  end(withinMs?: number): Promise<void>
}

/** Longer than a form takes on a bad day, and short of the ten seconds after which whatever stops a program often ends it. */
const endWithinMs = 5_000

export async function listen(app: RequestListener, host: string, port: number): Promise<Listening> {
  const answering = new Set<ServerResponse>()
  const server = createServer(limits, (request, response) => {
    answering.add(response)
    response.once('close', () => answering.delete(response))
    app(request, response)
  })
  server.maxConnections = 2_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  }).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EADDRINUSE' || error.code === 'EACCES' || error.code === 'EADDRNOTAVAIL'
      ? new Fixable(
          `${sayings[error.code]} (HOST=${host}, PORT=${port}). Set PORT to another number in .env, such as ${port + 1}.`,
        )
      : error
  })
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : port,
    async end(withinMs = endWithinMs) {
      const closed = new Promise(resolve => server.close(resolve))
      // Node counts a connection over which nothing was asked yet as busy, so what is busy is counted here.
      const answered = Promise.all([...answering].map(response => once(response, 'close')))
      await Promise.race([answered, wait(withinMs, undefined, { ref: false })])
      server.closeAllConnections()
      await closed
    },
  }
}

const sayings: Record<string, string> = {
  EADDRINUSE: 'Another program listens there already, perhaps a second Signpost',
  EACCES: 'This port is not for a program without rights',
  EADDRNOTAVAIL: 'This machine has no such address',
}
