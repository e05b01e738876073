import { expect, test } from 'vitest'
import { teamsMistakes } from '../src/channels/teams/mistakes.ts'
import { type Settings, settingsFrom } from '../src/config.ts'
import { examine } from '../src/doctor.ts'
import { appId, tenantId } from './support/teams/microsoft.ts'
import { aadOf, pressChannel } from './support/teams/playground.ts'
import { teamsRig } from './support/teams/teams-stage.ts'
import type { Fault } from './support/teams/wire.ts'

const rig = teamsRig()
const known = [
  { name: 'Cleo Lead', reach: ['email:cleo@testshire.example', `teams:${aadOf('content-lead')}`] },
  { name: 'Press room', reach: [`teams:${pressChannel}`] },
  { name: 'Gone Person', reach: [`teams:${aadOf('gone')}`] },
  { name: 'Old room', reach: ['teams:19:old@thread.tacv2'] },
]

async function looked(faults: Fault): Promise<{ mistakes: string[]; posts: number }> {
  const { wire } = await rig({ faults })
  const before = wire.calls.length
  const mistakes = await teamsMistakes(settingsFor(wire.url), known)
  return { mistakes, posts: wire.calls.slice(before).filter(({ path }) => path.endsWith('/activities')).length }
}

function settingsFor(url: string): Settings {
  return settingsFrom({
    ...{ TEAMS_APP_ID: appId, TEAMS_TENANT_ID: tenantId, TEAMS_APP_PASSWORD: 'PLANTEDSECRET' },
    TEAMS_SERVICE_URL: `${url}/_connector`,
  })
}

test('doctor names each person and each room that Teams does not know, and writes to nobody', async () => {
  const { mistakes, posts } = await looked(({ activity, path }) => {
    const isGone = JSON.stringify(activity).includes(aadOf('gone'))
    if (isGone) return { status: 404, body: { error: { code: 'UserNotFound' } } }
    return path.includes('old') ? { status: 403, body: { error: { code: 'BotNotInConversationRoster' } } } : undefined
  })

  expect(mistakes).toEqual([
    expect.stringMatching(/^Gone Person cannot be reached at teams:0000.*There is no such person any more\..*whoami/),
    expect.stringMatching(
      /^Old room cannot be reached at teams:19:old.*not installed there\. Add Signpost to the team/,
    ),
  ])
  expect(posts).toBe(0)
})

test('doctor says once that Teams could not be asked, and not that nobody is there', async () => {
  const { mistakes } = await looked(() => ({ status: 503 }))

  expect(mistakes).toEqual([expect.stringMatching(/^Teams could not be asked.*did not answer\.$/)])
})

test('without an app doctor says, live, that some can be reached by Teams alone; half of the settings are half a sentence', async () => {
  const live = settingsFrom({ MODE: 'live' })

  const none = await teamsMistakes(settingsFrom({}), known)
  const alone = await teamsMistakes(live, known)
  const half = await teamsMistakes(settingsFrom({ TEAMS_APP_ID: appId }), known)
  const { mistakes } = await examine({ TEAMS_APP_ID: 'x' }, new Date('2026-11-20T10:00:00Z'))

  expect(none).toEqual([])
  expect(alone).toEqual(['3 of those who are told can be reached by Teams alone. Set TEAMS_APP_ID.'])
  expect(half).toEqual([expect.stringContaining('without TEAMS_TENANT_ID')])
  expect(mistakes.join()).toContain('The setting TEAMS_APP_ID="x" is wrong: write the id of an app')
})
