import { createPrivateKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { createServer } from 'node:http'
import { Agent } from 'node:https'
import { type AddressInfo, connect } from 'node:net'

export const appId = '11111111-1111-4111-8111-111111111111'
export const tenantId = '22222222-2222-4222-8222-222222222222'
export const issuer = 'https://api.botframework.com'

/** The two hosts that say who is who: here they answer on this machine, over plain HTTP, whatever asks for them. */
const hosts = ['login.microsoftonline.com', 'login.botframework.com']

export interface Microsoft {
  /** Where it listens, for a program in a process of its own. */
  port: number
  /** What was asked for, as `host/path`. */
  asked: string[]
  /** A token of Teams for our app, which says from where it calls. */
  token(service: string, claims?: Record<string, unknown>, by?: { key?: KeyObject; kid?: string; alg?: string }): string
  /** The tokens by which we call Teams. */
  isOurs(authorization: string | undefined): boolean
  away(is: boolean): void
  close(): Promise<void>
}

/** Microsoft's sign-in, as far as a bot meets it: it gives us tokens, and publishes the keys by which Teams' own are known. */
export async function microsoft(): Promise<Microsoft> {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'k1', use: 'sig', alg: 'RS256', endorsements: ['msteams'] }
  const asked: string[] = []
  let isAway = false
  const server = createServer((request, response) => {
    const path = request.url?.split('?')[0] ?? ''
    asked.push(`${request.headers.host?.split(':')[0]}${path}`)
    request.resume()
    response.setHeader('content-type', 'application/json')
    if (isAway) response.writeHead(503).end('{}')
    else if (path.endsWith('/oauth2/v2.0/token'))
      response.end(JSON.stringify({ token_type: 'Bearer', expires_in: 3600, access_token: 'token-of-ours' }))
    else if (path.endsWith('/keys')) response.end(JSON.stringify({ keys: [jwk] }))
    else response.end(JSON.stringify({ issuer, jwks_uri: 'https://login.botframework.com/keys' }))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const port = (server.address() as AddressInfo).port
  const undo = leadTo(port)
  return {
    ...{ asked, port },
    token: (service, claims = {}, { key = privateKey, kid = 'k1', alg = 'RS256' } = {}) => {
      const now = Math.floor(Date.now() / 1000)
      const payload = { serviceurl: service, iss: issuer, aud: appId, nbf: now - 10, exp: now + 600, ...claims }
      return jwt({ alg, typ: 'JWT', kid }, payload, key)
    },
    isOurs: authorization => authorization === 'Bearer token-of-ours',
    away: is => {
      isAway = is
    },
    async close() {
      undo()
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

export function otherKey(): KeyObject {
  return createPrivateKey(
    generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }),
  )
}

function jwt(header: object, payload: object, key: KeyObject): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const signed = `${part(header)}.${part(payload)}`
  return `${signed}.${sign('sha256', Buffer.from(signed), key).toString('base64url')}`
}

/** In this process connections to those hosts go to a port of ours, without TLS; all others are as they were. */
export function leadTo(port: number): () => void {
  const own = Agent.prototype as unknown as Record<string, unknown>
  const before = own['createConnection'] as (...given: unknown[]) => unknown
  own['createConnection'] = function (this: unknown, ...given: unknown[]) {
    const { host } = given[0] as { host?: string }
    return hosts.includes(host ?? '') ? connect(port, '127.0.0.1') : before.apply(this, given)
  }
  return () => {
    own['createConnection'] = before
  }
}
