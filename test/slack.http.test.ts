import { expect, test } from 'vitest'
import { onceOver } from '../src/channels/slack/once.ts'
import { openSlack } from '../src/channels/slack/open-slack.ts'
import { Fixable } from '../src/errors.ts'
import { logTo } from '../src/log.ts'
import { slackStage } from './support/slack/slack-stage.ts'

const verification = '{"type":"url_verification","challenge":"c"}'

test.each([
  ['none', { signature: '' }],
  ['a wrong one', { signature: 'v0=0123' }],
  ['one of another secret', { signature: `v0=${'a'.repeat(64)}` }],
  ['an old time', { secondsOff: -400 }],
  ['a time that is still to come', { secondsOff: 3600 }],
  ['no time', { headers: { 'x-slack-request-timestamp': '' } }],
  ['words for a time', { headers: { 'x-slack-request-timestamp': 'now' } }],
])('a request that is signed with %s is turned away, and nothing is done', async (_, sending) => {
  const { slack, driver, actor, idle } = await slackStage()
  const sam = await actor('sam')
  const event = { type: 'message', channel_type: 'im', channel: 'D1', user: sam.id, text: 'hello', ts: '1.1' }

  const answers = [await driver.raw(verification, sending), await driver.event(event, sending)]
  await idle()

  expect(answers.map(({ status }) => status)).toEqual([401, 401])
  expect(slack.gate.calls.filter(({ method }) => method !== 'auth.test')).toEqual([])
})

test('what Slack signed is answered, and what is no request of Slack’s is not', async () => {
  const { driver } = await slackStage()

  const answers = [
    await driver.raw(verification),
    await driver.raw('{', {}),
    await driver.raw('payload=%7B', { type: 'application/x-www-form-urlencoded' }),
  ]

  expect(answers[0]).toEqual({ status: 200, body: '{"challenge":"c"}' })
  expect(answers.slice(1).every(({ status }) => status >= 400)).toBe(true)
})

test('what was sent before is not done again when somebody sends it once more', async () => {
  const { slack, driver, actor, idle } = await slackStage()
  const sam = await actor('sam')
  const event = {
    type: 'message',
    channel_type: 'im',
    channel: sam.dm,
    user: sam.id,
    text: 'How fast must we answer a comment?',
    ts: '1.1',
  }
  const payload = {
    type: 'shortcut',
    callback_id: 'report',
    user: { id: sam.id, team_id: slack.team },
    trigger_id: await slack.trigger(sam.id),
  }

  for (let time = 0; time < 2; time++) {
    await driver.interaction(payload)
    await driver.event(event, { eventId: 'Ev1' })
    await idle()
  }

  const methods = slack.gate.calls.map(({ method }) => method)
  expect(methods.filter(method => method === 'chat.postMessage')).toHaveLength(1)
  expect(methods.filter(method => method === 'views.open')).toHaveLength(1)
})

test('an event that Slack sends three times more while the first is still at work is answered once', async () => {
  const { slack, driver, actor, idle } = await slackStage()
  const sam = await actor('sam')
  let release = () => {}
  const held = new Promise<undefined>(resolve => {
    release = () => resolve(undefined)
  })
  slack.gate.faults(({ method }) => (method === 'chat.postMessage' ? held : undefined))
  const event = {
    type: 'message',
    channel_type: 'im',
    channel: sam.dm,
    user: sam.id,
    text: 'How fast must we answer a comment?',
    ts: '1.1',
  }

  const first = driver.event(event, { eventId: 'Ev1' })
  const retries = [1, 2, 3].map(n =>
    driver.event(event, {
      eventId: 'Ev1',
      headers: { 'x-slack-retry-num': String(n), 'x-slack-retry-reason': 'http_timeout' },
    }),
  )
  const acknowledged = await Promise.all(retries)
  release()
  await first
  await idle()

  expect(acknowledged.map(({ status }) => status)).toEqual([200, 200, 200])
  expect(slack.gate.calls.filter(({ method }) => method === 'chat.postMessage')).toHaveLength(1)
})

test('an event is acknowledged once it is answered, so that one which a crash took with it comes again', async () => {
  const { slack, driver, actor } = await slackStage()
  const sam = await actor('sam')
  const event = {
    type: 'message',
    channel_type: 'im',
    channel: sam.dm,
    user: sam.id,
    text: 'How fast must we answer a comment?',
    ts: '1.1',
  }

  await driver.event(event)

  expect(slack.gate.calls.some(({ method }) => method === 'chat.postMessage')).toBe(true)
})

test('what a process took with it when it died is free for the next one, and what it had done is not', async () => {
  const { memory, clock } = await slackStage()
  const process = () => onceOver(memory, clock.now)

  const [died, next] = [process(), process()]
  const begun = [await died.begin('Ev1'), await died.begin('Ev1'), await next.begin('Ev1')]
  await next.done('Ev1')
  const afterwards = await process().begin('Ev1')

  expect([...begun, afterwards]).toEqual([true, false, true, false])
})

test('other paths of the same server are not ours, and until Slack has said who we are it is asked to come again', async () => {
  const settings = {
    SLACK_BOT_TOKEN: 'xoxb-1',
    SLACK_SIGNING_SECRET: 'test-signing-secret',
    SLACK_COMMAND_PREFIX: '',
    SLACK_API_URL: 'http://127.0.0.1:9/api/',
  }
  const { routes } = await openSlack(settings, around)
  const asked = (url: string, at: number) => {
    const answer = { status: 0, next: false }
    const writeHead = (status: number) => {
      answer.status = status
      return { end: () => {} }
    }
    const request = { url, headers: { 'x-slack-request-timestamp': String(at) } }
    routes?.(request as never, { writeHead } as never, () => {
      answer.next = true
    })
    return answer
  }

  expect(asked('/elsewhere', 0)).toEqual({ status: 0, next: true })
  expect(asked('/slack/events', Date.now() / 1000)).toEqual({ status: 503, next: false })
})

test('without a way for Slack to reach us it is said which settings lack, and no secret is shown', async () => {
  const settings = {
    SLACK_BOT_TOKEN: 'xoxb-PLANTED',
    SLACK_COMMAND_PREFIX: '',
    SLACK_API_URL: 'http://127.0.0.1:9/api/',
  }

  const opening = openSlack(settings, around)

  await expect(opening).rejects.toThrow(Fixable)
  await expect(opening).rejects.toThrow(/SLACK_APP_TOKEN[\s\S]*SLACK_SIGNING_SECRET/)
  await expect(opening).rejects.not.toThrow(/PLANTED/)
})

const around = {
  library: { authorities: [], desks: { of: () => [], spot: () => null } },
  memory: { get: async () => undefined, put: async () => true, forget: async () => {}, claim: async () => true },
  log: logTo(
    () => {},
    () => new Date(),
  ),
  now: () => new Date(),
  newId: () => 'x',
}
