import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openDatabase } from '../src/db/open.ts'
import { sql } from '../src/db/sql.ts'
import type { SlackActor } from './support/slack/actor.ts'
import { wordsIn } from './support/slack/screen.ts'
import { type SlackStage, slackStage } from './support/slack/slack-stage.ts'

const child = {
  ...{ danger: 'no', 'sub-type': 'child', 'sexual-image': 'no', what: 'PLANTEDWHAT she said so' },
  ...{ 'when-where': 'today', 'at-risk': 'PLANTEDANN', identity: 'named' },
}

test('each desk has its command, and what is typed after one is where the form begins', async () => {
  const { actor } = await slackStage({ environment: { SLACK_COMMAND_PREFIX: 'council-' } })
  const sam = await actor('sam')

  const press = await sam.commands('/council-press', 'A reporter &amp; a camera')
  const chosen = await sam.commands('/council-report', 'A reporter rang me')
  const form = await sam.presses('Open: Press')
  const shortcut = await sam.shortcut('report')

  expect(press.text).toContain('A reporter & a camera')
  expect(chosen.text).toMatch(/What do you want to report\?[\s\S]*Press[\s\S]*Account security/)
  expect(form.text).toContain('A reporter rang me')
  expect(shortcut.text).toContain('What do you want to report?')
})

test('a window is open before what it shows is there, and one that Slack closed too soon is explained', async () => {
  const { slack, actor } = await slackStage()
  const sam = await actor('sam')
  await sam.commands('/safeguarding')
  const methods = slack.gate.calls.map(({ method }) => method).filter(method => method.startsWith('views.'))
  slack.gate.faults(({ method }) =>
    method === 'views.open' ? { body: '{"ok":false,"error":"expired_trigger_id"}' } : undefined,
  )

  const seen = await sam.commands('/safeguarding')

  expect(methods).toEqual(['views.open', 'views.update'])
  expect(seen.text).toMatch(/Slack closed the window before it could open[\s\S]*999/)
})

test('a message that is reported brings its words, author and link into the form, and its files by name alone', async () => {
  const { slack, actor } = await slackStage()
  const sam = await actor('sam')
  const message = {
    ...{
      user: slack.user('kim'),
      ts: '1700.000100',
      thread_ts: '1699.000100',
      text: 'Why is the pool shut &lt;again&gt;? <https://example.org/x>',
    },
    files: [{ id: 'F1', name: 'a.png', size: 10 }],
  }

  await sam.shortcut('report-message', message)
  const form = await sam.presses('Open: Press')

  const link = `https://testshire.slack.com/archives/${slack.channel('town-hall')}/p1700000100?thread_ts=1699.000100&cid=${slack.channel('town-hall')}`
  for (const part of ['Kim Staff', 'Why is the pool shut <again>? https://example.org/x', link, 'a.png'])
    expect(form.text).toContain(part)
  expect(slack.gate.fileRequests).toEqual([])
})

test('where a picture of a child is part of it, nothing of any file is asked of Slack, shown or taken', async () => {
  const stage = await slackStage()
  const { slack, actor } = stage
  const sam = await actor('sam')
  const files = [{ id: 'F1', name: 'a.png', size: 10 }]
  await sam.shortcut('report-message', { user: slack.user('kim'), ts: '1.1', text: 'look at this', files })
  await sam.presses('Open: Safeguarding')

  await sam.fills({ danger: 'no' }, { send: false })
  const before = await sam.fills({ 'sub-type': 'child' }, { send: false })
  const after = await sam.fills({ 'sexual-image': 'unsure' }, { send: false })
  const receipt = await sam.fills({ 'when-where': 'today', 'at-risk': 'not known', identity: 'named' })

  expect(before.fields).toContain('files')
  expect(after.fields).not.toContain('files')
  expect(after.text).toMatch(/Send no picture and no copy[\s\S]*files that were named here are left out/)
  expect(after.text).not.toContain('a.png')
  expect(receipt.text).toContain('Your reference is SAF-')
  expect(slack.gate.fileRequests).toEqual([])
  expect(JSON.stringify(slack.gate.calls)).not.toMatch(/image_url|slack_file|thumb/)
})

