import { expect, test } from 'vitest'
import type { SlackActor } from './support/slack/actor.ts'
import type { Answering, Call } from './support/slack/gate.ts'
import { wordsIn } from './support/slack/screen.ts'
import { type SlackStage, slackStage } from './support/slack/slack-stage.ts'

const enquiry = {
  ...{ 'sub-type': 'enquiry', journalist: 'PLANTEDJO', outlet: 'The Gazette', contact: '01632 960999' },
  ...{ 'deadline-given': 'none', what: 'PLANTEDPOOL', 'said-already': 'nothing' },
}

test('a case has a small card in its room, which shows how it stands wherever somebody changed that', async () => {
  const { stage, room, cards } = await withEnquiry()
  const deputy = await stage.actor('content-deputy')
  const before = await cards()

  await room.presses('I take it up')
  await stage.pass(1)
  const after = await cards()
  const home = await deputy.home()
  await deputy.presses(home.buttons.find(label => label.startsWith('Open PRE-')) ?? '')
  await deputy.presses('Close it')
  await deputy.fills({ outcome: 'dealt-with' })
  await stage.pass(1)

  expect(before).toEqual([
    expect.stringMatching(/^New report PRE-[\s\S]*State: Nobody has taken it up yet[\s\S]*I take it up/),
  ])
  expect(after).toEqual([expect.stringMatching(/State: Taken up[\s\S]*Dealt with by: Percy Press/)])
  expect(await cards()).toEqual([expect.stringMatching(/State: Closed/)])
})

test('a card says which case, of what kind and how its clock stands, and nothing that was reported', async () => {
  const { stage } = await withEnquiry()
  await stage.pass(200, 10)

  const said = stage.slack.gate.calls.filter(({ method }) => /^chat\./.test(method))

  expect(said.length).toBeGreaterThan(5)
  expect(JSON.stringify(said)).not.toMatch(/PLANTED|Gazette|960999/)
})

test('reminders stand in the card’s thread and are seen in the room, and call nobody by a mention', async () => {
  const { stage, posts } = await withEnquiry()
  const [card] = posts()

  await stage.pass(40)
  const reminders = posts().slice(1)

  expect(reminders.length).toBeGreaterThan(0)
  expect(
    reminders.every(({ given }) => given['thread_ts'] === tsOf(card) && String(given['reply_broadcast']) === 'true'),
  ).toBe(true)
  expect(JSON.stringify(reminders)).not.toMatch(/<!|"type":"(?:broadcast|user|usergroup)"/)
})

test('of two who press at the same moment one has it, and the other is told who', async () => {
  const { stage, room } = await withEnquiry()
  const deputy = await stage.actor('content-deputy')
  const press = (who: SlackActor) => room.pressing('I take it up', who.id)

  await Promise.all([press(room), press(deputy)].map(async payload => stage.driver.interaction(await payload)))
  await stage.idle()

  const windows = stage.slack.gate.calls
    .filter(({ method }) => method === 'views.update')
    .map(({ given }) => wordsIn(given).join(' '))
  expect(windows.filter(words => /you have taken it up/.test(words))).toHaveLength(1)
  expect(windows.filter(words => /was first/.test(words))).toHaveLength(1)
})

test('somebody who reads the room and holds no post of the desk opens nothing', async () => {
  const { stage, room } = await withEnquiry()
  const sam = await stage.actor('kim')

  await stage.driver.interaction(await room.pressing('Open', sam.id))
  await stage.idle()

  expect(wordsIn(stage.slack.gate.calls.at(-1)?.given).join(' ')).toContain('There is no such case for you')
})

test('a file of a case is not put into Slack, and the record does not say that it was opened', async () => {
  const { stage, room } = await withEnquiry()
  const reference = /PRE-\w{4}-\w{2}/.exec(room.screen()?.text ?? '')?.[0] ?? ''

  const payload = await room.pressing('Open', room.id)
  const act = JSON.stringify({ do: 'file', reference, file: 'x', side: 'desk' })
  await stage.driver.interaction({ ...payload, actions: [{ block_id: 'row.0', action_id: 'act.0.0', value: act }] })
  await stage.idle()

  expect(wordsIn(stage.slack.gate.calls.at(-1)?.given).join(' ')).toMatch(
    /files are not shown in Slack[\s\S]*https:\/\/signpost.testshire.example/,
  )
})

