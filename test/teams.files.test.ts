import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import type { TeamsActor } from './support/teams/actor.ts'
import { type TeamsStage, teamsRig } from './support/teams/teams-stage.ts'

const rig = teamsRig()
const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
const drive = 'https://testshire-my.sharepoint.com/download?tempauth=PLANTEDSECRET'

/** The tenant's files, on this machine: what is asked for there comes from here, and is counted. */
async function withDrive(content: Buffer | 'gone' = png): Promise<{ stage: TeamsStage; fetched: string[] }> {
  const fetched: string[] = []
  const server = createServer((_, response) => {
    if (content === 'gone') response.writeHead(404).end()
    else response.end(content)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const here = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const stage = await rig({
    fetch: (address, init) => {
      const url = String(address)
      const isFile = !url.includes('/v3/conversations')
      if (isFile) fetched.push(url)
      return fetch(isFile ? here : url, init)
    },
  })
  return { stage, fetched }
}

function sends(actor: TeamsActor, url = drive, more: object = {}) {
  const content = { downloadUrl: url, uniqueId: 'x', fileType: 'png' }
  const contentType = 'application/vnd.microsoft.teams.file.download.info'
  const attachments = [
    { contentType, contentUrl: 'https://testshire-my.sharepoint.com/post.png', name: 'post.png', content, ...more },
    { contentType: 'text/html', content: '<p>the post</p>' },
  ]
  return actor.sends({ type: 'message', text: 'the post', attachments })
}

const child = {
  ...{ danger: 'no', 'sub-type': 'child', what: 'a child told me', 'when-where': 'today' },
  ...{ 'at-risk': 'not known', identity: 'named' },
}

async function reported(stage: TeamsStage, image: 'yes' | 'no') {
  const sam = await stage.actor('sam')
  await sam.says('safeguarding')
  const form = await sam.presses('Open: Safeguarding')
  const receipt = await sam.fills({ ...child, 'sexual-image': image })
  return { sam, form, reference: /SAF-[A-Z0-9]{4}-[A-Z0-9]{2}/.exec(receipt.text)?.[0] ?? receipt.text }
}

test('a file that is sent in the chat goes to the report that its sender names, and is fetched only then', async () => {
  const { stage, fetched } = await withDrive()
  const { sam, reference } = await reported(stage, 'no')

  const asked = await sends(sam)
  const form = await sam.presses(`Add it to ${reference}`)
  const before = fetched.length
  const own = await sam.fills({})

  expect(asked.text).toContain('What is this file for? It has not been opened.')
  expect(form.text).toMatch(/It goes with what you send:[\s\S]*post\.png/)
  expect([before, fetched]).toEqual([0, [drive]])
  expect(own.text).toContain('post.png')
  expect(stage.log.join('\n')).not.toContain('PLANTEDSECRET')
})

test('a picture that was pasted is had from Teams itself, with our own name', async () => {
  const { stage, fetched } = await withDrive()
  const { sam, reference } = await reported(stage, 'no')
  const picture = { contentType: 'image/*', contentUrl: `${stage.wire.url}/_connector/v3/attachments/1/views/original` }

  await sends(sam, drive, { ...picture, name: null, content: undefined })
  await sam.presses(`Add it to ${reference}`)
  const own = await sam.fills({})

  expect(fetched).toEqual([picture.contentUrl])
  expect(own.text).toContain('pasted-picture.png')
})

test('where a report may be about an image of a child, no file is offered, taken or fetched', async () => {
  const { stage, fetched } = await withDrive()
  const { sam, form, reference } = await reported(stage, 'yes')

  const asked = await sends(sam)
  const words = await sam.presses(`Add words to ${reference}`)

  expect(form.fields).toContain('what')
  expect(asked.text).toContain('Send no picture and no copy of one')
  expect(asked.buttons).not.toContain(`Add it to ${reference}`)
  expect(words.text).not.toMatch(/post\.png|attachment/)
  expect(fetched).toEqual([])
})

test('a form that takes a file says how to send it, and where its original stays', async () => {
  const { stage } = await withDrive()
  const sam = await stage.actor('sam')

  await sam.says('content')
  const form = await sam.presses('Open: Online content')

  expect(form.text).toContain('send the file in your chat with Signpost, as an attachment')
  expect(form.text).toContain('The original stays in your OneDrive')
})

test('a file whose address is too old is asked for again, and nothing is saved without it', async () => {
  const { stage } = await withDrive('gone')
  const { sam, reference } = await reported(stage, 'no')

  await sends(sam)
  await sam.presses(`Add it to ${reference}`)
  const refused = await sam.fills({})

  expect(refused.text).toContain('The file did not arrive, and nothing was saved yet')
})

test('an address that leads anywhere else than into the tenant’s files is not followed', async () => {
  const { stage, fetched } = await withDrive()
  const { sam, reference } = await reported(stage, 'no')

  for (const url of [
    'http://169.254.169.254/x',
    'https://evil.example/sharepoint.com',
    'https://sharepoint.com.evil.example/x',
  ]) {
    await sends(sam, url)
    await sam.presses(`Add it to ${reference}`)
    const refused = await sam.fills({})
    expect(refused.text).toContain('did not arrive')
  }
  await sends(sam, drive, { contentType: 'image/png', contentUrl: 'http://169.254.169.254/latest' })

  expect(fetched).toEqual([])
})

test('a file larger than 20 MB is said to be, and one of a kind that is not taken too', async () => {
  for (const [content, says] of [
    [Buffer.alloc(21 * 1024 * 1024, 1), /larger than 20 MB/],
    [Buffer.from('MZ\u0000\u0001\u0002'), /of a kind that is not taken/],
  ] as const) {
    const { stage } = await withDrive(content)
    const { sam, reference } = await reported(stage, 'no')
    await sends(sam)
    await sam.presses(`Add it to ${reference}`)

    const refused = await sam.fills({})

    expect(refused.text).toMatch(says)
  }
})

test('a file in a message to the channel is not opened, and its sender is told where to send it', async () => {
  const { stage, fetched } = await withDrive()
  const sam = await stage.actor('sam')

  const seen = await sam.sends({
    ...{ type: 'message', text: 'How fast must we answer a comment?' },
    conversation: { id: '19:group@thread.v2', conversationType: 'groupChat' },
    attachments: [
      {
        contentType: 'application/vnd.microsoft.teams.file.download.info',
        name: 'a.png',
        content: { downloadUrl: drive },
      },
    ],
  })
  const [said] = stage.wire.calls.filter(({ conversation }) => conversation === '19:group@thread.v2').slice(-1)

  expect(seen.text).toBe('')
  expect(JSON.stringify(said?.activity)).toContain('I have not opened the file in your message')
  expect(fetched).toEqual([])
})
