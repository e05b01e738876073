import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Incoming } from '../src/chat/incoming.ts'
import { plainText } from '../src/chat/plain.ts'
import type { Reply } from '../src/chat/reply.ts'
import { openKeys } from '../src/db/keys.ts'
import { openDatabase } from '../src/db/open.ts'
import { folder } from './support/folder.ts'
import { plainStage } from './support/plain-stage.ts'
import { unsealed } from './support/unsealed.ts'

const room = { isPrivate: false, room: 'web:somewhere.test', thread: 't1' }

test('a question asked in a room is answered there; in a room where the council wants it so, in private, to be shown', async () => {
  const stage = await plainStage()

  const open = await stage.answer(from('sam', { do: 'say', text: 'How fast must we answer a comment?' }, room))
  const quiet = { ...room, room: 'web:press-room.test', thread: 't2' }
  const closed = await stage.answer(from('sam', { do: 'say', text: 'How fast must we answer a comment?' }, quiet))
  const shared = await stage.answer(from('sam', { do: 'share' }, quiet))
  const others = await stage.answer(from('kim', { do: 'share' }, quiet))

  expect([open.for, closed.for, shared.for, others.for]).toEqual(['place', 'asker', 'place', 'asker'])
  expect(plainText(shared)).toContain('Answer a comment within one working day')
  expect(plainText(others)).toContain('too long ago')
})

test('a worry said in a room is answered to whoever said it alone', async () => {
  const stage = await plainStage()

  const reply = await stage.answer(from('sam', { do: 'say', text: 'a child told me her stepdad hits her' }, room))

  expect(reply.for).toBe('asker')
})

test('a question put quietly in a room is answered to whoever asked alone, who may show it', async () => {
  const stage = await plainStage()
  const quietly = { ...room, quietly: true, thread: 't3' } as const

  const reply = await stage.answer(from('sam', { do: 'say', text: 'How fast must we answer a comment?' }, quietly))
  const shared = await stage.answer(from('sam', { do: 'share' }, quietly))

  expect([reply.for, shared.for]).toEqual(['asker', 'place'])
  expect(plainText(reply)).toContain('[Show it here]')
})

test('what people say in a thread of ours is answered where that helps, and is not spoken into otherwise', async () => {
  const stage = await plainStage()
  const overhear = (name: string, text: string, place = room, guest = false) => {
    const incoming = from(name, { do: 'say', text, overheard: true }, place)
    return stage.answer({ ...incoming, from: { ...incoming.from, guest } })
  }

  const before = await overhear('sam', 'and at weekends?')
  await stage.answer(from('sam', { do: 'say', text: 'Who must know the password of an account?' }, room))
  const further = await overhear('sam', 'and when one of them leaves?')
  const another = await overhear('kim', 'How fast must we answer a comment?')
  const chat = await overhear('kim', 'I had soup for lunch')
  const thanks = await overhear('sam', 'thanks, that helps')
  const asked = await overhear('kim', 'and who empties the fish tank?')
  const worry = await overhear('kim', 'a child told me her stepdad hits her')
  const guest = await overhear('sam', 'How fast must we answer a comment?', room, true)
  const elsewhere = await overhear('sam', 'How fast must we answer a comment?', { ...room, thread: 't9' })

  expect(plainText(further)).toMatch(/Change it on the day that one of them leaves/)
  expect(plainText(another)).toContain('Answer a comment within one working day')
  expect(worry).toMatchObject({ for: 'asker', title: 'This sounds like something to report' })
  expect([before, chat, thanks, guest, elsewhere].map(({ silent }) => silent)).toEqual([true, true, true, true, true])
  expect(asked.silent).toBeUndefined()
})

test('a guest gets one sentence and the public lines, whatever they do', async () => {
  const stage = await plainStage()
  const whats: Incoming['what'][] = [
    { do: 'say', text: 'How fast must we answer a comment?' },
    { do: 'desk', desk: 'safeguarding' },
    { do: 'inbox' },
    { do: 'case', reference: 'SAF-7K3Q-2M' },
  ]

  for (const what of whats) {
    const incoming = from('safeguarding-lead', what)
    const reply = await stage.answer({ ...incoming, from: { ...incoming.from, guest: true } })

    expect(plainText(reply)).toMatch(/^Signpost is for the staff of the council[\s\S]*999/)
    expect(reply.blocks).toHaveLength(1)
  }
})

test('a question is forgotten after half an hour: then a follow-up stands alone', async () => {
  const stage = await plainStage()
  const ask = (text: string) => stage.answer(from('sam', { do: 'say', text }, undefined, stage.clock.now()))
  await ask('How fast must we answer a comment?')

  stage.clock.forward({ minutes: 29 })
  const soon = await ask('and at weekends?')
  stage.clock.forward({ minutes: 31 })
  const late = await ask('and at weekends?')

  expect(plainText(soon)).toMatch(/Answer a comment within one working day/)
  expect(plainText(late)).not.toMatch(/Answer a comment within one working day/)
})