test('a file sent in one go with the choice that forbids it is refused aloud, and not asked for', async () => {
  const { slack, actor, driver } = await slackStage()
  const sam = await actor('sam')
  await sam.commands('/safeguarding')
  await sam.fills({ ...child, files: { id: 'F1', name: 'a.png', size: 10 } }, { send: false })
  const yes = { type: 'radio_buttons', selected_option: { value: 'yes', text: { text: 'Yes' } } }
  const values = { ...sam.values(), 'sexual-image': { 'sexual-image': yes } }

  const answered = await driver.interaction(sam.sending(values))

  expect(JSON.parse(answered.body).errors.files).toMatch(/no picture and no copy of one. This file has not been kept/)
  expect(slack.gate.fileRequests).toEqual([])
})

test('a file goes with the report, fetched only once it was sent; the wrong kind, or one too large, is said beside its field', async () => {
  const stage = await slackStage()
  const { slack, actor } = stage
  const sam = await actor('sam')
  const png = await uploaded(stage, 'proof.png', Buffer.from('89504e470d0a1a0a00', 'hex'))
  const program = await uploaded(stage, 'proof.exe', Buffer.from('MZ rubbish'))
  await sam.commands('/safeguarding')
  await sam.fills({ ...child, files: [program] }, { send: false })
  const askedBefore = [...slack.gate.fileRequests]

  const wrongKind = await sam.fills({})
  const tooLarge = await sam.fills({ files: [{ id: 'F1', name: 'film.mp4', size: 21 * 1024 * 1024 }] })
  const gone = await sam.fills({ files: [{ id: 'F0GONE', name: 'gone.png', size: 10 }] })
  const led = { status: 302, headers: { location: `/files-pri/${png.id}/proof.png` } }
  slack.gate.faults(({ method }) => (method.includes('download') || method.endsWith('?download=1') ? led : undefined))
  const receipt = await sam.fills({ files: [png] })

  expect(askedBefore).toEqual([])
  expect(wrongKind.text).toContain('"proof.exe" is of a kind that is not taken')
  expect(tooLarge.text).toContain('add a file of at most 20 MB')
  expect(gone.text).toContain('"gone.png" did not arrive')
  // Slack had led on from one address of its own to another.
  expect(slack.gate.fileRequests.slice(-2)).toEqual([expect.stringContaining('download'), led.headers.location])
  expect(receipt.text).toContain('Your reference is SAF-')
})

test('the token is shown to Slack and to nobody else, wherever a file says that it lies', async () => {
  const { slack, actor } = await slackStage()
  const sam = await actor('sam')
  const elsewhere: unknown[] = []
  const thief = createServer((request, response) => {
    elsewhere.push(request.headers.authorization)
    response.end('x')
  })
  await new Promise<void>(resolve => thief.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void thief.close())
  const address = `http://127.0.0.1:${(thief.address() as AddressInfo).port}/x.png`
  slack.gate.faults(({ method, given }) => {
    if (method === '/files-pri/led-away') return { status: 302, headers: { location: address } }
    if (method !== 'files.info') return undefined
    const id = given['file']
    const url_private = id === 'F3' ? `${slack.gate.url}/files-pri/led-away` : address
    return {
      body: JSON.stringify({ ok: true, file: { name: `${id}.png`, size: 9, url_private, is_external: id === 'F2' } }),
    }
  })
  const files = ['F1', 'F2', 'F3'].map(id => ({ id, name: `${id}.png`, size: 9 }))
  await sam.commands('/safeguarding')

  const seen = await sam.fills({ ...child, files })

  expect(seen.text).toMatch(/"F1.png" did not arrive[\s\S]*"F2.png" did not arrive[\s\S]*"F3.png" did not arrive/)
  expect(elsewhere).toEqual([])
})

