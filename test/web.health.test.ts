import { expect, test } from 'vitest'
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
