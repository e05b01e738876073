import type { Page } from 'playwright-core'
import { describe, expect, onTestFinished, test } from 'vitest'
import { sql } from '../src/db/sql.ts'
import { noBrowser, theBrowser } from './support/browser.ts'
import { liveCouncil } from './support/web/live.ts'

const content = {
  ...{ danger: 'no', 'sub-type': 'threat', platform: 'facebook', what: 'I know where you park', identity: 'named' },
  ...{ link: 'https://www.facebook.com/testshire/posts/1', seen: '2026-11-20 09:00' },
}

describe.skipIf(noBrowser)('the desk pages of a live council, in a real browser', () => {
  test('a person who has nothing but mail takes a case up from it, and closes it', async () => {
    const council = await liveCouncil()
    const reference = await council.report('content', content)
    const page = await window()

    const [notice] = council.mailTo('content-lead')
    await page.goto(notice?.links[0] ?? '')
    const asked = await page.locator('main').innerText()
    await page.getByRole('button', { name: 'Sign in as Cleo Lead' }).click()
    const shown = await page.locator('main').innerText()
    await page.getByRole('button', { name: 'I take it up' }).click()
    const taken = await page.locator('main').innerText()
    await page.getByRole('link', { name: 'Close it' }).click()
    await page.getByLabel('Dealt with').check()
    await page.locator('.form .ways button').click()
    const closed = await page.locator('main').innerText()

    expect(notice?.text).not.toContain('where you park')
    expect(asked).toContain('You will be signed in as Cleo Lead')
    expect(shown).toContain(reference)
    expect(shown).toContain('I know where you park')
    expect(taken).toContain('you have taken it up')
    expect(closed).toContain('it is closed')
  })

  test('a program that follows the links of a mail signs nobody in, and spends none', async () => {
    const council = await liveCouncil()
    await council.report('content', content)
    const page = await window()
    const link = council.mailTo('content-lead')[0]?.links[0] ?? ''

    for (const method of ['GET', 'HEAD', 'GET']) {
      const looked = await page.request.fetch(link, { method, maxRedirects: 0 })
      expect(looked.headers()['set-cookie'] ?? '').not.toContain('__Host-signpost=')
    }
    await page.goto(link)
    await page.getByRole('button', { name: 'Sign in as Cleo Lead' }).click()

    expect(await page.locator('h1').innerText()).toMatch(/^CON-/)
  })

  test('a link works once, and for ten minutes; whoever comes later is sent a new one, to where the old one went', async () => {
    const council = await liveCouncil()
    await council.report('content', content)
    const [first, second, late] = [await window(), await window(), await window()]
    const [one, other] = council.mailTo('content-lead')[0]?.links ?? []
    await first.goto(one ?? '')
    await first.getByRole('button', { name: 'Sign in as Cleo Lead' }).click()

    await second.goto(one ?? '')
    const used = await second.locator('h1').innerText()
    council.clock.forward({ minutes: 11 })
    await late.goto(other ?? '')
    const old = await late.locator('h1').innerText()
    await late.getByRole('button', { name: 'Send a new link' }).click()
    const fresh = (await arrived(council, 'content-lead', 2)).at(-1)
    await second.goto(fresh?.links[0] ?? '')
    const elsewhere = await second.locator('h1').innerText()
    await late.goto(fresh?.links[0] ?? '')
    await late.getByRole('button', { name: 'Sign in as Cleo Lead' }).click()

    expect(used).toContain('has been used')
    expect(old).toContain('too old')
    expect(elsewhere).toContain('in the browser in which it was asked for')
    expect(await late.locator('h1').innerText()).toMatch(/^CON-/)
  })

  test('of two who press the button of one link at once, one is in', async () => {
    const council = await liveCouncil()
    await council.report('content', content)
    const link = council.mailTo('content-lead')[0]?.links[0] ?? ''
    const pages = [await window(), await window()]
    for (const page of pages) await page.goto(link)

    await Promise.all(pages.map(page => page.getByRole('button', { name: 'Sign in as Cleo Lead' }).click()))

    const titles = await Promise.all(pages.map(page => page.locator('h1').innerText()))
    expect(titles.filter(title => title.startsWith('CON-'))).toHaveLength(1)
    expect(titles.filter(title => title.includes('has been used'))).toHaveLength(1)
  })

  test('a link that another person opens tells them whose it is; theirs own rights they keep, and no other', async () => {
    const council = await liveCouncil()
    const reference = await council.report('content', content)
    const page = await signedIn(council, 'Percy Press', 'press-owner')

    await page.goto(council.mailTo('content-lead')[0]?.links[0] ?? '')
    const asked = await page.locator('main').innerText()
    await page.goto(`${council.address}/case?reference=${reference}`)
    const refused = await page.locator('main').innerText()

    expect(asked).toContain('You will be signed in as Cleo Lead')
    expect(asked).toContain('You are Percy Press in this browser now')
    expect(refused).toContain('There is no such case for you.')
  })

  test('whoever asks for a link is told the same, whether somebody is known by that name or not', async () => {
    const council = await liveCouncil()
    const page = await window()

    const said: string[] = []
    for (const who of ['press-owner@testshire.example', 'nobody@testshire.example', 'Percy Press', '<b>x</b>']) {
      await page.goto(`${council.address}/sign-in`)
      await page.getByLabel('Your work e-mail address, or your name').fill(who)
      await page.getByRole('button', { name: 'Send me a link' }).click()
      said.push(await page.locator('main').innerText())
    }
    await arrived(council, 'press-owner', 2)

    expect(new Set(said).size).toBe(1)
    expect(council.mail.taken).toHaveLength(2)
  })

  test('nobody is sent more than three links in ten minutes, however often somebody asks in their name', async () => {
    const council = await liveCouncil()
    const page = await window()

    for (let n = 0; n < 6; n++) await ask(page, council, 'Percy Press')
    await arrived(council, 'press-owner', 3)
    council.clock.forward({ minutes: 11 })
    await ask(page, council, 'Percy Press')
    const after = await arrived(council, 'press-owner', 4)

    expect(after).toHaveLength(4)
  })

  test('a session ends after eight hours, and can be ended from another browser', async () => {
    const council = await liveCouncil()
    const [desk, phone] = [
      await signedIn(council, 'Percy Press', 'press-owner'),
      await signedIn(council, 'Percy Press', 'press-owner'),
    ]

    await phone.goto(`${council.address}/sessions`)
    const listed = await phone.locator('.facts').count()
    await phone.locator('.facts', { hasNotText: 'This one' }).getByRole('button').click()
    await desk.goto(`${council.address}/inbox`)
    const ended = desk.url()
    council.clock.forward({ hours: 8, minutes: 1 })
    await phone.goto(`${council.address}/inbox`)

    expect(listed).toBe(2)
    expect(ended).toContain('/sign-in')
    expect(phone.url()).toContain('/sign-in')
  })

  test('whoever comes without a session signs in, and is where they wanted to be', async () => {
    const council = await liveCouncil()
    const page = await window()

    await page.goto(`${council.address}/numbers`)
    await page.getByLabel('Your work e-mail address, or your name').fill('Percy Press')
    await page.getByRole('button', { name: 'Send me a link' }).click()
    const mail = (await arrived(council, 'press-owner', 1)).at(-1)
    await page.goto(mail?.links[0] ?? '')
    await page.getByRole('button', { name: 'Sign in as Percy Press' }).click()

    expect(await page.locator('h1').innerText()).toContain('Numbers')
  })

  test('cookies go back over TLS alone, are out of reach of scripts, and belong to this host', async () => {
    const council = await liveCouncil()
    const page = await signedIn(council, 'Percy Press', 'press-owner')

    const cookies = await page.context().cookies()

    expect(cookies.map(({ name }) => name).sort()).toEqual(['__Host-signpost', '__Host-signpost-visit'])
    for (const cookie of cookies)
      expect(cookie).toMatchObject({ secure: true, httpOnly: true, sameSite: 'Lax', path: '/' })
  })

  test('who signed in, when and how, and what was tried in vain, is on record', async () => {
    const council = await liveCouncil()
    await council.report('content', content)
    const link = council.mailTo('content-lead')[0]?.links[0] ?? ''
    const page = await window()
    await page.goto(link)
    await page.getByRole('button', { name: 'Sign in as Cleo Lead' }).click()
    const second = await window()
    await second.goto(link)

    await second.getByRole('heading', { name: 'has been used' }).waitFor()

    const rows = await auditOf(council)
    expect(rows).toContainEqual({ who: 'testshire:content-lead', act: 'signed-in', why: 'email' })
    expect(rows).toContainEqual({ who: 'testshire:content-lead', act: 'viewed', why: null })
  })
})

