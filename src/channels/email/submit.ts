import { Readable } from 'node:stream'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { Sent } from '../../cases/outbox/sent.ts'
import { Failure, outcomeOf, type Stage } from './outcome.ts'
import type { Server } from './server.ts'

/** A mail as it is handed to a server. */
export interface Envelope {
  to: string
  token: string
  raw: Buffer
}

/** How long a server may take. Together they stay well below the minute after which the outbox gives a notice to another try. */
export interface Patience {
  /** For a turn, where others are on their way. */
  turnMs: number
  /** To be connected, greeted and encrypted. */
  connectMs: number
  /** For all of one mail. Servers that look into a mail before they take it need some of it. */
  wholeMs: number
}
export const usual: Patience = { turnMs: 10_000, connectMs: 12_000, wholeMs: 35_000 }

/**
 * Hands over one mail, on a connection of its own. nodemailer's pool was turned down: a mail that waits in it cannot be taken back
 * when the outbox stops waiting, and would arrive a second time.
 */
export function submit(server: Server, { to, token, raw }: Envelope, patience: Patience): Promise<Sent> {
  return onConnection(server, patience, async (connection, reached) => {
    const message = Readable.from([raw]).once('end', () => reached('handed-over'))
    const dsn = { id: token, return: 'headers', notify: ['failure'] }
    const envelope = { from: server.from.address, to: [to], size: raw.length, dsn }
    await done(back => connection.send(envelope, message, back))
  })
}

/** Goes as far as one can without a mail: whether the server can be reached, is who it should be, and lets us in. */
export function tryServer(server: Server, patience: Patience = usual): Promise<Sent> {
  return onConnection(server, patience, async () => {})
}

type Talk = (connection: SMTPConnection, reached: (stage: Stage) => void) => Promise<void>

async function onConnection(server: Server, patience: Patience, talk: Talk): Promise<Sent> {
  const { host, port, secure, mustEncrypt, tls, auth } = server
  const { connectMs, wholeMs } = patience
  const connection = new SMTPConnection({
    ...{ host, port, secure, tls, requireTLS: mustEncrypt },
    ...{ connectionTimeout: connectMs, greetingTimeout: connectMs, dnsTimeout: connectMs, socketTimeout: wholeMs },
  })
  let stage: Stage = 'connecting'
  const reached = (now: Stage) => {
    stage = now
  }
  const steps = async () => {
    await done(back => connection.connect(back))
    reached('signing-in')
    if (auth) await done(back => connection.login(auth, back))
    reached('sending')
    await talk(connection, reached)
  }
  // Whatever breaks the connection is told here, besides to whoever waits for an answer.
  const broken = new Promise<never>((_, reject) => connection.on('error', reject))
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject({ code: 'ETIMEDOUT' } satisfies Failure), wholeMs)
  })
  try {
    await Promise.race([steps(), broken, late])
    connection.quit()
    // A server that does not say goodbye keeps nobody waiting.
    setTimeout(() => connection.close(), 2_000).unref()
    return { outcome: 'sent' }
  } catch (error) {
    connection.close()
    const { data: failure } = Failure.safeParse(error)
    if (!failure) throw error
    return outcomeOf(failure, stage)
  } finally {
    clearTimeout(timer)
  }
}

function done<T>(ask: (back: (failure?: Error | null, result?: T) => void) => void): Promise<T | undefined> {
  return new Promise((resolve, reject) => ask((failure, result) => (failure ? reject(failure) : resolve(result))))
}
