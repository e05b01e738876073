import { expect, test } from 'vitest'
import { assetHref } from '../src/channels/web/assets.ts'
import { Act } from '../src/chat/act.ts'
import { liveCouncil } from './support/web/live.ts'

test('a monitor that asks over HTTP hears that nothing is overdue, that something is, and that it was put right, and no word of a case', async () => {
  const { inside, clock, round, deliver, report } = await liveCouncil()
  const reference = await report('content', {
    ...{ danger: 'no', 'sub-type': 'threat', platform: 'facebook', what: 'I know where you park', identity: 'named' },
    ...{ link: 'https://www.facebook.com/testshire/posts/1', seen: '2026-11-20 09:00' },
  })
  const said: string[] = []
  const asked = async () => {
    const response = await fetch(`${inside()}/heartbeat`)
    said.push(JSON.stringify([...response.headers]), await response.clone().text())
    return response.status
  }

  const well = await asked()
  clock.forward({ hours: 2 })
  const behind = await asked()
  await round()
  await deliver()
  const again = await asked()

  expect([well, behind, again]).toEqual([200, 503, 200])
  expect(said.join()).not.toContain(reference)
  expect((await fetch(`${inside()}/readyz`)).status).toBe(200)
})

test('without PUBLIC_URL the server of a live council answers a monitor, and nothing else at any address of a page', async () => {
  const inSlack = (id: string) => [`slack:U0${id.toUpperCase().replace(/\W/g, '')}`]
  const hidden = await liveCouncil({ PUBLIC_URL: '' }, inSlack)
  const shown = await liveCouncil()
  const acts = Act.options.map(({ shape }) => `/${shape.do.value}`)
  const pages = ['/', '/home', '/sign-in', '/help', '/case?reference=SAF-2345-6A']
  const own = [assetHref('base.css'), assetHref('icon.svg'), '/assets/x/page.js', '/events', '/sessions']
  const others = [
    '/link/secret/home',
    '/say',
    '/ask',
    '/saved/x',
    '/outside/police',
    '/testshire/sam/home',
    '/slack/events',
    '/api/messages',
  ]
  const asked = async (inside: string, path: string, method = 'GET') => {
    const response = await fetch(`${inside}${path}`, { method, redirect: 'manual' })
    return { path, method, status: response.status, body: await response.text() }
  }
  const there = async (path: string) => (await asked(shown.inside(), path)).status

  const monitor = await Promise.all(['/healthz', '/readyz', '/heartbeat'].map(path => asked(hidden.inside(), path)))
  const rest = await Promise.all(
    [...new Set([...pages, ...own, ...others, ...acts])].flatMap(path =>
      ['GET', 'POST', 'PUT', 'DELETE'].map(method => asked(hidden.inside(), path, method)),
    ),
  )

  expect(monitor.map(({ status, body }) => [status, body])).toEqual(Array(3).fill([200, 'yes\n']))
  expect(rest.filter(({ status }) => status !== 404 && status !== 403)).toEqual([])
  for (const { body } of rest) expect(body).not.toMatch(/Testshire|sign in/i)
  // They are pages where there is an address for them.
  expect(await Promise.all([...pages, ...own.slice(0, 3)].map(there))).not.toContain(404)
})
