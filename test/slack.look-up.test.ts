import { join } from 'node:path'
import { expect, test } from 'vitest'
import { examine } from '../src/doctor.ts'
import { folder } from './support/folder.ts'
import { botToken, signingSecret, workspace } from './support/slack/workspace.ts'
import { testshire } from './support/testshire.ts'

test('the doctor asks Slack for every id in the settings, and names those that are dead', async () => {
  const slack = await workspace()
  const people: Record<string, object> = {
    [slack.user('content-lead')]: { deleted: true },
    [slack.user('press-owner')]: { is_bot: true },
    [slack.user('chief')]: { is_ultra_restricted: true },
  }
  slack.gate.faults(({ method, given }) => {
    const user = people[String(given['user'])]
    if (method === 'users.info' && user) return { body: JSON.stringify({ ok: true, user }) }
    return method === 'conversations.info' ? { body: '{"ok":false,"error":"channel_not_found"}' } : undefined
  })

  const { mistakes } = await examineSlack(slack, id =>
    id === 'auditor'
      ? 'slack:U0NOBODY'
      : id === 'administrator'
        ? `slack:T0ELSE/${slack.user(id)}`
        : `slack:${slack.user(id)}`,
  )

  expect(mistakes.join('\n')).toMatch(/Cleo Lead\): this account is switched off/)
  expect(mistakes.join('\n')).toMatch(/Percy Press\) is a bot/)
  expect(mistakes.join('\n')).toMatch(/Chris Chief\) is a guest/)
  expect(mistakes.join('\n')).toMatch(/slack:U0NOBODY \(Audrey Audit\) is nobody in Slack/)
  expect(mistakes.join('\n')).toMatch(/Ida Admin\) is in another workspace/)
  expect(mistakes.join('\n')).toMatch(/\(Press room\) is not there, or it is private and Signpost is not in it/)
  expect(mistakes).toHaveLength(6)
})

test.each([
  [{ is_archived: true }, /Press room\) is archived/],
  [{ is_member: false }, /Press room\) lacks Signpost/],
])('a room that is %o is a mistake', async (channel, says) => {
  const slack = await workspace()
  slack.gate.faults(({ method }) =>
    method === 'conversations.info' ? { body: JSON.stringify({ ok: true, channel }) } : undefined,
  )

  const { mistakes } = await examineSlack(slack)

  expect(mistakes.join('\n')).toMatch(says)
})

test('rights that the app lacks, and a room that another organisation reads, are told', async () => {
  const slack = await workspace()
  slack.gate.faults(({ method }) => {
    const channel = { is_member: true, is_ext_shared: true }
    if (method === 'conversations.info') return { body: JSON.stringify({ ok: true, channel }) }
    const body = JSON.stringify({ ok: true, team_id: slack.team, user_id: slack.bot })
    return method === 'auth.test' ? { body, headers: { 'x-oauth-scopes': 'chat:write,commands' } } : undefined
  })

  const { mistakes, warnings } = await examineSlack(slack)

  expect(mistakes.join('\n')).toMatch(/lacks the right files:read, to take a file/)
  expect(mistakes.join('\n')).not.toMatch(/right chat:write/)
  expect(warnings.join('\n')).toMatch(/Press room\) is shared with another organisation/)
})

test('where all is well nothing is said; a dead token is; and a Slack that does not answer is no mistake', async () => {
  const slack = await workspace()
  slack.gate.faults(({ method }) =>
    method === 'conversations.info' ? { body: '{"ok":true,"channel":{"is_member":true}}' } : undefined,
  )
  const well = await examineSlack(slack)
  slack.gate.faults(() => ({ body: '{"ok":false,"error":"token_revoked"}' }))
  const dead = await examineSlack(slack)
  slack.gate.faults(() => ({ status: 500 }))
  const away = await examineSlack(slack)

  expect(well).toEqual({ mistakes: [], warnings: [] })
  expect(dead.mistakes.join()).toMatch(/does not take the SLACK_BOT_TOKEN \(token_revoked\)/)
  expect(away).toEqual({ mistakes: [], warnings: [expect.stringMatching(/Slack did not answer/)] })
})

test('live, somebody whom only Slack reaches needs a token', async () => {
  const slack = await workspace()

  const { mistakes } = await examineSlack(slack, undefined, { MODE: 'live', SLACK_BOT_TOKEN: '' })

  expect(mistakes.join('\n')).toMatch(/10 of those who are told can be reached in Slack alone. Set SLACK_BOT_TOKEN/)
})

/** Only what the doctor says of Slack. */
async function examineSlack(
  slack: Awaited<ReturnType<typeof workspace>>,
  reach = (id: string) => `slack:${slack.user(id)}`,
  more: Record<string, string> = {},
) {
  const place = folder()
  const policies = testshire({
    reach: id => [reach(id)],
    pressRoom: `slack:${slack.channel('press-room')}`,
    pretend: false,
    slackWorkspace: slack.team,
  })
  const settings = {
    POLICIES: policies,
    INDEX: join(place, 'index'),
    SLACK_BOT_TOKEN: botToken,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_API_URL: `${slack.gate.url}/api/`,
    ...more,
  }
  const { mistakes, warnings } = await examine(settings, new Date('2026-11-20T10:00:00Z'))
  const ofSlack = (says: string) => /slack/i.test(says)
  return { mistakes: mistakes.filter(ofSlack), warnings: warnings.filter(ofSlack) }
}
