import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { pressChannel } from './support/teams/playground.ts'
import { partsOf, screenOf, seenOn } from './support/teams/screen.ts'
import { type TeamsStage, teamsRig } from './support/teams/teams-stage.ts'
import type { Call } from './support/teams/wire.ts'
import { type TestshirePerson, testshirePeople } from './support/testshire.ts'

const rig = teamsRig()

const enquiry = {
  ...{ 'sub-type': 'enquiry', journalist: 'PLANTEDWRITER', outlet: 'The Gazette', contact: '01632 960999' },
  ...{ 'deadline-given': 'none', what: 'Why is the PLANTEDPOOL shut?', 'said-already': 'nothing' },
}

/** A press enquiry, and its card in the channel of the desk. */
async function enquired(stage: TeamsStage): Promise<{ reference: string; card: Call }> {
  const since = stage.wire.calls.length
  const sam = await stage.actor('sam')
  await sam.says('press')
  await sam.presses('Open: Press')
  const receipt = await sam.fills(enquiry)
  await stage.pass(1)
  const [card] = calls(stage, since, 'POST')
  if (!card) throw new Error(`There is no card: ${receipt.text}`)
  return { reference: /PRE-[A-Z0-9]{4}-[A-Z0-9]{2}/.exec(receipt.text)?.[0] ?? '', card }
}

/** What was posted or changed in the desk's channel since then. */
function calls({ wire }: TeamsStage, since: number, method: 'POST' | 'PUT'): Call[] {
  const there = wire.calls.slice(since).filter(({ conversation }) => conversation.startsWith(pressChannel))
  return there.filter(call => call.method === method && call.status < 300)
}

function seen(call: Call | undefined) {
  return call ? seenOn(screenOf(call.activity, call.conversation, call.message)) : undefined
}

/** Somebody of the desk takes a case up by another channel: the core is asked directly. */
async function takenUpElsewhere({ app, clock }: TeamsStage, reference: string, id: TestshirePerson): Promise<void> {
  const { cases } = await app.keeping()
  const who = { authority: 'testshire', id, name: testshirePeople[id], address: `slack:U${id}` }
  const by = { who, from: 'slack', now: clock.now() }
  const shown = await cases.show(by, reference)
  if (shown.outcome !== 'shown') throw new Error(shown.outcome)
  await cases.move(by, reference, { move: 'acknowledge', version: shown.case.version })
}

test('the desk’s card stands in its channel with reference, kind and clock, and holds no word of the report', async () => {
  const stage = await rig()

  const { reference, card } = await enquired(stage)

  expect(seen(card)?.text).toMatch(new RegExp(`${reference}[\\s\\S]*Press[\\s\\S]*Nobody has taken it up yet`))
  expect(seen(card)?.buttons).toEqual(['I take it up', 'Open'])
  expect(JSON.stringify(card)).not.toContain('PLANTED')
})

test('a case that is taken up by another channel shows so on the card for everybody, in its place', async () => {
  const stage = await rig()
  const { reference, card } = await enquired(stage)
  const since = stage.wire.calls.length

  await takenUpElsewhere(stage, reference, 'press-owner')
  await stage.pass(1)

  expect(calls(stage, since, 'POST')).toEqual([])
  expect(calls(stage, since, 'PUT').map(({ message }) => message)).toEqual([card.message])
  expect(seen(calls(stage, since, 'PUT')[0])?.text).toMatch(/Taken up[\s\S]*Percy Press/)
  expect(seen(calls(stage, since, 'PUT')[0])?.buttons).toEqual(['Open'])
})

test('whoever may take it up does so on the card and reads a sentence; whoever may not changes nothing', async () => {
  const stage = await rig()
  const { card } = await enquired(stage)
  const [sam, owner] = [await stage.actor('sam'), await stage.actor('press-owner')]
  const since = stage.wire.calls.length

  sam.looksAt(card)
  const refused = await sam.presses('I take it up')
  await stage.pass(1)
  const unchanged = calls(stage, since, 'PUT')
  owner.looksAt(card)
  const done = await owner.presses('I take it up')
  await stage.pass(1)
  const again = await owner.presses('I take it up')

  expect(refused.text).toBe('There is no such case for you.')
  expect(unchanged).toEqual([])
  expect(done.text).toBe('Done: you have taken it up.')
  expect(again.text).toContain('was first')
  expect(seen(calls(stage, since, 'PUT').at(-1))?.text).toContain('Taken up')
})

test('what is opened from a channel is seen by whoever may see it, in a dialog, and is written nowhere', async () => {
  const stage = await rig()
  const { card } = await enquired(stage)
  const [kim, owner] = [await stage.actor('kim'), await stage.actor('press-owner')]
  const since = stage.wire.calls.length

  kim.looksAt(card)
  const refused = await kim.presses('Open')
  owner.looksAt(card)
  const page = await owner.presses('Open')

  expect(refused.text).toBe('There is no such case for you.')
  expect(page.text).toContain('PLANTEDPOOL')
  expect(owner.screen()?.is).toBe('dialog')
  expect(stage.wire.calls.slice(since).filter(({ method }) => method !== 'GET')).toEqual([])
})

