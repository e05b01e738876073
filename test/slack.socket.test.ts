import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { slackStage } from './support/slack/slack-stage.ts'

const question = 'How fast must we answer a comment?'

test('without a public address the same is done over a connection that we open', async () => {
  const { actor, idle } = await slackStage({ overSocket: true })
  const sam = await actor('sam')

  const answer = await sam.says(question)
  await sam.commands('/press')
  await sam.fills({ 'sub-type': 'enquiry' }, { send: false })
  const refused = await sam.fills({
    journalist: ' ',
    outlet: 'x',
    contact: 'x',
    'deadline-given': 'none',
    what: 'x',
    'said-already': 'x',
  })
  const receipt = await sam.fills({ journalist: 'Jo' })
  await idle()

  expect(answer.text).toContain('within one working day')
  expect(refused.text).toContain('write a name')
  expect(receipt.text).toMatch(/Your reference is PRE-/)
})

test('where Slack wants a new connection, or it breaks, there is one again at once', async () => {
  const { actor, socket } = await slackStage({ overSocket: true })
  const sam = await actor('sam')

  for (const end of [() => socket?.recycle(), () => socket?.cut()]) {
    const before = socket?.connections ?? 0
    end()
    while (socket?.connections === before) await new Promise(resolve => setImmediate(resolve))
    await socket?.connected()
    expect((await sam.says(question)).text).toContain('within one working day')
  }
})

test('where Slack cannot be reached when the connection breaks, we go on trying, and the program lives', async () => {
  const { actor, slack, socket, log } = await slackStage({ overSocket: true })
  const sam = await actor('sam')
  let refused = 0
  slack.gate.faults(({ method }) =>
    method === 'apps.connections.open' && refused++ < 2 ? [{ status: 500 }, { resets: true }][refused - 1] : undefined,
  )
  const before = socket?.connections ?? 0

  socket?.cut()
  while (socket?.connections === before) await new Promise(resolve => setImmediate(resolve))
  await socket?.connected()
  const answer = await sam.says(question)

  expect(answer.text).toContain('within one working day')
  expect(refused).toBe(3)
  expect(log.filter(line => line.includes('"event":"slack-away"')).length).toBeGreaterThan(1)
})

test('through a proxy, every call and the connection itself go there', async () => {
  const passed: string[] = []
  const proxy = createServer((_, response) => response.writeHead(400).end())
  proxy.on('connect', (request, client, head) => {
    passed.push(request.url ?? '')
    const [host, port] = (request.url ?? '').split(':')
    const server = connect(Number(port), host, () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      server.write(head)
      server.pipe(client)
      client.pipe(server)
    })
    for (const [one, other] of [
      [client, server],
      [server, client],
    ])
      one?.on('error', () => other?.destroy())
  })
  await new Promise<void>(resolve => proxy.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    proxy.closeAllConnections()
    proxy.close()
  })
  const environment = { HTTPS_PROXY: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` }

  const { actor, slack, socket } = await slackStage({ overSocket: true, environment })
  const sam = await actor('sam')
  const answer = await sam.says(question)

  expect(answer.text).toContain('within one working day')
  expect(new Set(passed)).toEqual(new Set([new URL(slack.gate.url).host, new URL(socket?.url ?? '').host]))
})