test('ten thousand characters of any script come in as they were written, in parts', async () => {
  const stage = await slackStage()
  const sam = await stage.actor('sam')
  const what = `«‮ישר‬» 🦊👨‍👩‍👧 "quote" <b> & \n  spaced \t${'é🦊 word '.repeat(1_100)}end`.slice(0, 9_990)
  await sam.commands('/safeguarding')

  const receipt = await sam.fills({ ...child, what })
  const page = await sam.presses('See your report')

  expect(receipt.text).toContain('Your reference is SAF-')
  expect(pageWords(sam, 'What was said')).toBe(what)
  expect(page.text.length).toBeGreaterThan(what.length)
})

test('what is missing is said beside its question; where it has no place in the window, above; and no word is lost', async () => {
  const stage = await slackStage()
  const { actor, driver } = stage
  const sam = await actor('sam')
  await sam.commands('/safeguarding')

  const blank = await sam.fills({ ...child, 'at-risk': ' ' })
  const fields = sam.screen()?.errors
  const receipt = await sam.fills({ 'at-risk': 'Ann' })
  await sam.commands('/safeguarding')
  await sam.fills({ danger: 'no', 'sub-type': 'child' }, { send: false })
  const { 'at-risk': _, ...without } = sam.values()
  const answered = await driver.interaction(sam.sending(without))

  expect(Object.keys(fields ?? {})).toEqual(['at-risk'])
  expect(blank.text).toContain('write a name, or "not known"')
  expect(answered.body).toMatch(/"response_action":"update"[\s\S]*Not sent yet:[\s\S]*Who may be at risk/)
  expect(receipt.text).toContain('Your reference is SAF-')
})

test('while the store is away the form stays open with every word, and says whom to call', async () => {
  const stage = await slackStage({ environment: { DATABASE_URL: 'postgres://nobody@127.0.0.1:9/none' } })
  const sam = await stage.actor('sam')
  await sam.commands('/safeguarding')

  const refused = await sam.fills(child)

  expect(refused.text).toMatch(/Not saved: nobody has been told[\s\S]*999[\s\S]*01632 960200/)
  expect(refused.fields).toContain('what')
  expect(Object.keys(sam.screen()?.errors ?? {})).toHaveLength(1)
})

test('whatever was filled in stays in its window where it could not be done', async () => {
  const { actor, driver } = await slackStage({ environment: { DATABASE_URL: 'postgres://nobody@127.0.0.1:9/none' } })
  const lead = await actor('content-lead')
  const act = { do: 'move', move: 'resolve', reference: 'CON-2345-6A', version: 1 }
  const note = { note: { note: { type: 'plain_text_input', value: 'What we did' } } }
  const view = {
    id: 'V1',
    type: 'modal',
    callback_id: 'signpost',
    private_metadata: JSON.stringify({ act, submission: 's' }),
  }

  const answered = await driver.interaction({ ...lead.sending(), view: { ...view, state: { values: note } } })

  expect(JSON.parse(answered.body)).toMatchObject({
    response_action: 'errors',
    errors: { note: expect.stringMatching(/cannot reach its store[\s\S]*999/) },
  })
})

test('a receipt comes as a direct message as well; of somebody without a name none is left in Slack', async () => {
  const { slack, actor } = await slackStage()
  const [sam, kim] = [await actor('sam'), await actor('kim')]
  const speakUp = {
    danger: 'no',
    'sub-type': 'crime',
    what: 'x',
    'when-where': 'today',
    who: 'not known',
    identity: 'anonymous',
  }
  await sam.commands('/safeguarding')
  const named = await sam.fills(child)
  await kim.commands('/whistleblowing')
  const nameless = await kim.fills(speakUp)

  const messages = slack.gate.calls.filter(({ method }) => method.startsWith('chat.'))
  expect([named, nameless].map(({ text }) => /Your reference is/.test(text))).toEqual([true, true])
  expect(messages.map(({ given }) => given['channel'])).toEqual([sam.id])
  expect(wordsIn(messages[0]?.given).join(' ')).toMatch(/Your reference is SAF-/)
})

