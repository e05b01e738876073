import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { openSlack, type SlackOpened } from '../src/channels/slack/open-slack.ts'
import { memoryOf } from '../src/core.ts'
import { slackActor } from './support/slack/actor.ts'
import { driverTo } from './support/slack/driver.ts'
import { wordsIn } from './support/slack/screen.ts'
import { botToken, signingSecret, workspace } from './support/slack/workspace.ts'
import { aadOf, pressChannel } from './support/teams/playground.ts'
import { screenOf, seenOn } from './support/teams/screen.ts'
import { teamsRig } from './support/teams/teams-stage.ts'

const rig = teamsRig()

/** One program in Slack and in Teams: the room of the press desk is in Teams, its owner reads Slack first and has Teams as well. */
async function inBoth() {
  const slack = await workspace()
  let opened: SlackOpened | undefined
  const server = createServer((request, response) => opened?.routes?.(request, response))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const stage = await rig({
    reach: id => [`slack:${slack.team}/${slack.user(id)}`, `teams:${aadOf(id)}`],
    async beside({ app, settings, log, now }) {
      const url = `${slack.gate.url}/api/`
      const access = { ...settings, SLACK_BOT_TOKEN: botToken, SLACK_SIGNING_SECRET: signingSecret, SLACK_API_URL: url }
      const memory = memoryOf(app, 'slack')
      opened = await openSlack(access, { library: app.library, memory, log, now, newId: randomUUID })
      return opened.opening
    },
  })
  const driver = driverTo(() => `http://127.0.0.1:${(server.address() as AddressInfo).port}`, slack)
  const owner = {
    slack: await slackActor('press-owner', { slack, driver, idle: async () => opened?.idle() }),
    teams: await stage.actor('press-owner'),
  }
  const sam = await stage.actor('sam')
  await sam.sends({ type: 'invoke', name: 'composeExtension/fetchTask', value: { commandId: 'press' } })
  await sam.fills({
    ...{ 'sub-type': 'enquiry', journalist: 'Jo', outlet: 'The Gazette', contact: '01632 960999' },
    ...{ 'deadline-given': 'none', what: 'Why?', 'said-already': 'nothing' },
  })
  await stage.pass(1)
  const cards = () => stage.wire.calls.filter(({ conversation }) => conversation.startsWith(pressChannel))
  return {
    stage,
    owner,
    card: cards().at(-1),
    inTeams: () =>
      cards()
        .slice(-1)
        .map(call => seenOn(screenOf(call.activity, '', '')).text),
    inSlack: async () => {
      const history = await slack.owner('conversations.history', { channel: owner.slack.dm })
      return (history['messages'] as { blocks?: [] }[]).map(({ blocks }) => wordsIn(blocks ?? []).join('\n'))
    },
  }
}

test('a case that somebody takes up in Slack is shown as taken up on its card in Teams', async () => {
  const { stage, owner, inTeams } = await inBoth()
  const before = inTeams()

  await owner.slack.told()
  await owner.slack.presses('I take it up')
  await stage.pass(1)

  expect(before).toEqual([expect.stringContaining('Nobody has taken it up yet')])
  expect(inTeams()).toEqual([expect.stringMatching(/Taken up[\s\S]*Percy Press/)])
})

test('a case that somebody takes up on its card in Teams is shown as taken up in Slack', async () => {
  const { stage, owner, card, inSlack } = await inBoth()
  const before = await inSlack()

  owner.teams.looksAt(card)
  await owner.teams.presses('I take it up')
  await stage.pass(1)

  expect(before.join()).toContain('Nobody has taken it up yet')
  const after = (await inSlack()).join()
  expect(after).toMatch(/Taken up[\s\S]*Percy Press/)
  expect(after).not.toContain('Nobody has taken it up yet')
})
