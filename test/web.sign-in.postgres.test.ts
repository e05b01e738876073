import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { makeLink, spendLink } from '../src/db/links.ts'
import { openDatabase } from '../src/db/open.ts'
import { beginSession } from '../src/db/sessions.ts'
import { sql } from '../src/db/sql.ts'
import { noBrowser } from './support/browser.ts'
import { noPostgres, type Postgres, startPostgres } from './support/postgres.ts'
import { freshWindow, signedIn } from './support/web/comer.ts'
import { liveCouncil } from './support/web/live.ts'

const content = {
  ...{ danger: 'no', 'sub-type': 'threat', platform: 'facebook', what: 'I know where you park', identity: 'named' },
  ...{ link: 'https://www.facebook.com/testshire/posts/1', seen: '2026-11-20 09:00' },
}

describe.skipIf(noPostgres)(noPostgres ?? 'two processes over one PostgreSQL', () => {
  let postgres: Postgres
  beforeAll(async () => {
    postgres = await startPostgres()
  })
  afterAll(() => postgres?.end())

  test.skipIf(noBrowser)(
    'a link is used once in both, and who is in at one is in at the other until it is ended at either',
    async () => {
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
    },
  )

  test('of fifty who spend one link in the same moment, one is in', async () => {
    const db = await openDatabase(await postgres.fresh())
    const [now, jo] = [new Date(), { authority: 'testshire', person: 'jo', address: 'email:jo@testshire.example' }]
    const secret = await makeLink(db, jo, now)

    let sessions = 0
    let go = () => {}
    const started = new Promise<void>(resolve => {
      go = resolve
    })
    const spending = Array.from({ length: 50 }, (_, n) =>
      started.then(() =>
        spendLink(db, secret, `browser ${n}`, now, async (tx, link) => {
          await beginSession(tx, { ...link, browser: 'Firefox' }, 'email', now)
          sessions++
        }),
      ),
    )
    // All of them have looked, and found it open, before any can spend it.
    await db.transaction(async tx => {
      await tx.row(sql`select 1 as one from sign_in_link ${tx.forUpdate}`)
      go()
      const waiting = `select count(*)::int as many from pg_stat_activity where wait_event_type = 'Lock'`
      await expect
        .poll(async () => z.array(z.object({ many: z.number() })).parse(await postgres.ask(waiting))[0]?.many)
        .toBeGreaterThan(3)
    })
    const links = await Promise.all(spending)
    await db.close()

    expect(links.filter(link => link?.state === 'open')).toHaveLength(1)
    expect(sessions).toBe(1)
  })
})
