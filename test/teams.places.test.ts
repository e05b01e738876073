import { expect, test } from 'vitest'
import { messageOf } from '../src/channels/teams/message.ts'
import type { Reply } from '../src/chat/reply.ts'
import { appId, tenantId } from './support/teams/microsoft.ts'
import { aadOf, group, pressChannel, team } from './support/teams/playground.ts'
import { screenOf, seenOn } from './support/teams/screen.ts'
import { type TeamsStage, teamsRig } from './support/teams/teams-stage.ts'
import type { Call } from './support/teams/wire.ts'

const rig = teamsRig()
const question = 'How fast must we answer a comment?'

/** What was posted into a place since then, as it is seen there. */
function postsIn({ wire }: TeamsStage, place: string, since: number): (ReturnType<typeof seenOn> & { call: Call })[] {
  return wire.calls
    .slice(since)
    .filter(({ conversation, path }) => conversation.startsWith(place) && path.includes('/activities'))
    .map(call => ({ ...seenOn(screenOf(call.activity, call.conversation, call.message)), call }))
}

test('a question asked in a channel or a group is answered there, in a channel in its thread, with what it stands on as citations', async () => {
  const stage = await rig()
  const sam = await stage.actor('sam')
  const since = stage.wire.calls.length

  await sam.writesIn(team, question)
  await sam.writesIn(group, question)
  const [answer] = postsIn(stage, team, since)
  const [inGroup] = postsIn(stage, group, since)
  const activity = answer?.call.activity ?? {}
  const [entity] = (activity['entities'] ?? []) as Record<string, unknown>[]

  expect(answer?.call.conversation).toMatch(/^19:team@thread\.tacv2;messageid=\d+$/)
  for (const one of [answer, inGroup]) expect(one?.text).toContain('Answer a comment within one working day')
  expect(activity['text']).toMatch(/\[1\]/)
  expect(entity).toMatchObject({
    type: 'https://schema.org/Message',
    citation: [
      { '@type': 'Claim', position: 1, appearance: { '@type': 'DigitalDocument', abstract: expect.any(String) } },
    ],
  })
  expect(JSON.stringify(activity)).not.toContain('AIGeneratedContent')
  expect(activity['channelData']).toEqual({ feedbackLoop: { type: 'default' } })
})

test('Teams’ own sign says where a model wrote the words, and nowhere else', () => {
  const reply: Reply = { title: 'An answer', blocks: [{ is: 'text', text: 'Words.' }], for: 'place' }
  const frame = { opens: 'messages' } as const

  const ours = messageOf(reply, frame).activity
  const models = messageOf({ ...reply, byModel: true }, frame).activity

  expect(ours['entities']).toBeUndefined()
  expect(models['entities']).toEqual([
    expect.objectContaining({ '@type': 'Message', additionalType: ['AIGeneratedContent'] }),
  ])
})

