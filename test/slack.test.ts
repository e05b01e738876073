import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from './support/app.ts'
import { wordsIn } from './support/slack/screen.ts'
import { slackStage } from './support/slack/slack-stage.ts'

const question = 'How fast must we answer a comment?'
const answerWords = 'Answer a comment within one working day'

test('a question in a channel is answered in its thread, and a follow-up there without naming us again', async () => {
  const { slack, actor } = await slackStage()
  const [sam, kim] = [await actor('sam'), await actor('kim')]
  const channel = slack.channel('town-hall')

  await sam.writes(question, { channel, ts: '1.1', mention: true })
  await sam.writes('and when one of them leaves?', { channel, ts: '1.2', thread: '1.1' })
  await kim.writes('I had soup for lunch', { channel, ts: '1.3', thread: '1.1' })
  await kim.writes(question, { channel, ts: '2.1' })
  await kim.writes(question, { channel, ts: '3.2', thread: '3.1' })

  const posted = slack.gate.calls.filter(({ method }) => method === 'chat.postMessage').map(({ given }) => given)
  expect(posted.map(({ channel, thread_ts }) => [channel, thread_ts])).toEqual([
    [channel, '1.1'],
    [channel, '1.1'],
  ])
  expect(wordsIn(posted[0]).join(' ')).toContain(answerWords)
})

test('what people write in a channel outside a thread is not looked at, nor who they are', async () => {
  const { slack, actor, driver } = await slackStage()
  const sam = await actor('sam')
  const event = {
    type: 'message',
    channel_type: 'channel',
    user: sam.id,
    text: question,
    channel: slack.channel('town-hall'),
  }

  const before = slack.gate.calls.length
  await driver.event({ ...event, ts: '1.1' })
  await driver.event({ ...event, ts: '1.2', thread_ts: '1.1', channel_type: 'mpim' })

  expect(slack.gate.calls.slice(before)).toEqual([])
})

test('a message that names us in a thread of ours comes twice and is answered once', async () => {
  const { slack, actor, driver, idle } = await slackStage()
  const sam = await actor('sam')
  const [channel, text] = [slack.channel('town-hall'), `<@${slack.bot}> ${question}`]
  await sam.writes(question, { channel, ts: '1.1', mention: true })
  const before = slack.gate.calls.length

  const event = { user: sam.id, text, ts: '1.2', thread_ts: '1.1', channel, team: slack.team }
  await Promise.all([
    driver.event({ ...event, type: 'app_mention' }),
    driver.event({ ...event, type: 'message', channel_type: 'channel' }),
  ])
  await idle()

  expect(slack.gate.calls.slice(before).filter(({ method }) => method === 'chat.postMessage')).toHaveLength(1)
})

test('a worry in a channel is answered where nobody else sees it, and by direct message where that cannot be', async () => {
  const { slack, actor } = await slackStage()
  const sam = await actor('sam')
  const channel = slack.channel('town-hall')

  const seen = await sam.writes('a child told me her stepdad hits her', { channel, ts: '1.1', mention: true })
  slack.gate.faults(({ method }) =>
    method === 'chat.postEphemeral' ? { body: '{"ok":false,"error":"user_not_in_channel"}' } : undefined,
  )
  await sam.writes('a child told me her stepdad hits her', { channel, ts: '2.1', mention: true })

  const calls = slack.gate.calls.filter(({ method }) => method.startsWith('chat.'))
  expect(seen.buttons).toContain('Report it: Safeguarding')
  expect(calls.map(({ method, given }) => [method, given['channel']])).toEqual([
    ['chat.postEphemeral', channel],
    ['chat.postEphemeral', channel],
    ['chat.postMessage', sam.id],
  ])
})

test('a command is answered to whoever typed it alone, who can show the answer in the channel', async () => {
  const { slack, actor } = await slackStage()
  const sam = await actor('sam')
  const channel = slack.channel('town-hall')

  const seen = await sam.commands('/policy', question, channel)
  const alone = slack.gate.calls.filter(({ method }) => method.startsWith('chat.'))
  await sam.presses('Show it here')

  const shown = slack.gate.calls.filter(({ method }) => method === 'chat.postMessage')
  expect(seen.text).toContain(answerWords)
  expect(alone).toEqual([])
  expect(slack.gate.responses[0]?.given).toMatchObject({ response_type: 'ephemeral', replace_original: false })
  expect(shown.map(({ given }) => given['channel'])).toEqual([channel])
})

