import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sentOf, troubleFrom, troubleThrown } from '../src/channels/teams/trouble.ts'
import { problemInWords } from '../src/chat/pages/states.ts'
import { screenOf, seenOn } from './support/teams/screen.ts'
import { type TeamsStage, teamsRig } from './support/teams/teams-stage.ts'
import type { Fault, Json } from './support/teams/wire.ts'

const rig = teamsRig()

const code = (word: string) => ({ error: { code: word, message: 'PLANTEDSECRET' } })

test.each([
  [403, code('MessageWritesBlocked'), null, { outcome: 'never', problem: 'blocked' }],
  [403, code('ConversationBlockedByUser'), null, { outcome: 'never', problem: 'blocked' }],
  [403, code('BotNotInConversationRoster'), null, { outcome: 'never', problem: 'not-installed' }],
  [403, code('ForbiddenOperationException'), null, { outcome: 'never', problem: 'not-installed' }],
  [403, code('BotDisabledByAdmin'), null, { outcome: 'never', problem: 'not-allowed' }],
  [403, {}, null, { outcome: 'never', problem: 'not-allowed' }],
  [404, code('ConversationNotFound'), null, { outcome: 'never', problem: 'no-such-room' }],
  [412, code('PreconditionFailed'), null, { outcome: 'later', problem: 'down' }],
  [413, undefined, null, { outcome: 'never', problem: 'too-large' }],
  [400, code('MessageSizeTooBig'), null, { outcome: 'never', problem: 'too-large' }],
  [400, code('constructor'), null, { outcome: 'never', problem: 'refused' }],
  [401, undefined, null, { outcome: 'later', problem: 'signed-out' }],
  [429, undefined, '7', { outcome: 'later', problem: 'rate-limited', afterMs: 7_000 }],
  [429, undefined, null, { outcome: 'later', problem: 'rate-limited', afterMs: 30_000 }],
  [429, undefined, '999999', { outcome: 'later', problem: 'rate-limited', afterMs: 600_000 }],
  [500, code('ServiceError'), null, { outcome: 'later', problem: 'down' }],
  [503, 'PLANTEDSECRET', null, { outcome: 'later', problem: 'down' }],
])('an answer of %i with %j means to the outbox what it should', (status, body, after, expected) => {
  const sent = sentOf(troubleFrom(status, body, after))

  expect(sent).toEqual(expected)
  expect(problemInWords(expected.problem)).not.toContain('refused (')
})

test('what is thrown on the way is told apart: late, signed out, or down', () => {
  const late = Object.assign(new Error('x'), { name: 'TimeoutError' })
  const secret = Object.assign(new Error('AADSTS7000215: PLANTEDSECRET'), { errorCode: 'invalid_client' })
  const network = Object.assign(new Error('x'), { errorCode: 'network_error' })

  const problems = [late, secret, network, new TypeError('fetch failed'), 'x', null].map(
    error => troubleThrown(error).problem,
  )

  expect(problems).toEqual(['no-answer', 'signed-out', 'down', 'down', 'down', 'down'])
})

const threat = {
  ...{ danger: 'no', 'sub-type': 'threat', platform: 'facebook', link: 'https://www.facebook.com/t/posts/1' },
  ...{ what: 'I know where you PLANTEDPARK', seen: '2026-11-20 09:00', identity: 'named' },
}

/** A report from the first word to the receipt. */
async function reports(stage: TeamsStage, name: 'sam' | 'kim'): Promise<string> {
  const actor = await stage.actor(name)
  await actor.sends({ type: 'invoke', name: 'composeExtension/fetchTask', value: { commandId: 'content' } })
  const receipt = await actor.fills(threat)
  return /CON-[A-Z0-9]{4}-[A-Z0-9]{2}/.exec(receipt.text)?.[0] ?? receipt.text
}

test('Teams fails in every way for ten minutes while reports come in, and afterwards nothing is missing', async () => {
  const ways = [
    ...[{ status: 500 }, { status: 503 }, { status: 429, headers: { 'retry-after': '30' } }, { status: 412 }],
    ...([{ status: 200, body: '<html>' }, 'cut'] as const),
  ]
  let [isDown, n] = [false, 0]
  const fault: Fault = ({ method }) => (isDown && method !== 'GET' ? ways[n++ % ways.length] : undefined)
  const stage = await rig({ faults: fault })
  const lead = await stage.actor('content-lead')
  const sam = await stage.actor('sam')
  await lead.says('help')
  await sam.says('help')
  isDown = true

  const references: string[] = []
  for (let minute = 0; minute < 10; minute++) {
    references.push(await reports(stage, minute % 2 === 0 ? 'sam' : 'kim'))
    await stage.pass(1)
  }
  const during = await lead.told()
  isDown = false
  await stage.pass(20)
  const told = (await lead.told()).map(({ text }) => text).join('\n')
  const receipts = (await sam.told()).map(({ text }) => text).join('\n')

  expect(during).toEqual([])
  expect(references.every(one => one.startsWith('CON-'))).toBe(true)
  expect(references.filter(one => !told.includes(one))).toEqual([])
  expect(receipts).toContain(`Your reference is ${references[0]}`)
}, 120_000)

