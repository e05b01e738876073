import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { onTestFinished } from 'vitest'
import { certificate } from './certificate.ts'
import { folder, put } from './folder.ts'

/** A mail that a server took, as it came over the wire. */
export interface Taken {
  from: string
  to: string[]
  raw: string
  secure: boolean
  user: string | undefined
  args: Record<string, unknown>
}

/** What a server can be told to say: to a recipient, or to a whole mail. Nothing is "yes". */
export interface Manners {
  recipient?(address: string): Refusal | undefined
  mail?(taken: Taken): Refusal | undefined
}
export type Refusal = [reply: number, text: string]

/** A real mail server on this machine, with a certificate of its own, and whoever trusts that. */
export async function mailServer(more: SMTPServerOptions & { names?: string[]; port?: number } = {}) {
  const { names = ['localhost', '127.0.0.1', '0.0.0.0'], port = 0, ...options } = more
  const { key, cert } = certificate(names)
  const taken: Taken[] = []
  const manners: Manners = {}
  const server = new SMTPServer({
    ...{ key, cert, authOptional: true, disableReverseLookup: true, logger: false, size: 1_000_000, ...options },
    onAuth: ({ username, password }, _, back) =>
      password === 'correct' ? back(null, { user: username }) : back(refused([535, '5.7.8 no such user jo@secret'])),
    onRcptTo: ({ address }, _, back) => {
      const refusal = manners.recipient?.(address)
      back(refusal ? refused(refusal) : null)
    },
    onData: async (stream, { envelope, secure, user }, back) => {
      let raw = ''
      for await (const chunk of stream) raw += chunk
      if (stream.sizeExceeded) return back(refused([552, '5.3.4 too big']))
      const { mailFrom, rcptTo } = envelope
      const from = mailFrom ? mailFrom.address : ''
      const args = { ...(mailFrom ? mailFrom.args : {}), ...rcptTo[0]?.args }
      const one = {
        from,
        to: rcptTo.map(({ address }) => address),
        raw,
        secure,
        user: user as string | undefined,
        args,
      }
      const refusal = manners.mail?.(one)
      if (!refusal) taken.push(one)
      back(refusal ? refused(refusal) : null)
    },
  })
  server.on('error', () => {})
  server.listen(port, '0.0.0.0')
  await once(server.server, 'listening')
  const stop = () => new Promise<void>(resolve => server.close(resolve))
  onTestFinished(stop)
  return {
    ...{ taken, manners, stop },
    port: (server.server.address() as AddressInfo).port,
    /** A file with its certificate, for SMTP_CA. */
    trusted: () => put(folder(), 'ca.pem', cert),
    to: (address: string) => taken.filter(({ to }) => to.includes(address)),
  }
}
export type MailServer = Awaited<ReturnType<typeof mailServer>>

function refused([responseCode, text]: Refusal): Error {
  return Object.assign(new Error(text), { responseCode })
}