test('an answer is shown in a channel where we are no member through the address that Slack gave for it', async () => {
  const { slack, actor } = await slackStage()
  const sam = await actor('sam')
  await sam.commands('/policy', question, slack.channel('town-hall'))
  slack.gate.faults(({ method }) =>
    method === 'chat.postMessage' ? { body: '{"ok":false,"error":"not_in_channel"}' } : undefined,
  )

  await sam.presses('Show it here')

  expect(slack.gate.responses.at(-1)?.given).toMatchObject({ response_type: 'in_channel' })
  expect(wordsIn(slack.gate.responses.at(-1)?.given).join(' ')).toContain(answerWords)
})

test('in a channel that another organisation reads too, nobody of theirs sees an answer', async () => {
  const { slack, actor, driver, idle } = await slackStage()
  const sam = await actor('sam')
  const event = {
    type: 'app_mention',
    user: sam.id,
    text: `<@${slack.bot}> ${question}`,
    ts: '1.1',
    channel: slack.channel('town-hall'),
  }

  await driver.event(event, { envelope: { is_ext_shared_channel: true } })
  await idle()

  expect(slack.gate.calls.filter(({ method }) => method.startsWith('chat.')).map(({ method }) => method)).toEqual([
    'chat.postEphemeral',
  ])
})

test('where the messages tab is opened, prompts are offered, without a thread, and each does what it says', async () => {
  const { slack, actor, driver, idle } = await slackStage()
  const sam = await actor('sam')

  await driver.event({ type: 'app_home_opened', user: sam.id, channel: 'D1', tab: 'messages' })
  await idle()
  const offered = slack.gate.calls.find(({ method }) => method === 'assistant.threads.setSuggestedPrompts')?.given
  const prompts = offered?.['prompts'] as { message: string }[]
  const seen = []
  for (const { message } of prompts) seen.push((await sam.says(message)).text)

  expect(offered).not.toHaveProperty('thread_ts')
  expect(seen.map(text => text.split('\n')[0])).toEqual([
    'What do you want to report?',
    'What you have reported',
    'What Signpost does',
  ])
})

test('a file in a direct message is not opened, which we say', async () => {
  const { slack, actor } = await slackStage()
  const sam = await actor('sam')
  const files = [{ id: 'F1', name: 'a.png', size: 10 }]

  const [words, none] = [
    await sam.writes('a child told me her stepdad hits her', {
      channel: 'D1',
      ts: '1.1',
      more: { subtype: 'file_share', files },
    }),
    await sam.writes('', { channel: 'D1', ts: '1.2', more: { subtype: 'file_share', files } }),
  ]

  expect(words.buttons).toContain('Report it: Safeguarding')
  expect([words, none].map(({ text }) => text.includes('has not opened the file'))).toEqual([true, true])
  expect(slack.gate.fileRequests).toEqual([])
})

test('other bots, ourselves, edits and people who join are not answered, so nothing goes round in a circle', async () => {
  const { slack, driver, idle, actor } = await slackStage()
  const sam = await actor('sam')
  slack.gate.faults(({ method, given }) =>
    method === 'users.info' && given['user'] === 'UBOT'
      ? { body: JSON.stringify({ ok: true, user: { is_bot: true, team_id: slack.team } }) }
      : undefined,
  )
  const base = { type: 'message', channel_type: 'im', channel: 'D1', user: sam.id, text: question }
  const events = [
    { ...base, bot_id: 'B1' },
    { ...base, app_id: 'A1' },
    { ...base, user: slack.bot },
    { ...base, user: 'USLACKBOT' },
    { ...base, user: 'UBOT' },
    { ...base, user: undefined },
    { ...base, subtype: 'message_changed' },
    { ...base, subtype: 'channel_join' },
    { ...base, type: 'app_mention', channel: slack.channel('town-hall'), bot_id: 'B1' },
  ]

  for (const [at, event] of events.entries()) await driver.event({ ...event, ts: `1.${at}` })
  await idle()

  expect(slack.gate.calls.filter(({ method }) => method.startsWith('chat.'))).toEqual([])
})

test('"whoami" gives the line for the settings, and help says what Signpost does', async () => {
  const { slack, actor } = await slackStage()
  const sam = await actor('sam')

  const line = await sam.commands('/signpost', 'whoami')
  const help = await sam.commands('/signpost', 'help')
  const asked = await sam.commands('/signpost', question)

  expect(line.text).toContain(`reach: [slack:${slack.team}/${sam.id}]`)
  expect(help.text).toContain('What is private')
  expect(asked.text).toContain(answerWords)
})

