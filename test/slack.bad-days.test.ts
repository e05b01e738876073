import { join } from 'node:path'
import { expect, test } from 'vitest'
import { apiOver } from '../src/channels/slack/api.ts'
import { openDatabase } from '../src/db/open.ts'
import { sql } from '../src/db/sql.ts'
import type { Fault } from './support/slack/gate.ts'
import { slackStage } from './support/slack/slack-stage.ts'
import { workspace } from './support/slack/workspace.ts'

const days: Fault[] = [
  { status: 429, headers: { 'retry-after': '30' } },
  { status: 429 },
  { status: 500, body: 'down' },
  { status: 200, body: '<html>garbage</html>', headers: { 'content-type': 'text/html' } },
  { status: 200, body: 'null' },
  { status: 200, body: '{"ok":false,"error":"internal_error"}' },
  { status: 200, body: '{"ok":false}' },
  { status: 200, body: '{"ok":true}' },
  { resets: true },
  { hangs: true },
]

test('for ten minutes in which Slack answers with 429, 500, garbage and nothing, reports come in; then each is told, and none is lost', async () => {
  const stage = await slackStage({ patience: { timeoutMs: 100 } })
  const { slack, actor } = stage
  const [sam, lead] = [await actor('sam'), await actor('content-lead')]
  let turn = 0
  // Those who report still reach us; whatever we say to Slack fails, in every way in turn.
  slack.gate.faults(({ method }) => (/^chat\./.test(method) ? days[turn++ % days.length] : undefined))
  const references: string[] = []

  for (let minute = 0; minute < 10; minute++) {
    await sam.commands('/content')
    const receipt = await sam.fills({
      ...{
        danger: 'no',
        'sub-type': 'threat',
        platform: 'facebook',
        link: 'https://facebook.example/1',
        what: `threat ${minute}`,
      },
      ...{ seen: '2026-11-20 09:00', identity: 'named' },
    })
    references.push(/CON-\w{4}-\w{2}/.exec(receipt.text)?.[0] ?? '')
    await stage.pass(1)
  }
  const during = [...(await lead.told()), ...(await sam.told())]
  slack.gate.faults(() => undefined)
  await stage.pass(15)
  await stage.idle()
  const [toLead, toSam] = [await lead.told(), await sam.told()].map(told => told.map(({ text }) => text).join('\n'))

  const db = await openDatabase(join(stage.place, 'signpost.db'))
  const cases = (await db.rows<{ reference: string }>(sql`select reference from cases`)).map(
    ({ reference }) => reference,
  )
  await db.close()
  expect(new Set(references)).toEqual(new Set(cases))
  expect(cases).toHaveLength(10)
  expect(during).toEqual([])
  for (const reference of references) {
    expect(toLead).toContain(reference)
    expect(toSam).toContain(`Your reference is ${reference}`)
  }
})

test('a 429 holds up what it was about, for as long as Slack says, and nothing else', async () => {
  const { gate, channel } = await workspace()
  let now = new Date('2026-11-20T10:00:00Z')
  const api = apiOver({ token: 'xoxb-local-test', url: `${gate.url}/api/`, now: () => now })
  const [room, other] = [channel('press-room'), channel('town-hall')]
  const post = (channel: string) => api.call('chat.postMessage', { channel, text: 'x' })
  gate.faults(({ given }) =>
    given['channel'] === room ? { status: 429, headers: { 'retry-after': '30' } } : undefined,
  )

  const first = await post(room)
  gate.faults(() => undefined)
  const held = await post(room)
  const elsewhere = await post(other)
  const asked = await api.call('auth.test', {})
  now = new Date('2026-11-20T10:00:31Z')
  const later = await post(room)

  expect([first, held].map(called => !called.ok && called.trouble)).toEqual([
    { word: 'ratelimited', problem: 'rate-limited', lasting: false, afterMs: 30_000 },
    { word: 'ratelimited', problem: 'rate-limited', lasting: false, afterMs: 30_000 },
  ])
  expect([elsewhere.ok, asked.ok, later.ok]).toEqual([true, true, true])
  expect(gate.calls.filter(({ given }) => given['channel'] === room)).toHaveLength(2)
})

test('somebody who waits for an answer gets it at the second try, where the first failed', async () => {
  const { slack, actor } = await slackStage()
  const sam = await actor('sam')
  let tries = 0
  slack.gate.faults(({ method }) => (method === 'chat.postMessage' && tries++ === 0 ? { status: 503 } : undefined))

  const seen = await sam.says('How fast must we answer a comment?')

  expect(seen.text).toContain('within one working day')
})

test('a fault of ours is told to whoever met it, under a name that the log has too', async () => {
  const { slack, actor, log } = await slackStage()
  const sam = await actor('sam')
  await sam.commands('/safeguarding')
  slack.gate.faults(({ method }) =>
    method === 'views.update' ? { body: '{"ok":false,"error":"internal_error"}' } : undefined,
  )

  await sam.commands('/press')

  const id = /tell your IT team this: (\w{8})/.exec(JSON.stringify(slack.gate.responses))?.[1]
  expect(log.join('\n')).toContain(`"id":"${id}"`)
})
