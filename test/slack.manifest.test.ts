import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { manifestOf, scopes, wrongManifest } from '../src/channels/slack/manifest.ts'
import { readDesks } from '../src/desks/read.ts'
import { root } from './support/app.ts'

const desks = readDesks(join(root, 'policies'))

test('the app that ships is one that Slack takes, with a command for each desk', () => {
  const manifest = manifestOf({ desks, prefix: '' })

  const commands = manifest.features.slash_commands.map(({ command }) => command)
  expect(wrongManifest(manifest)).toEqual([])
  expect(commands).toEqual(
    expect.arrayContaining([
      '/policy',
      '/report',
      '/signpost',
      ...desks.flatMap(desk => desk.commands.map(name => `/${name}`)),
    ]),
  )
})

test('where other apps have the names, each command has a prefix', () => {
  const { features } = manifestOf({ desks, prefix: 'council-' })

  expect(features.slash_commands.every(({ command }) => command.startsWith('/council-'))).toBe(true)
})

test('Slack reaches us at one address, or is not told of any where we open the connection', () => {
  const [socket, http] = [
    manifestOf({ desks, prefix: '' }),
    manifestOf({ desks, prefix: '', publicUrl: 'https://x.example/' }),
  ]

  expect(socket.settings.socket_mode_enabled).toBe(true)
  expect(JSON.stringify(socket)).not.toContain('url')
  expect(http.settings.socket_mode_enabled).toBe(false)
  expect(JSON.stringify(http).split('https://x.example/slack/events').length - 1).toBe(
    http.features.slash_commands.length + 2,
  )
})

test('the assistant of old is not asked for, and nothing is that nobody uses', () => {
  const manifest = manifestOf({ desks, prefix: '' })

  expect(manifest.features).toHaveProperty('agent_view')
  expect(JSON.stringify(manifest)).not.toMatch(/assistant_view|assistant_thread/)
  expect(manifest.settings.event_subscriptions.bot_events).toEqual([
    'app_home_opened',
    'app_mention',
    'message.channels',
    'message.groups',
    'message.im',
  ])
})

test('each right that the app asks for is one that a call or an event of ours needs', () => {
  const folder = join(root, 'src/channels/slack')
  const source = readdirSync(folder)
    .map(name => readFileSync(join(folder, name), 'utf8'))
    .join('\n')
  const calls = new Set(
    [...source.matchAll(/'((?:chat|views|users|files|conversations|assistant\.threads)\.\w+)'/g)].map(
      ([, method]) => method,
    ),
  )

  const needs: Record<string, boolean> = {
    ...{
      'chat:write': calls.has('chat.postMessage'),
      'users:read': calls.has('users.info'),
      'files:read': calls.has('files.info'),
    },
    ...{ 'channels:read': calls.has('conversations.info'), 'groups:read': calls.has('conversations.info') },
    ...{ 'assistant:write': calls.has('assistant.threads.setSuggestedPrompts') },
    ...{ commands: source.includes('app.command'), 'app_mentions:read': source.includes("app.event('app_mention'") },
    ...{ 'channels:history': true, 'groups:history': true, 'im:history': source.includes("app.event('message'") },
  }
  expect(scopes.map(({ scope }) => needs[scope])).toEqual(scopes.map(() => true))
  expect([...calls].filter(method => /\.(?:delete|kick|invite|archive|history|list)$/.test(method ?? ''))).toEqual([])
})

test('the README says of each right why the app asks for it', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8')

  const shown = [...readme.matchAll(/^\| `([a-z_]+(?::[a-z]+)?)` \| (to |for |the same).*\|$/gm)].map(([line]) => line)

  expect(shown).toEqual(scopes.map(({ scope, why }) => `| \`${scope}\` | ${why} |`))
})

test('what Slack would refuse is said by name', () => {
  const twice = {
    id: 'x',
    name: 'x',
    for: 'x',
    commands: ['policy', 'Über', ...Array.from({ length: 60 }, (_, at) => `c${at}`)],
  }

  const wrong = wrongManifest(manifestOf({ desks: [twice], prefix: '' }))

  expect(wrong.join('\n')).toMatch(/65 commands[\s\S]*"\/Über"[\s\S]*"\/policy" stands twice/)
})