test('a case is assigned, asked about, closed, opened again and passed on in Teams, each by whoever may and by nobody else', async () => {
  const stage = await rig()
  const { reference, card } = await enquired(stage)
  const [sam, kim, owner] = [await stage.actor('sam'), await stage.actor('kim'), await stage.actor('press-owner')]
  const since = stage.wire.calls.length
  const shown = () => seen(calls(stage, since, 'PUT').at(-1))?.text ?? ''
  const refused: string[] = []
  /** Somebody without the right sends what stands behind the button, before whoever has it presses. */
  const presses = async (label: string) => {
    const found = partsOf(owner.screen()?.card).find(({ title }) => title === label)
    const seen = await kim.sends({ type: 'invoke', name: 'task/submit', value: { data: found?.['data'] } })
    refused.push((seen.fields.includes('text') ? await kim.fills({ text: 'Let me in' }) : seen).text)
    return owner.presses(label)
  }
  owner.looksAt(card)
  await owner.presses('I take it up')
  await owner.presses('Open')

  await presses('Say who deals with it')
  const assigned = await owner.fills({ to: 'press-owner' })
  await presses('Ask whoever reported it')
  const asked = await owner.fills({ text: 'When did they ring?' })
  await stage.pass(1)
  const [question] = await sam.told()
  await sam.presses('Read it')
  await sam.presses('Add something')
  await sam.fills({ text: 'At nine.' })
  await presses('Close it')
  const closed = await owner.fills({ outcome: 'dealt-with' })
  await stage.pass(1)
  const atEnd = shown()
  await presses('Open it again')
  await owner.fills({})
  await presses('Pass to another desk')
  await owner.fills({ desk: 'content', note: 'It is about a post.' })
  await stage.pass(1)
  const toSam = (await sam.told()).map(({ text }) => text).join('\n')
  const lead = await stage.actor('content-lead')
  const inbox = await lead.says('inbox')

  expect(refused).toHaveLength(5)
  for (const text of refused) expect(text).toContain('There is no such case for you.')
  expect(assigned.text).toContain('Percy Press')
  expect(asked.text).toContain('When did they ring?')
  expect(question?.text).toContain(reference)
  expect(closed.text).toContain('At nine.')
  expect(atEnd).toContain('Closed')
  expect(shown()).toContain('is no longer with you')
  expect(toSam).toMatch(/Closed[\s\S]*another desk/)
  expect(inbox.buttons).toContain(`Open ${reference}`)
})

test('a reminder is said beneath the card, and the card says it as well', async () => {
  const stage = await rig()
  const { reference, card } = await enquired(stage)
  const since = stage.wire.calls.length

  await stage.pass(60, 5)

  const reminders = calls(stage, since, 'POST')
  expect(reminders.length).toBeGreaterThan(0)
  expect(reminders[0]?.conversation).toBe(card.conversation)
  expect(seen(reminders[0])?.text).toContain(`Nobody has taken up ${reference} yet`)
  expect(calls(stage, since, 'PUT').every(({ message }) => message === card.message)).toBe(true)
})

test('where somebody has deleted the card, the next notice is a card again', async () => {
  const gone = { status: 404, body: { error: { code: 'ActivityNotFoundInConversation' } } }
  let isDeleted = false
  const stage = await rig({
    faults: ({ method, conversation }) =>
      isDeleted && method === 'PUT' && conversation.startsWith(pressChannel) ? gone : undefined,
  })
  const { card } = await enquired(stage)
  isDeleted = true
  const since = stage.wire.calls.length

  await stage.pass(60, 5)

  const [again] = calls(stage, since, 'POST')
  expect(again?.conversation).not.toBe(card.conversation)
  expect(seen(again)?.buttons).toContain('I take it up')
})

test('in somebody’s own chat a notice is a message of its own, and those before it are made true', async () => {
  const stage = await rig()
  const before = stage.wire.calls.length
  await enquired(stage)
  const owner = await stage.actor('press-owner')
  const [first] = stage.wire.calls
    .slice(before)
    .filter(({ conversation, path }) => conversation === owner.chat && path.endsWith('/activities'))
  const since = stage.wire.calls.length

  await stage.pass(60, 5)
  const own = stage.wire.calls.slice(since).filter(({ conversation }) => conversation === owner.chat)
  const [reminder] = own.filter(({ method }) => method === 'POST')
  const later = stage.wire.calls.length
  owner.looksAt(reminder)
  await owner.presses('I take it up')
  await stage.pass(1)
  const redrawn = stage.wire.calls
    .slice(later)
    .filter(({ conversation, method }) => conversation === owner.chat && method === 'PUT')

  expect(seen(reminder)?.text).toContain('Nobody has taken up')
  expect(redrawn.map(({ message }) => message)).toEqual(expect.arrayContaining([first?.message, reminder?.message]))
  expect(redrawn.every(call => seen(call)?.text.includes('Taken up'))).toBe(true)
})

test('what is known of a chat and of a card outlives the program', async () => {
  const stage = await rig()
  const { reference, card } = await enquired(stage)
  const since = stage.wire.calls.length

  const again = await stage.restarted()
  await takenUpElsewhere(again, reference, 'press-owner')
  await again.pass(1)

  expect(calls(again, since, 'PUT').map(({ message }) => message)).toEqual([card.message])
})

test('which chat is whose, and where a card stands, lies sealed on the disk', async () => {
  const stage = await rig()
  const { reference, card } = await enquired(stage)
  const { chat, id } = await stage.actor('sam')

  const disk = readdirSync(stage.place)
    .filter(name => name.startsWith('signpost.db'))
    .map(name => readFileSync(join(stage.place, name), 'latin1'))
    .join()

  expect(disk).toContain(reference)
  for (const name of [chat, id, card.conversation]) expect(disk).not.toContain(name)
})
