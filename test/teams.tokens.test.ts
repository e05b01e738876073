import { expect, test } from 'vitest'
import { openTeams } from '../src/channels/teams/open-teams.ts'
import { tenantsOf } from '../src/channels/teams/tenants.ts'
import { settingsFrom } from '../src/config.ts'
import { Fixable } from '../src/errors.ts'
import { certificate } from './support/certificate.ts'
import { folder, put } from './support/folder.ts'
import { appId, otherKey, tenantId } from './support/teams/microsoft.ts'
import { teamsRig } from './support/teams/teams-stage.ts'

const rig = teamsRig()
const elsewhere = '33333333-3333-4333-8333-333333333333'

function message(more: object = {}) {
  return {
    ...{ type: 'message', id: `t${Math.random()}`, text: 'help', channelId: 'msteams' },
    ...{ from: { id: '29:x', name: 'X' }, recipient: { id: `28:${appId}` } },
    ...{
      conversation: { id: 'a:sam', conversationType: 'personal', tenantId },
      channelData: { tenant: { id: tenantId } },
    },
    ...more,
  }
}

/** What the program would print, from before it has loaded anything. */
const printed: unknown[] = []
console.error = (...words: unknown[]) => void printed.push(...words)

test('while nobody can say whose a token is, Teams is asked to come again', async () => {
  const { wire, microsoft } = await rig()
  microsoft.away(true)

  const meanwhile = await wire.send(message())
  microsoft.away(false)
  const afterwards = await wire.send(message())

  expect([meanwhile.status, afterwards.status]).toEqual([503, 200])
})

test('only Teams is answered: every token that is wrong is a 401, and what is right a 200', async () => {
  const { wire, microsoft, url } = await rig()
  const service = `${wire.url}/_connector`
  const now = Math.floor(Date.now() / 1000)
  const tokens: Record<string, string> = {
    garbage: 'abc',
    'three parts of garbage': 'a.b.c',
    'for another app': microsoft.token(service, { aud: elsewhere }),
    'by another issuer': microsoft.token(service, { iss: 'https://evil.example' }),
    'with another key': microsoft.token(service, {}, { key: otherKey() }),
    'with a key nobody knows': microsoft.token(service, {}, { kid: 'k9' }),
    'with another kind of signature': microsoft.token(service, {}, { alg: 'RS384' }),
    'without a signature': `${microsoft.token(service, {}, { alg: 'none' }).split('.').slice(0, 2).join('.')}.`,
    'that has expired': microsoft.token(service, { exp: now - 900, nbf: now - 2_000 }),
    'that is not valid yet': microsoft.token(service, { nbf: now + 900 }),
    'for another service address': microsoft.token('https://smba.example/'),
    'without a service address': microsoft.token(service, { serviceurl: undefined }),
  }

  const statuses: Record<string, number> = {}
  for (const [name, token] of Object.entries(tokens)) statuses[name] = (await wire.send(message(), token)).status
  const none = await fetch(url, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ ...message(), serviceUrl: service }),
  })
  const good = await wire.send(message())
  console.error('seen')

  expect(statuses).toEqual(Object.fromEntries(Object.keys(tokens).map(name => [name, 401])))
  expect([none.status, good.status]).toEqual([401, 200])
  expect(printed).toEqual(['seen'])
})

test('a tenant that is not the council’s is refused, also with a good token', async () => {
  const { wire, log } = await rig()

  const other = await wire.send(message({ channelData: { tenant: { id: elsewhere } } }))
  const none = await wire.send(message({ channelData: {}, conversation: { id: 'c', conversationType: 'personal' } }))

  expect([other.status, none.status]).toEqual([403, 403])
  expect(log.join('\n')).toContain('teams-elsewhere')
})

test('which council somebody belongs to follows from the tenant and the team, and is asked where that is not certain', () => {
  const [one, shared, third] = [tenantId, elsewhere, appId]
  const councils = [
    { id: 'alone', 'teams tenants': [one.toUpperCase()] },
    { id: 'east', 'teams tenants': [`${shared}/19:east@thread.tacv2`] },
    { id: 'west', 'teams tenants': [`${shared}/19:west@thread.tacv2`] },
  ]
  const tenants = tenantsOf(councils, undefined)
  const known = tenantsOf(councils, one)

  expect(tenants.councilAt(one, undefined)).toBe('alone')
  expect(tenants.councilAt(shared, '19:west@thread.tacv2')).toBe('west')
  expect(tenants.councilAt(shared, '19:other@thread.tacv2')).toBeUndefined()
  expect(tenants.councilAt(shared, undefined)).toBeUndefined()
  expect([one, shared, third, undefined].map(known.isOurs)).toEqual([true, true, false, false])
})