/** A report while the lead of its desk cannot be written to, and what everybody else was told within that time. */
async function reportedWhile(answer: ReturnType<Fault>, minutes: number, step = 1) {
  let lead = ''
  let tries = 0
  const stage = await rig({
    faults: ({ method, conversation }) => {
      if (conversation !== lead || method === 'GET') return undefined
      tries++
      return answer
    },
  })
  lead = (await stage.actor('content-lead')).chat
  const since = stage.wire.calls.length
  const reference = await reports(stage, 'sam')
  await stage.pass(minutes, step)
  const told = stage.wire.calls.slice(since).filter(({ status }) => status < 300)
  return { reference, tries, texts: told.map(({ activity }) => seenOn(screenOf(activity, '', '')).text) }
}

test.each([
  [403, code('MessageWritesBlocked'), 'They have blocked Signpost.'],
  [403, code('BotNotInConversationRoster'), 'Signpost is not installed there.'],
  [404, code('ConversationNotFound'), 'There is no such person any more.'],
  [413, code('MessageSizeTooBig'), 'It was too large for that channel.'],
])(
  'after an answer of %i with %j the fallback is told at once, and whoever looks after the program why',
  async (status, body, why) => {
    const { reference, texts } = await reportedWhile({ status, body }, 2)

    expect(texts.some(text => text.includes(`${reference} could not be delivered`))).toBe(true)
    expect(texts.some(text => text.includes(why))).toBe(true)
  },
)

test.each([
  [412, 200, 'The service did not answer.'],
  [429, 31, 'The service asked us to wait.'],
])(
  'while Teams goes on answering %i it is asked no sooner than it said, and others hear meanwhile',
  async (status, most, why) => {
    const wait = { status, headers: { 'retry-after': '600' } }

    const { reference, tries, texts } = await reportedWhile(wait, 300, 10)

    // Five hours, in each of which Teams may be asked six times.
    expect(tries).toBeLessThan(most)
    expect(texts.some(text => text.includes(`Nobody has taken up ${reference} yet`))).toBe(true)
    expect(texts.some(text => text.includes(`${reference}, to Cleo Lead: ${why}`))).toBe(true)
  },
)

test('what is too large for Teams as a card comes in plain words', async () => {
  const large = { status: 413, body: code('MessageSizeTooBig') }
  const stage = await rig({ faults: ({ activity }) => ('attachments' in activity ? large : undefined) })
  const sam = await stage.actor('sam')

  const answer = await sam.says('How fast must we answer a comment?')

  expect(answer.text).toContain('Answer a comment within one working day')
})

test('a form that takes longer than Teams waits is neither lost nor sent twice, and can be looked at again', async () => {
  const stage = await rig({ answerWithinMs: 0 })
  const sam = await stage.actor('sam')
  const eventually = async (label: string) => {
    let seen = seenOn(sam.screen())
    for (let tries = 0; tries < 200 && seen.buttons.includes('Look again'); tries++) seen = await sam.presses(label)
    return seen
  }
  await sam.sends({ type: 'invoke', name: 'task/fetch', value: pressOf({ do: 'desk', desk: 'content' }) })
  await eventually('Look again')
  await sam.fills({ danger: 'no', 'sub-type': 'threat' }, { send: false })
  await eventually('Look again')

  const late = await sam.fills(threat)
  const receipt = await eventually('Look again')
  await sam.says('my reports')
  const mine = await eventually('Look again')

  expect(late.text).toContain('Your words are not lost')
  expect(receipt.text).toMatch(/Your reference is CON-/)
  expect(mine.text.match(/CON-[A-Z0-9]{4}-[A-Z0-9]{2}/g)?.length).toBe(2)
})

test('no word of a report is in a card of a channel, in a log, or on the disk; nor is what we sign in with', async () => {
  const stage = await rig()
  const since = stage.wire.calls.length
  const reference = await reports(stage, 'sam')
  await stage.pass(3)
  const lead = await stage.actor('content-lead')
  await lead.says('inbox')
  const page = await lead.presses(`Open ${reference}`)
  await lead.presses('Ask whoever reported it')
  await lead.fills({ text: 'Was it PLANTEDQUESTION?' })
  await stage.pass(3)

  const wire = JSON.stringify(stage.wire.calls.slice(since))
  const disk = filesUnder(stage.place).map(file => readFileSync(file).toString('latin1'))

  expect(page.text).toContain('PLANTEDPARK')
  expect(wire).toContain(reference)
  for (const sink of [wire, stage.log.join('\n'), ...disk]) expect(sink).not.toMatch(/PLANTED/)
})

function pressOf(act: Json): Json {
  return { data: { msteams: { type: 'task/fetch' }, 'signpost:carried': { act } } }
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder).flatMap(name => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? filesUnder(path) : [path]
  })
}
