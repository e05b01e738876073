import { spawn } from 'node:child_process'
import { request as ask, createServer } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, onTestFinished, test } from 'vitest'
import { settingsOf } from '../src/channels/teams/through-proxy.ts'
import { makeKeyFile } from '../src/db/key-file.ts'
import { root } from './support/app.ts'
import { certificate } from './support/certificate.ts'
import { folder, put } from './support/folder.ts'
import { appId, microsoft, tenantId } from './support/teams/microsoft.ts'
import { testshire } from './support/testshire.ts'

const teams = 'smba.testshire.example'
const hosts = [teams, 'login.microsoftonline.com', 'login.botframework.com']
const pass = 'signpost:PLANTED%3Apass'

test('through a proxy with a password, Teams is answered: its keys, our token and every call go there, and only sealed', async () => {
  const signIn = await microsoft()
  onTestFinished(() => signIn.close())
  const { cert, key } = certificate(hosts)
  const said: string[] = []
  const far = createTlsServer({ cert, key }, async (request, response) => {
    if (request.headers.host !== teams) {
      const onward = { port: signIn.port, method: request.method, path: request.url, headers: request.headers }
      return void request.pipe(ask(onward, answer => void answer.pipe(response)))
    }
    let body = ''
    for await (const chunk of request) body += chunk
    if (signIn.isOurs(request.headers.authorization)) said.push(body)
    const sam = { id: '29:sam', name: 'Sam', aadObjectId: '44444444-4444-4444-8444-444444444444', tenantId }
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(request.method === 'GET' ? sam : { id: '1' }))
  })
  const passed: string[] = []
  const seen: string[] = []
  const proxy = createServer((_, response) => response.writeHead(400).end())
  proxy.on('connect', (request, client, head) => {
    seen.push(JSON.stringify(request.rawHeaders))
    const isKnown = request.headers['proxy-authorization'] === `Basic ${btoa(decodeURIComponent(pass))}`
    if (!isKnown) return void client.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n')
    passed.push(request.url ?? '')
    client.write('HTTP/1.1 200 Connection Established\r\n\r\n')
    client.unshift(head)
    far.emit('connection', client)
  })
  await new Promise<void>(resolve => proxy.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    far.closeAllConnections()
    proxy.close()
  })
  const { address, end } = await program({
    HTTPS_PROXY: `http://${pass}@127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    NODE_EXTRA_CA_CERTS: put(folder(), 'ca.pem', cert),
  })

  const status = await says(address, signIn.token(`https://${teams}`))
  await end()

  expect(status).toBe(200)
  expect(said.join()).toContain('Answer a comment within one working day')
  expect(new Set(passed)).toEqual(new Set(hosts.map(host => `${host}:443`)))
  expect(seen.join()).not.toContain('PLANTEDSECRET')
}, 60_000)

test('a proxy that Teams cannot be reached through is named when the program starts, without its password', () => {
  const start = () => settingsOf(`https://${pass}@proxy.council.example`)

  expect(start).toThrow(/HTTPS_PROXY begins with https:\/\/, and Teams/)
  expect(start).not.toThrow(/PLANTED/)
})

async function says(address: string, token: string): Promise<number> {
  const text = 'How fast must we answer a comment?'
  const body = {
    ...{ type: 'message', id: 'm', text, channelId: 'msteams', serviceUrl: `https://${teams}` },
    ...{ from: { id: '29:sam', name: 'Sam' }, recipient: { id: `28:${appId}` } },
    ...{ conversation: { id: 'a:sam', conversationType: 'personal', tenantId } },
    channelData: { tenant: { id: tenantId } },
  }
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
  return (await fetch(`${address}/api/messages`, { method: 'POST', headers, body: JSON.stringify(body) })).status
}

/** `npm start`, live, in Teams. */
async function program(environment: Record<string, string>) {
  const place = folder()
  makeKeyFile(join(place, 'keys', 'master.key'))
  const policies = testshire({
    reach: id => [`teams:${id}`],
    pressRoom: 'teams:room',
    pretend: false,
    teamsTenant: tenantId,
  })
  const started = spawn(join(root, 'node_modules/.bin/tsx'), [join(root, 'scripts/start.ts')], {
    cwd: place,
    env: {
      ...{ PATH: process.env['PATH'], PORT: '0', POLICIES: policies, MODE: 'live' },
      ...{ TEAMS_APP_ID: appId, TEAMS_TENANT_ID: tenantId, TEAMS_APP_PASSWORD: 'PLANTEDSECRET' },
      ...environment,
    },
  })
  onTestFinished(() => void started.kill('SIGKILL'))
  const printed: string[] = []
  createInterface({ input: started.stderr }).on('line', line => printed.push(line))
  const address = await new Promise<string>((resolve, reject) => {
    started.once('exit', () => reject(new Error(printed.join('\n'))))
    createInterface({ input: started.stdout }).on('line', line => {
      const found = /http:\S+\d/.exec(line)?.[0]
      if (found) resolve(found)
    })
  })
  const end = () => {
    started.kill('SIGTERM')
    return new Promise(resolve => started.once('exit', resolve))
  }
  return { address, end }
}