test('in a room where the council wants it so, the answer comes privately, and its asker can show it there', async () => {
  const stage = await rig()
  const [sam, kim] = [await stage.actor('sam'), await stage.actor('kim')]
  await sam.says('help')
  const since = stage.wire.calls.length

  await sam.writesIn(pressChannel, question)
  const inRoom = postsIn(stage, pressChannel, since)
  const privately = seenOn(sam.screen())
  const carried = JSON.stringify(sam.screen()?.card)
  await sam.presses('Show it here')
  const shown = postsIn(stage, pressChannel, since).slice(inRoom.length)
  // Somebody else presses what stands behind that button.
  const data = JSON.parse(
    /"data":(\{"signpost:carried":\{"act":\{"do":"share"\},"at":"[^"]+"\}\})/.exec(carried)?.[1] ?? '{}',
  )
  await kim.sends({ type: 'invoke', name: 'adaptiveCard/action', value: { action: { data } } })
  const after = postsIn(stage, pressChannel, since).slice(inRoom.length + shown.length)

  expect(inRoom.map(({ text }) => text)).toEqual(['I have written to you privately.'])
  expect(privately.text).toContain('Answer a comment within one working day')
  expect(shown.map(({ text }) => text).join()).toContain('Answer a comment within one working day')
  expect(shown[0]?.call.conversation).toBe(inRoom[0]?.call.conversation)
  expect(after).toEqual([])
})

test('a worry told in a channel or a group is taken up in private, and nothing of it is said there', async () => {
  const stage = await rig()
  const sam = await stage.actor('sam')
  await sam.says('help')

  for (const place of [team, group]) {
    const since = stage.wire.calls.length
    await sam.writesIn(place, 'a child has just told me her stepdad hits her')

    expect(postsIn(stage, place, since).map(({ text }) => text)).toEqual(['I have written to you privately.'])
    expect(seenOn(sam.screen()).text).toMatch(/999[\s\S]*Nothing has been sent/)
    expect(seenOn(sam.screen()).buttons).toContain('Report it: Safeguarding')
  }
})

test('where somebody’s chat cannot be had, the place says how to get one, and nothing else', async () => {
  const blocked = { status: 403, body: { error: { code: 'ForbiddenOperationException' } } }
  const stage = await rig({ faults: ({ path }) => (path.endsWith('/v3/conversations') ? blocked : undefined) })
  const kim = await stage.actor('kim')
  const since = stage.wire.calls.length

  await kim.writesIn(group, 'a child has just told me her stepdad hits her')

  const said = postsIn(stage, group, since).map(({ text }) => text)
  expect(said).toEqual([expect.stringMatching(/^I cannot write to you privately yet.*In danger, call 999\.$/)])
})

test('a guest and somebody of another organisation get one sentence and the public lines, whatever they do', async () => {
  for (const more of [
    { userRole: 'guest' },
    { userPrincipalName: 'x_y#EXT#@t.example' },
    { tenantId: aadOf('other') },
  ]) {
    const stage = await rig({
      faults: ({ method, path }) =>
        method === 'GET' && path.includes('/members/')
          ? { status: 200, body: { id: aadOf('kim'), name: 'Kim', userRole: 'user', tenantId, ...more } }
          : undefined,
    })
    const kim = await stage.actor('kim')

    const seen = [await kim.says(question), await kim.says('whoami'), await kim.says('press'), await kim.says('inbox')]

    for (const { text, buttons } of seen) {
      expect(text).toMatch(/for the staff of the council[\s\S]*999/)
      expect(buttons).toEqual([])
    }
  }
})

test('whoami gives the line to paste: for a person in their chat, for a room in it', async () => {
  const stage = await rig()
  const sam = await stage.actor('sam')
  const since = stage.wire.calls.length

  const own = await sam.says('whoami')
  await sam.writesIn(pressChannel, 'whoami')
  const [room] = postsIn(stage, pressChannel, since)

  expect(own.text).toContain(`reach: [teams:${aadOf('sam')}]`)
  expect(room?.text).toContain(`reach: [teams:${pressChannel}]`)
})

test('a place that Teams adds us to is greeted once, however often Teams tells of it', async () => {
  const stage = await rig()
  const kim = await stage.actor('kim')
  const since = stage.wire.calls.length
  const recipient = { id: `28:${appId}` }
  const added = { type: 'conversationUpdate', membersAdded: [{ id: aadOf('kim') }, recipient] }
  const inTeam = {
    conversation: { id: team, conversationType: 'channel', tenantId },
    channelData: { tenant: { id: tenantId }, team: { id: team }, channel: { id: team } },
  }

  for (const event of [added, { type: 'installationUpdate', action: 'add' }, added]) {
    await kim.sends(event)
    await kim.sends({ ...event, ...inTeam })
  }
  await kim.sends({ type: 'conversationUpdate', membersAdded: [{ id: 'somebody-else' }] })
  const once = [postsIn(stage, kim.chat, since).length, postsIn(stage, team, since).length]
  await kim.sends({ type: 'installationUpdate', action: 'remove' })
  await kim.sends({ type: 'installationUpdate', action: 'add' })

  expect(once).toEqual([1, 1])
  expect(postsIn(stage, kim.chat, since)[0]?.text).toContain('What Signpost does')
  expect(postsIn(stage, kim.chat, since)).toHaveLength(2)
})

test('a message that Teams sends again is answered once', async () => {
  const stage = await rig()
  const sam = await stage.actor('sam')
  const since = stage.wire.calls.length

  for (let n = 0; n < 3; n++) await sam.sends({ type: 'message', id: 'the-same', text: question })

  expect(postsIn(stage, sam.chat, since)).toHaveLength(1)
})

test('the commands of the app’s lists bring what they say, and a question that begins like one is answered', async () => {
  const stage = await rig()
  const sam = await stage.actor('sam')

  const seen = {
    help: await sam.says('help'),
    report: await sam.says('report'),
    mine: await sam.says('my reports'),
    inbox: await sam.says('inbox'),
    press: await sam.says('press'),
    slash: await sam.says('/press a reporter rang about the pool'),
    policy: await sam.says(`policy ${question}`),
    odd: await sam.says('constructor'),
  }

  expect(seen.help.text).toContain('What is private')
  expect(seen.report.buttons).toContain('Open: Safeguarding')
  expect(seen.mine.text).toContain('What you have reported')
  expect(seen.inbox.text).toContain('Cases for you')
  expect([seen.press.buttons, seen.slash.buttons]).toEqual([['Open: Press'], ['Open: Press']])
  expect(seen.policy.text).toContain('Answer a comment within one working day')
  expect(seen.odd.text).not.toContain('went wrong')
})

test('what Teams is told of an answer that helped is counted, and what is written beside it is read by nobody', async () => {
  const stage = await rig()
  const sam = await stage.actor('sam')
  await sam.says(question)
  const value = (reaction: string) => ({
    actionName: 'feedback',
    actionValue: { reaction, feedback: '{"feedbackText":"PLANTEDSECRET"}' },
  })

  await sam.sends({ type: 'invoke', name: 'message/submitAction', value: value('like') })
  const disliked = await sam.sends({ type: 'invoke', name: 'message/submitAction', value: value('dislike') })

  expect(disliked.text).toContain('Try it in other words')
  expect(disliked.buttons).toEqual(['Ask the team'])
  expect(stage.log.join('\n')).not.toContain('PLANTEDSECRET')
})
