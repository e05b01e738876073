import { once } from 'node:events'
import { connect } from 'node:net'
import { Router } from 'express'
import { expect, onTestFinished, test } from 'vitest'
import { listen } from '../src/channels/web/listen.ts'
import { openStreams } from '../src/channels/web/streams.ts'
import { openWeb } from '../src/channels/web/web.ts'

test('a form that is on its way when the program stops is answered, also one that Slack or Teams sent', async () => {
  const { web, address, came, release } = await saving()
  const forms = [fetch(`${address}/save`, { method: 'POST' }), fetch(`${address}/hook`, { method: 'POST' })]
  await came(2)

  const stopping = web.stop()
  const another = await fetch(`${address}/save`, { method: 'POST' }).catch(() => 'refused')
  release()
  const answers = await Promise.all(forms)
  await stopping

  expect(another).toBe('refused')
  expect(answers.map(({ status }) => status)).toEqual([200, 200])
  expect(await Promise.all(answers.map(answer => answer.text()))).toEqual(['saved', 'saved'])
})

test('what still comes over an open connection meanwhile is not begun, and is told so', async () => {
  const { web, address, came, release } = await saving()
  const slow = fetch(`${address}/save`, { method: 'POST' })
  await came(1)
  const socket = connect(Number(new URL(address).port), '127.0.0.1')
  socket.write(form)
  await came(2)

  const stopping = web.stop()
  release(1)
  const [first] = await once(socket, 'data')
  socket.write(form)
  const [second] = await once(socket, 'data')
  release(0)
  await stopping

  expect(String(first)).toContain('HTTP/1.1 200')
  expect(String(second)).toContain('HTTP/1.1 503')
  expect(String(second)).toContain('What you sent was not done')
  expect((await slow).status).toBe(200)
})

test('nobody who has only opened a connection, or listens for news, holds up the end', async () => {
  const { web, address, streams } = await saving()
  const silent = connect(Number(new URL(address).port), '127.0.0.1')
  await once(silent, 'connect')
  const news = await fetch(`${address}/news`)

  await web.stop()
  await once(silent.resume(), 'close')

  expect(await news.text()).toBe('retry: 3000\n\n')
  expect(streams.listeners()).toEqual([])
})

test('a request that does not end is cut off after some time, and the program ends', async () => {
  let came = () => {}
  const asked = new Promise<void>(resolve => (came = resolve))
  const { port, end } = await listen(() => came(), '127.0.0.1', 0)
  const hanging = fetch(`http://127.0.0.1:${port}`).catch(() => 'cut off')
  await asked

  await end(50)

  expect(await hanging).toBe('cut off')
})

const form = 'POST /save HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n'

/** A web in which forms take until they are released. */
async function saving() {
  const streams = openStreams()
  const waiting: (() => void)[] = []
  let arrived = () => {}
  const held = () =>
    new Promise<void>(resolve => {
      waiting.push(resolve)
      arrived()
    })
  const routes = Router()
  routes.post('/save', async (_request, response) => {
    await held()
    response.send('saved')
  })
  routes.get('/news', (_request, response) => void streams.open(response, 'sam'))
  let port = 0
  const web = openWeb({
    ...{ host: '127.0.0.1', port: 0, routes, streams, fault: () => {}, newId: () => 'x' },
    origins: on => ({ own: [], hosts: [`127.0.0.1:${on}`, 'localhost'] }),
    hooks: [
      (request, response, next) => {
        if (request.url === '/hook') void held().then(() => response.end('saved'))
        else next()
      },
    ],
    health: { ready: async () => true, well: async () => true },
    send: async () => ({ outcome: 'never', problem: 'no-channel' }),
    listening: on => {
      port = on
    },
  })
  await web.start()
  onTestFinished(() => web.stop())
  return {
    web,
    streams,
    address: `http://127.0.0.1:${port}`,
    came: async (many: number) => {
      while (waiting.length < many) await new Promise<void>(resolve => (arrived = resolve))
    },
    /** One of those that came, or all. */
    release: (which?: number) => {
      for (const [at, one] of waiting.entries()) if (which === undefined || which === at) one()
    },
  }
}