test('a form that is sent twice at once, or again after its answer was lost, is one case with one receipt', async () => {
  const stage = await slackStage()
  const { slack, actor, driver, idle } = stage
  const sam = await actor('sam')
  await sam.commands('/safeguarding')
  await sam.fills(child, { send: false })
  const send = () => driver.interaction(sam.sending())

  const answers = await Promise.all([send(), send(), send()])
  answers.push(await send())
  // As another process gets it, which knows nothing of the first: only the form's own number is the same.
  const elsewhere = { ...sam.sending(), view: { ...(sam.sending()['view'] as object), id: 'V0OTHER' } }
  answers.push(await driver.interaction(elsewhere))
  await idle()

  const references = answers.map(({ body }) => /SAF-\w{4}-\w{2}/.exec(body)?.[0])
  expect(new Set(references).size).toBe(1)
  expect(await count(stage, sql`select count(*) as n from cases`)).toBe(1)
  expect(slack.gate.calls.filter(({ method }) => method === 'chat.postMessage')).toHaveLength(1)
})

test('while 999 stands there alone, what was typed before is kept, and is there again when somebody goes on', async () => {
  const { actor } = await slackStage()
  const sam = await actor('sam')
  await sam.commands('/safeguarding', 'She says that he hits her.')
  await sam.fills({ 'at-risk': 'Ann' }, { send: false })

  const alone = await sam.fills({ danger: 'yes' }, { send: false })
  const again = await sam.fills({ 'report-too': 'yes' }, { send: false })

  expect(alone.fields).toEqual(['danger', 'report-too'])
  expect(alone.text).not.toContain('hits her')
  expect(again.text).toMatch(/She says that he hits her\.[\s\S]*Ann/)
})

test('a note that is sent twice is written once', async () => {
  const stage = await slackStage()
  const { actor, driver, idle } = stage
  const [sam, lead] = [await actor('sam'), await actor('safeguarding-lead')]
  await sam.commands('/safeguarding')
  await sam.fills(child)
  await stage.pass(1)
  await lead.told()
  await lead.presses('Open')
  await lead.presses('Write a note')
  await lead.fills({ text: 'Rang the school.' }, { send: false })
  const send = () => driver.interaction(lead.sending())

  const answers = await Promise.all([send(), send()])
  await idle()

  expect(answers.map(({ body }) => body.split('Rang the school.').length - 1)).toEqual([1, 1])
})

test('where saving takes longer than Slack waits, the form stays and says so, and then becomes the receipt', async () => {
  const stage = await slackStage({ patience: { answerWithinMs: 30 } })
  const { slack, actor, driver, idle } = stage
  const sam = await actor('sam')
  const png = await uploaded(stage, 'proof.png', Buffer.from('89504e470d0a1a0a00', 'hex'))
  await sam.commands('/safeguarding')
  await sam.fills({ ...child, files: [png] }, { send: false })
  let release = () => {}
  const held = new Promise<undefined>(resolve => {
    release = () => resolve(undefined)
  })
  slack.gate.faults(({ method }) => (method === 'files.info' ? held : undefined))
  const send = () => driver.interaction(sam.sending())

  const late = await send()
  const again = await send()
  release()
  await idle()

  const errors = [late, again].map(({ body }) => Object.values(JSON.parse(body).errors as object)[0])
  expect(errors).toEqual([expect.stringMatching(/^Still being saved/), expect.stringMatching(/^Still being saved/)])
  const windows = slack.gate.calls.filter(({ method }) => method === 'views.update')
  expect(wordsIn(windows.at(-1)?.given).join(' ')).toContain('Your report is saved')
  expect(slack.gate.calls.filter(({ method }) => method === 'chat.postMessage')).toHaveLength(1)
  expect(await count(stage, sql`select count(*) as n from cases`)).toBe(1)
})

