import { createEmulator } from 'emulate'
import { onTestFinished } from 'vitest'
import { testshirePeople } from '../testshire.ts'
import { type Gate, gateTo } from './gate.ts'

export const botToken = 'xoxb-local-test'
export const signingSecret = 'test-signing-secret'
const adminToken = 'xoxb-reads-everything'

/** An emulated Slack with the council's people in it, and the gate before it that the program talks to. */
export interface Workspace {
  gate: Gate
  team: string
  bot: string
  /** The id of somebody in Slack by their name there. */
  user(name: string): string
  channel(name: string): string
  /** Reads and does what the workspace's owners could, past the gate. */
  owner(method: string, given?: Record<string, unknown>): Promise<Record<string, unknown>>
  /** A press that Slack would send: good for three seconds and once. */
  trigger(user: string, view?: string): Promise<string>
}

let nextPort = 20_000 + (process.pid % 20_000)

export async function workspace(
  more: Record<string, (given: Record<string, unknown>) => unknown> = {},
): Promise<Workspace> {
  const people = [
    ...Object.entries(testshirePeople).map(([name, real_name]) => ({ name, real_name })),
    { name: 'sam', real_name: 'Sam Staff' },
    { name: 'kim', real_name: 'Kim Staff' },
  ]
  const emulator = await started({
    team: { name: 'Testshire Council', domain: 'testshire' },
    signing_secret: signingSecret,
    strict_scopes: true,
    users: [{ name: 'signpost', real_name: 'Signpost' }, ...people],
    channels: [{ name: 'press-room', is_private: true }, { name: 'town-hall' }],
    tokens: [
      {
        token: botToken,
        user: 'signpost',
        app_id: 'A000000001',
        scopes: ['chat:write', 'users:read', 'files:read', 'channels:read', 'groups:read'],
      },
      {
        ...{ token: adminToken, user: 'signpost', app_id: 'A000000001' },
        scopes: [
          'im:write',
          'im:history',
          'channels:history',
          'groups:history',
          'users:read',
          'channels:read',
          'groups:read',
          'files:read',
          'files:write',
          'chat:write',
          'channels:write',
          'channels:manage',
          'groups:write',
        ],
      },
    ],
  })
  const gate = await gateTo(emulator.url, { 'assistant.threads.setSuggestedPrompts': () => ({ ok: true }), ...more })
  onTestFinished(async () => {
    await gate.close()
    await emulator.close()
    if (gate.wrong.length > 0) throw new Error(`Slack would have refused: ${gate.wrong.join('; ')}`)
  })
  const call = async (token: string, method: string, given: Record<string, unknown> = {}) => {
    const response = await fetch(`${emulator.url}/api/${method}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(given),
    })
    return (await response.json()) as Record<string, unknown>
  }
  const owner: Workspace['owner'] = (method, given) => call(adminToken, method, given)
  const users = namesIn(await owner('users.list'), 'members')
  const channels = namesIn(await owner('conversations.list', { types: 'public_channel,private_channel' }), 'channels')
  const idOf = (of: Map<string, string>, name: string) => {
    const id = of.get(name)
    if (!id) throw new Error(`There is no ${name} in this Slack.`)
    return id
  }
  return {
    ...{ gate, owner, team: 'T000000001', bot: idOf(users, 'signpost') },
    user: name => idOf(users, name),
    channel: name => idOf(channels, name),
    trigger: async (user, view) =>
      String(
        (await call(botToken, 'views.generateTriggerId', { user_id: user, ...(view ? { view_id: view } : {}) }))[
          'trigger_id'
        ],
      ),
  }
}

/** A port that is taken by another test is passed over. */
async function started(slack: object) {
  for (;;) {
    try {
      return await createEmulator({ service: 'slack', port: nextPort++, seed: { slack } })
    } catch (error) {
      if (!/EADDRINUSE/.test(String(error))) throw error
    }
  }
}

function namesIn(answer: Record<string, unknown>, key: string): Map<string, string> {
  return new Map((answer[key] as { id: string; name: string }[]).map(({ id, name }) => [name, id]))
}