test.each(['is_restricted', 'is_ultra_restricted', 'is_stranger', 'elsewhere'])(
  'somebody who is %s gets one sentence and the public lines, whatever they do',
  async mark => {
    const { slack, actor, driver, idle } = await slackStage()
    const lead = await actor('safeguarding-lead')
    const user = mark === 'elsewhere' ? { team_id: 'T0ELSEWHERE' } : { team_id: slack.team, [mark]: true }
    slack.gate.faults(({ method }) =>
      method === 'users.info' ? { body: JSON.stringify({ ok: true, user }) } : undefined,
    )

    const seen = [
      await lead.says(question),
      await lead.commands('/policy', question),
      await lead.commands('/safeguarding'),
      await lead.commands('/signpost', 'whoami'),
      await lead.shortcut('report'),
      await lead.home(),
    ]
    await driver.event({
      type: 'message',
      channel_type: 'channel',
      user: lead.id,
      text: question,
      ts: '1.2',
      thread_ts: '1.1',
      channel: slack.channel('town-hall'),
    })
    await idle()

    for (const { text, buttons, fields } of seen) {
      expect(text).toMatch(/Signpost is for the staff of the council[\s\S]*999[\s\S]*01632 960200/)
      expect([buttons, fields]).toEqual([[], []])
    }
    expect(slack.gate.calls.filter(({ given }) => given['channel'] === slack.channel('town-hall'))).toEqual([])
  },
)

test('while Slack does not say who somebody is, a member of staff can report all the same', async () => {
  const { slack, actor } = await slackStage()
  const sam = await actor('sam')
  slack.gate.faults(({ method }) => (method === 'users.info' ? { status: 500 } : undefined))

  const form = await sam.commands('/safeguarding')

  expect(form.fields).toContain('what')
})

test('a page in a window leads on to others and back again', async () => {
  const { actor } = await slackStage()
  const sam = await actor('sam')
  await sam.commands('/signpost')

  const help = await sam.presses('Help')
  const mine = await sam.presses('What I have reported')
  const back = await sam.presses('Back')
  const home = await sam.presses('Back')

  expect(help.text).toContain('What Signpost does')
  expect(mine.text).toContain('You have sent nothing')
  expect(back.text).toContain('What Signpost does')
  expect(home.text).toContain('Ask about the policies')
  expect(home.buttons).not.toContain('Back')
})

test('a clause that a form rests on opens on top of the form, which keeps what was typed', async () => {
  const { slack, actor } = await slackStage()
  const sam = await actor('sam')
  await sam.commands('/press')

  await sam.presses('Open 3.1')

  const pushed = slack.gate.calls.filter(({ method }) => method === 'views.push')
  expect(pushed).toHaveLength(1)
  expect(slack.gate.calls.at(-1)).toMatchObject({
    method: 'views.update',
    given: { view: { title: { text: 'Signpost' } } },
  })
})

test('where councils share a workspace somebody is asked for theirs once, and then gets the answer they came for', async () => {
  const { actor } = await slackStage({ environment: { POLICIES: join(root, 'policies'), MODE: 'practice' } })
  const sam = await actor('sam')

  const which = await sam.says('May I look at the profile of somebody who applies for a post?')
  const answer = await sam.presses('Chesterfield Borough Council')
  const form = await sam.commands('/press')

  expect(which.text).toContain('Which council do you work for?')
  expect(answer.text).toMatch(/Your policy says: Chesterfield/)
  expect(form.fields).toContain('journalist')
})

test('a button of a version that is gone is explained, and nothing is done', async () => {
  const { slack, actor, driver, idle } = await slackStage()
  const sam = await actor('sam')
  await sam.says(question)
  const payload = await sam.pressing('Open 2.2', sam.id)

  for (const value of ['{"do":"fly"}', 'not JSON', 'x'.repeat(1_999)])
    await driver.interaction({
      ...payload,
      trigger_id: `old.${value.length}`,
      actions: [{ action_id: 'act.1.1', block_id: 'row.1', value }],
    })
  await idle()

  expect(slack.gate.responses.map(({ given }) => given['text'])).toEqual(
    Array.from({ length: 3 }, () => expect.stringMatching(/no longer understands that button/)),
  )
})