async function window(): Promise<Page> {
  const context = await (await theBrowser()).newContext({ ignoreHTTPSErrors: true, reducedMotion: 'reduce' })
  context.setDefaultTimeout(10_000)
  onTestFinished(() => context.close())
  return context.newPage()
}

type Council = Awaited<ReturnType<typeof liveCouncil>>

async function ask(page: Page, { address }: Council, who: string): Promise<void> {
  await page.goto(`${address}/sign-in`)
  await page.getByLabel('Your work e-mail address, or your name').fill(who)
  await page.getByRole('button', { name: 'Send me a link' }).click()
  await page.getByRole('heading', { name: 'Look in your messages' }).waitFor()
}

/** The page is there before the mail is: looks until so many have come. */
async function arrived({ mailTo }: Council, person: string, many: number) {
  await expect.poll(() => mailTo(person).length, { timeout: 10_000 }).toBeGreaterThanOrEqual(many)
  return mailTo(person)
}

async function signedIn(council: Council, name: string, person: string): Promise<Page> {
  const page = await window()
  const before = council.mailTo(person).length
  await ask(page, council, name)
  const mail = (await arrived(council, person, before + 1)).at(-1)
  await page.goto(mail?.links[0] ?? '')
  await page.getByRole('button', { name: `Sign in as ${name}` }).click()
  await page.locator('.page-home').waitFor()
  return page
}

async function auditOf({ app }: Council) {
  const { parts } = await app.keeping()
  return parts.db.rows<{ who: string; act: string; why: string | null }>(
    sql`select who, act, why from audit order by number`,
  )
}