test('a receipt that Slack does not take is said again when it is back', async () => {
  const stage = await slackStage()
  const { slack, actor } = stage
  const [sam, lead] = [await actor('sam'), await actor('safeguarding-lead')]
  slack.gate.faults(({ method }) => (method === 'chat.postMessage' ? { status: 500 } : undefined))
  await sam.commands('/safeguarding')
  const receipt = await sam.fills(child)
  const during = await sam.told()
  slack.gate.faults(() => undefined)

  await stage.pass(3)
  await stage.idle()

  expect(receipt.text).toContain('Your reference is SAF-')
  expect(during).toEqual([])
  expect((await sam.told()).map(({ text }) => text.split('\n')[0])).toEqual([expect.stringMatching(/^Saved: SAF-/)])
  expect((await lead.told()).length).toBeGreaterThan(0)
})

test('somebody whom Slack cannot reach holds up nobody else’s receipt', async () => {
  const stage = await slackStage()
  const { slack, actor } = stage
  const [sam, kim] = [await actor('sam'), await actor('kim')]
  slack.gate.faults(({ method }) => (method === 'chat.postMessage' ? { status: 500 } : undefined))
  for (const one of [sam, kim]) {
    await one.commands('/safeguarding')
    await one.fills(child)
  }
  slack.gate.faults(({ given }) => (given['channel'] === sam.id ? { status: 500 } : undefined))

  await stage.pass(3)
  await stage.idle()

  expect(await sam.told()).toEqual([])
  expect((await kim.told()).map(({ text }) => text.split('\n')[0])).toEqual([expect.stringMatching(/^Saved: SAF-/)])
})

test('what was typed is kept sealed while a window is open, and gone when it was sent or closed', async () => {
  const stage = await slackStage()
  const { slack, actor, driver, idle } = stage
  const [sam, kim] = [await actor('sam'), await actor('kim')]
  const kept = () => count(stage, sql`select count(*) as n from kept where channel = 'slack' and length(body) > 40`)
  for (const one of [sam, kim]) {
    await one.commands('/safeguarding', 'PLANTEDWORDS')
    await one.fills({ danger: 'no', 'sub-type': 'child' }, { send: false })
  }
  const open = await kept()

  await sam.fills(child)
  await driver.interaction({
    type: 'view_closed',
    user: { id: kim.id },
    is_cleared: false,
    view: { id: kim.screen()?.id, type: 'modal', callback_id: 'signpost' },
  })
  await idle()

  expect([open, await kept()]).toEqual([2, 0])
  expect(
    slack.gate.calls
      .map(({ given }) => (given['view'] as { private_metadata?: string } | undefined)?.private_metadata ?? '')
      .join(''),
  ).not.toMatch(/PLANTED/)
})

async function uploaded({ slack }: SlackStage, name: string, content: Buffer) {
  const { upload_url, file_id } = await slack.owner('files.getUploadURLExternal', {
    filename: name,
    length: content.length,
  })
  await fetch(String(upload_url), { method: 'POST', body: new Uint8Array(content) })
  await slack.owner('files.completeUploadExternal', { files: [{ id: file_id, title: name }] })
  return { id: String(file_id), name, size: content.length }
}

/** The quoted words under a heading, from however many blocks they take. */
function pageWords(who: SlackActor, heading: string): string {
  const blocks = who.screen()?.blocks ?? []
  const from = blocks.findIndex(block => wordsIn(block).join('').startsWith(heading)) + 1
  const quoted = blocks.slice(from).findIndex(block => !JSON.stringify(block).includes('rich_text_quote'))
  return blocks
    .slice(from, from + quoted)
    .flatMap(wordsIn)
    .join('')
}

async function count({ place }: SlackStage, query: ReturnType<typeof sql>): Promise<number> {
  const db = await openDatabase(join(place, 'signpost.db'))
  const row = await db.row<{ n: number }>(query)
  await db.close()
  return Number(row?.n)
}