test.each([
  ['not_in_channel', 'Signpost is not in that room'],
  ['channel_not_found', 'There is no such room, or it is private'],
  ['is_archived', 'The room was archived'],
  ['restricted_action', 'lacks the right to write there'],
])('where the room answers %s, others are told at once, and the administrator why', async (error, why) => {
  const stage = await slackStage()
  const [admin, owner] = [await stage.actor('administrator'), await stage.actor('press-owner')]
  stage.slack.gate.faults(inRoom(stage, { body: JSON.stringify({ ok: false, error }) }))

  await reportsEnquiry(stage)
  await stage.pass(1)

  expect((await owner.told()).map(({ text }) => text).join()).toContain('PRE-')
  expect((await admin.told()).map(({ text }) => text).join()).toContain(why)
})

test('a desk whose person has left is not waited for: the fallback hears, and the administrator why', async () => {
  const stage = await slackStage()
  const [admin, chief] = [await stage.actor('administrator'), await stage.actor('chief')]
  const lead = stage.slack.user('content-lead')
  stage.slack.gate.faults(({ method, given }) =>
    method === 'chat.postMessage' && given['channel'] === lead
      ? { body: '{"ok":false,"error":"account_inactive"}' }
      : undefined,
  )
  const sam = await stage.actor('sam')

  await sam.commands('/advice', 'May I?')
  await sam.fills({ 'sub-type': 'other', identity: 'named' })
  await stage.pass(1)

  expect((await admin.told()).map(({ text }) => text).join()).toContain('Their account was switched off')
  expect((await chief.told()).map(({ text }) => text).join()).toContain('could not be delivered')
})

test.each(['invalid_blocks', 'msg_too_long', 'msg_blocks_too_long'])(
  'a card that Slack refuses as %s is said in plain words',
  async error => {
    const stage = await slackStage()
    stage.slack.gate.faults(call =>
      'blocks' in call.given ? inRoom(stage, { body: JSON.stringify({ ok: false, error }) })(call) : undefined,
    )

    await reportsEnquiry(stage)
    await stage.pass(1)

    const plain = stage.slack.gate.calls
      .filter(
        ({ method, given }) => method === 'chat.postMessage' && given['channel'] === stage.slack.channel('press-room'),
      )
      .at(-1)
    expect(plain?.given).toMatchObject({
      text: expect.stringMatching(/New report PRE-[\s\S]*To be taken up by/),
      mrkdwn: 'false',
    })
    expect(stage.log.join()).toContain('"event":"slack-refused"')
  },
)

test('where somebody has deleted a card the next word about the case is a card again', async () => {
  const { stage, posts } = await withEnquiry()
  const [card] = posts()
  await stage.slack.owner('chat.delete', {
    channel: stage.slack.channel('press-room'),
    ts: tsOf(card),
  })

  await stage.pass(40)

  expect(posts()[1]?.given).not.toHaveProperty('thread_ts')
})

/** Somebody has reported a press enquiry, and whoever reads the press room looks at its card. */
async function withEnquiry() {
  const stage = await slackStage()
  const channel = stage.slack.channel('press-room')
  await reportsEnquiry(stage)
  await stage.pass(1)
  const history = async () =>
    (await stage.slack.owner('conversations.history', { channel }))['messages'] as Record<string, unknown>[]
  const [card] = await history()
  const room = await stage.actor('press-owner')
  room.looksAt(card ?? {}, channel)
  return {
    ...{ stage, room },
    cards: async () => (await history()).reverse().map(message => wordsIn(message['blocks']).join('\n')),
    posts: (): Call[] =>
      stage.slack.gate.calls.filter(
        ({ method, given }) => method === 'chat.postMessage' && given['channel'] === channel,
      ),
  }
}

async function reportsEnquiry(stage: SlackStage): Promise<void> {
  const sam = await stage.actor('sam')
  await sam.commands('/press')
  const receipt = await sam.fills(enquiry)
  expect(receipt.text).toContain('Your reference is PRE-')
}

function inRoom(stage: SlackStage, fault: { body: string }): (call: Call) => Answering {
  return ({ method, given }) =>
    method === 'chat.postMessage' && given['channel'] === stage.slack.channel('press-room') ? fault : undefined
}

function tsOf(posted: Call | undefined): string {
  return (posted?.answer as { ts: string } | undefined)?.ts ?? ''
}