test('whatever cannot be read is a 400, what is too long a 413, and the program goes on', async () => {
  const { wire, url } = await rig()
  const bodies = ['{"x":1}', '[]', 'null', '{', '', '"x"', JSON.stringify({ ...message(), serviceUrl: 'javascript:x' })]
  const wrongChannel = JSON.stringify({ ...message(), channelId: 'webchat', serviceUrl: 'https://smba.example/' })
  const post = (body: string, headers: Record<string, string> = json) => fetch(url, { method: 'POST', headers, body })

  const statuses: number[] = []
  for (const body of [...bodies, wrongChannel]) statuses.push((await post(body)).status)
  const plain = await post(JSON.stringify(message()), { 'content-type': 'text/plain' })
  const long = await post(JSON.stringify({ x: 'x'.repeat(300_000) })).catch(() => ({ status: 413 }))
  const got = await fetch(url)
  const after = await wire.send(message())

  expect(statuses).toEqual([400, 400, 400, 400, 400, 400, 400, 400])
  expect([plain.status, long.status, got.status, after.status]).toEqual([400, 413, 405, 200])
})

test('an invoke that says nothing, or what nobody knows, ends in an answer', async () => {
  const { wire } = await rig()
  const names = [
    'adaptiveCard/action',
    'task/fetch',
    'task/submit',
    'composeExtension/fetchTask',
    'composeExtension/submitAction',
  ]
  const values = [
    undefined,
    null,
    'x',
    [],
    { data: { 'signpost:carried': { act: { do: 'rm' } } } },
    { action: { data: null } },
  ]

  const statuses = new Set<number>()
  for (const name of [...names, 'message/submitAction'])
    for (const value of values) statuses.add((await wire.send(message({ type: 'invoke', name, value }))).status)
  const unknown = await wire.send(message({ type: 'invoke', name: 'constructor' }))
  const event = await wire.send(message({ type: 'event' }))

  expect([...statuses]).toEqual([200])
  expect([unknown.status, event.status]).toEqual([501, 200])
})

test('we sign in as an app of one tenant, and of no other', async () => {
  const { wire, microsoft } = await rig()

  await wire.send(message())

  const tokens = microsoft.asked.filter(one => one.endsWith('/token'))
  expect(new Set(tokens)).toEqual(new Set([`login.microsoftonline.com/${tenantId}/oauth2/v2.0/token`]))
})

test('live, Teams does not start without an app, a tenant, and one way to sign in', () => {
  const start = (more: Record<string, string>) => () =>
    openTeams(settingsFrom({ MODE: 'live', ...more }), undefined as never)
  const app = { TEAMS_APP_ID: appId }
  const both = { ...app, TEAMS_TENANT_ID: tenantId }
  const { cert, key } = certificate(['signpost'])
  const file = put(folder(), 'app.pem', `${cert}${key}`)

  expect(start({})).toThrow(Fixable)
  expect(start({})).toThrow(/TEAMS_APP_ID is missing/)
  expect(start(app)).toThrow(/without TEAMS_TENANT_ID/)
  expect(start(both)).toThrow(/none of them is there/)
  expect(start({ ...both, TEAMS_APP_PASSWORD: 'x'.repeat(9), TEAMS_MANAGED_IDENTITY: 'yes' })).toThrow(/more than one/)
  expect(start({ ...both, TEAMS_CERTIFICATE: 'nothing.pem' })).toThrow(/TEAMS_CERTIFICATE=nothing.pem is no file/)
  expect(start({ ...both, TEAMS_CERTIFICATE: file })).not.toThrow()
  expect(start({ ...both, TEAMS_MANAGED_IDENTITY: 'yes' })).not.toThrow()
  expect(start({ MODE: 'practice', TEAMS_TENANT_ID: tenantId })).toThrow(/TEAMS_APP_ID is missing/)
})

const json = { 'content-type': 'application/json' }