test('a draft is opened by whoever it was made for, and by nobody who guesses its name', async () => {
  const stage = await plainStage()
  const offer = await stage.answer(from('sam', { do: 'say', text: 'a reporter rang me about PLANTEDPOOL' }))
  const act = offer.blocks.flatMap(block => (block.is === 'actions' ? block.actions : []))[0]?.act
  if (act?.do !== 'desk') throw new Error('no offer')

  const own = await stage.answer(from('sam', act))
  const others = await stage.answer(from('kim', act))

  expect(JSON.stringify(act)).not.toContain('PLANTEDPOOL')
  expect(JSON.stringify(own)).toContain('PLANTEDPOOL')
  expect(JSON.stringify(others)).not.toContain('PLANTEDPOOL')
})

test('what led to a report is forgotten when it is saved, so that nothing ties an unnamed one to whoever said it', async () => {
  const place = folder()
  const environment = { DATABASE_URL: join(place, 's.db'), KEY_FILE: join(place, 'master.key') }
  const stage = await plainStage(environment)
  const offer = await stage.answer(from('sam', { do: 'say', text: 'my manager takes bribes from PLANTEDFIRM' }))
  const actions = offer.blocks.flatMap(block => (block.is === 'actions' ? block.actions : []))
  const act = actions.map(({ act }) => act).find(one => one.do === 'desk')
  if (act?.do !== 'desk') throw new Error(`no offer: ${JSON.stringify(offer)}`)
  const keptNow = async () => {
    const db = await openDatabase(environment.DATABASE_URL)
    const keys = await openKeys(db, { path: environment.KEY_FILE, make: false })
    const rows = (await unsealed(db, keys, '')).kept?.map(row => JSON.stringify(row)) ?? []
    await db.close()
    return rows.filter(row => row.includes('PLANTEDFIRM') && row.includes('sam'))
  }

  const before = await keptNow()
  const given = {
    ...{
      danger: 'no',
      'sub-type': 'crime',
      what: 'PLANTEDFIRM pays',
      'when-where': 'x',
      who: 'x',
      identity: 'anonymous',
    },
  }
  const filled = { given, submission: 'form-1', sent: true, file: async () => undefined }
  const receipt = await stage.answer({ ...from('sam', { ...act, desk: 'whistleblowing' }), filled })

  expect(before.length).toBeGreaterThan(0)
  expect(receipt.title).toMatch(/^Saved: WHI-/)
  expect(await keptNow()).toEqual([])
})

test('a fault is a reply with a name for it, and the log says where, and nothing of what was said', async () => {
  const stage = await plainStage()
  const broken = {
    given: {},
    submission: 's',
    sent: true,
    file: async () => undefined,
  }
  Object.defineProperty(broken, 'given', {
    get() {
      throw new TypeError('PLANTEDWORDS in an error')
    },
  })

  const reply = await stage.answer({ ...from('sam', { do: 'desk', desk: 'press' }), filled: broken })

  const id = /tell your IT team this: (\w{8})/.exec(plainText(reply))?.[1]
  expect(reply.undone).toBe(true)
  expect(stage.log.join('\n')).toContain(`"id":"${id}"`)
  expect(stage.log.join('\n')).toContain('TypeError')
  expect(stage.log.join('\n')).not.toContain('PLANTED')
})

test('a message that somebody reports fills the form of the desk that is chosen, and names its files without fetching them', async () => {
  const stage = await plainStage()
  const message = { words: 'Call me: why is the pool shut?', author: 'Jo Writer', link: 'https://example.org/p/1' }
  const files = [{ id: 'F1', name: 'a.png', bytes: 10 }]

  const choice = await stage.answer(from('sam', { do: 'report', ...message, files }))
  const press = choice.blocks.flatMap(block => (block.is === 'facts' ? (block.actions ?? []) : []))
  const open = press.find(({ label }) => label === 'Open: Press')
  const form = await stage.answer(from('sam', open?.act ?? { do: 'home' }))

  expect(form.blocks.find(({ is }) => is === 'form')).toMatchObject({
    given: { journalist: 'Jo Writer', what: message.words, link: message.link, files },
  })
})

test('words given to a desk at once open its form with them in it', async () => {
  const stage = await plainStage()
  const words = { words: 'A reporter rang about the pool', author: '', link: '', files: [] }

  const reply = await stage.answer(from('sam', { do: 'report', desk: 'press', ...words }))

  expect(reply.blocks.find(({ is }) => is === 'form')).toMatchObject({
    for: { do: 'desk', desk: 'press' },
    given: { what: 'A reporter rang about the pool' },
  })
})

