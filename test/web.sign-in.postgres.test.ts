import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { noBrowser } from './support/browser.ts'
import { noPostgres, type Postgres, startPostgres } from './support/postgres.ts'
import { freshWindow, signedIn } from './support/web/comer.ts'
import { liveCouncil } from './support/web/live.ts'

const content = {
  ...{ danger: 'no', 'sub-type': 'threat', platform: 'facebook', what: 'I know where you park', identity: 'named' },
  ...{ link: 'https://www.facebook.com/testshire/posts/1', seen: '2026-11-20 09:00' },
}

describe.skipIf(noBrowser ?? noPostgres)(
  'the desk pages of two processes over one PostgreSQL, in a real browser',
  () => {
    let postgres: Postgres
    beforeAll(async () => {
      postgres = await startPostgres()
    })
    afterAll(() => postgres?.end())

    test('a link is used once in both, and who is in at one is in at the other until it is ended at either', async () => {
      const council = await liveCouncil({ DATABASE_URL: await postgres.fresh() })
      await council.report('content', content)
      const link = council.mailTo('content-lead')[0]?.links[0] ?? ''
      const [first, second] = [await freshWindow(), await freshWindow()]
      for (const page of [first, second]) await page.goto(link)

      const button = { name: 'Sign in as Cleo Lead' }
      const pressed = first.getByRole('button', button).click()
      const { back } = await council.second()
      await Promise.all([pressed, second.getByRole('button', button).click()])
      const titles = await Promise.all([first, second].map(page => page.locator('h1').innerText()))
      const cleo = titles[0]?.startsWith('CON-') ? first : second
      const phone = await signedIn(council, 'Cleo Lead', 'content-lead')
      back()
      await cleo.goto(`${council.address}/inbox`)
      const there = cleo.url()
      await phone.goto(`${council.address}/sessions`)
      await phone.getByRole('button', { name: 'End all of them' }).click()
      await cleo.goto(`${council.address}/inbox`)

      expect(titles.filter(title => title.startsWith('CON-'))).toHaveLength(1)
      expect(titles.filter(title => title.includes('has been used'))).toHaveLength(1)
      expect(there).toContain('/inbox')
      expect(cleo.url()).toContain('/sign-in')
    })
  },
)
