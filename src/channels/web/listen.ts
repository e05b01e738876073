import { createServer, type RequestListener, type Server } from 'node:http'
import { Fixable } from '../../errors.ts'

/** Slow and endless requests are ended: ten seconds for the head, ten minutes for a form with files. */
const limits = {
  headersTimeout: 10_000,
  requestTimeout: 600_000,
  connectionsCheckingInterval: 5_000,
  keepAliveTimeout: 20_000,
  maxHeaderSize: 16 * 1024,
}

export async function listen(
  app: RequestListener,
  host: string,
  port: number,
): Promise<{ server: Server; port: number }> {
  const server = createServer(limits, app)
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
  return { server, port: typeof address === 'object' && address ? address.port : port }
}

const sayings: Record<string, string> = {
  EADDRINUSE: 'Another program listens there already, perhaps a second Signpost',
  EACCES: 'This port is not for a program without rights',
  EADDRNOTAVAIL: 'This machine has no such address',
}