test('a receipt says that it must be there tomorrow, unless nothing may tell who sent it', async () => {
  const stage = await plainStage()
  const receiptAs = async (identity: string) => {
    const given = { danger: 'no', 'sub-type': 'crime', what: 'x', 'when-where': 'today', who: 'not known', identity }
    const filled = { given, submission: identity, sent: true, file: async () => undefined }
    return stage.answer({ ...from('sam', { do: 'desk', desk: 'whistleblowing' }), filled })
  }

  const [named, nameless] = [await receiptAs('named'), await receiptAs('anonymous')]

  expect([named.stays, nameless.stays]).toEqual([true, undefined])
})

const png = new Uint8Array(Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'))

test('a file that comes by itself goes to a report that was sent, once its owner says which', async () => {
  const stage = await plainStage()
  const reference = await reportedBy(stage, { 'sexual-image': 'no' })
  const files = [{ id: 'F1', name: 'post.png', bytes: 0 }]
  let fetched = 0
  const file = async () => {
    fetched++
    return { name: 'post.png', content: png }
  }

  const choice = await stage.answer(from('sam', { do: 'report', words: 'the post', author: '', link: '', files }))
  const act = pressIn(choice, `Add it to ${reference}`)
  const form = await stage.answer(from('sam', act))
  const before = fetched
  const given = form.blocks.find(block => block.is === 'form')?.given ?? {}
  const filled = { given, submission: 'add-1', sent: true, file }
  const own = await stage.answer({ ...from('sam', act), filled })

  expect(given).toEqual({ text: 'the post', files })
  expect([before, fetched]).toEqual([0, 1])
  expect(plainText(own)).toContain('- post.png')
})

test('a file for a report that takes no picture is neither offered, nor kept, nor fetched', async () => {
  const stage = await plainStage()
  const reference = await reportedBy(stage, { 'sexual-image': 'yes' })
  const files = [{ id: 'F1', name: 'post.png', bytes: 0 }]
  let fetched = 0
  const file = async () => {
    fetched++
    return undefined
  }

  const choice = await stage.answer(from('sam', { do: 'report', words: '', author: '', link: '', files }))
  const act = { ...pressIn(choice, `Add words to ${reference}`), draft: draftIn(choice) } as const
  const form = await stage.answer(from('sam', act))
  const filled = { given: { text: 'it is at …', files }, submission: 'add-2', sent: true, file }
  const own = await stage.answer({ ...from('sam', act), filled })

  expect(plainText(choice)).toContain('Send no picture and no copy of one')
  expect(form.blocks.find(block => block.is === 'form')?.given).toEqual({})
  expect(plainText(own)).not.toContain('post.png')
  expect(fetched).toBe(0)
})

test('a file that does not arrive is said not to have arrived, and nothing is saved without it', async () => {
  const stage = await plainStage()
  const reference = await reportedBy(stage, { 'sexual-image': 'no' })
  const given = { text: 'the post', files: [{ id: 'F1', name: 'post.png', bytes: 0 }] }
  const filled = { given, submission: 'add-3', sent: true, file: async () => undefined }

  const reply = await stage.answer({ ...from('sam', { do: 'write', reference, what: 'addition' }), filled })
  const own = await stage.answer(from('sam', { do: 'own', reference }))

  expect(reply.blocks.find(block => block.is === 'form')?.mistakes).toMatchObject([{ field: 'files' }])
  expect(plainText(own)).not.toContain('the post')
})

/** A report to the safeguarding desk, by its reference. */
async function reportedBy(stage: Awaited<ReturnType<typeof plainStage>>, more: Record<string, string>) {
  const given = {
    ...{ danger: 'no', 'sub-type': 'child', 'when-where': 'today', 'at-risk': 'not known', identity: 'named' },
    ...{ what: 'a child told me', ...more },
  }
  const filled = { given, submission: 'first', sent: true, file: async () => undefined }
  const receipt = await stage.answer({ ...from('sam', { do: 'desk', desk: 'safeguarding' }), filled })
  return /[A-Z]{3}-[A-Z0-9]{4}-[A-Z0-9]{2}/.exec(receipt.title)?.[0] ?? plainText(receipt)
}

function pressIn(reply: Reply, label: string) {
  const actions = reply.blocks.flatMap(block => (block.is === 'facts' ? (block.actions ?? []) : []))
  const found = actions.find(one => one.label === label)
  if (found?.act.do !== 'write') throw new Error(`There is no "${label}" among ${actions.map(one => one.label)}`)
  return found.act
}

function draftIn(reply: Reply): string {
  const acts = reply.blocks.flatMap(block => (block.is === 'facts' ? (block.actions ?? []) : [])).map(({ act }) => act)
  return acts.flatMap(act => ('draft' in act && act.draft ? [act.draft] : []))[0] ?? ''
}

function from(name: string, what: Incoming['what'], place?: Incoming['from']['place'], now?: Date): Incoming {
  const address = `web:${name}.test`
  return {
    what,
    now: now ?? new Date('2026-11-20T10:00:00Z'),
    from: {
      ...{ channel: 'web', address, name, guest: false },
      place: place ?? { isPrivate: true, thread: address },
    },
  }
}
