import { request } from 'node:https'
import { describe, expect, test } from 'vitest'
import { sql } from '../src/db/sql.ts'
import { noBrowser } from './support/browser.ts'
import { arrived, askForLink, freshWindow, signedIn } from './support/web/comer.ts'
import { type LiveCouncil, liveCouncil } from './support/web/live.ts'

const content = {
  ...{ danger: 'no', 'sub-type': 'threat', platform: 'facebook', what: 'I know where you park', identity: 'named' },
  ...{ link: 'https://www.facebook.com/testshire/posts/1', seen: '2026-11-20 09:00' },
}

describe.skipIf(noBrowser)('the way to the desk pages of a live council, in a real browser', () => {
  test('a program that follows the links of a mail, runs what is there and presses nothing, signs nobody in and spends none', async () => {
    const { council, link } = await noticed()
    const page = await freshWindow()

    for (const method of ['GET', 'HEAD', 'GET']) {
      const looked = await page.request.fetch(link, { method, maxRedirects: 0 })
      expect(looked.headers()['set-cookie'] ?? '').not.toContain('__Host-signpost=')
    }
    await page.goto(link)
    const ways = await page.locator('a').evaluateAll(all => all.map(one => one.getAttribute('href') ?? ''))
    for (const way of ways) await page.goto(new URL(way, council.address).href)
    await page.goto(link)
    const cookies = await page.context().cookies()
    await page.getByRole('button', { name: 'Sign in as Cleo Lead' }).click()

    expect(ways.length).toBeGreaterThan(1)
    expect(cookies.map(({ name }) => name)).toEqual(['__Host-signpost-visit'])
    expect(await page.locator('h1').innerText()).toMatch(/^CON-/)
  })

  test('a link works once, in whichever way of the mail it stands; whoever comes later is sent a new one, to where the old one went', async () => {
    const { council } = await noticed()
    const [first, second] = [await freshWindow(), await freshWindow()]
    const [takeUp = '', open = ''] = council.mailTo('content-lead')[0]?.links ?? []
    await first.goto(takeUp)
    await first.getByRole('button', { name: 'Sign in as Cleo Lead' }).click()

    await second.goto(open)
    const used = await second.locator('main').innerText()
    await second.getByRole('button', { name: 'Send a new link' }).click()
    const fresh = (await arrived(council, 'content-lead', 2)).at(-1)?.links[0] ?? ''
    const other = await freshWindow()
    await other.goto(fresh)
    const elsewhere = await other.locator('h1').innerText()
    await second.goto(fresh)
    await second.getByRole('button', { name: 'Sign in as Cleo Lead' }).click()
    await first.goto(open)

    expect(used).toContain('This link has been used.')
    expect(used).toContain('Was it not you who used it?')
    expect(elsewhere).toContain('in the browser in which it was asked for')
    expect(await second.locator('h1').innerText()).toMatch(/^CON-/)
    // Whoever is in already needs no link, and spends none.
    expect(await first.locator('h1').innerText()).toMatch(/^CON-/)
  })

  test('a link is too old after ten minutes, also for whoever has its page open already', async () => {
    const { council, link } = await noticed()
    const [open, late] = [await freshWindow(), await freshWindow()]
    await open.goto(link)
    council.clock.forward({ minutes: 10 })

    await late.goto(link)
    await open.getByRole('button', { name: 'Sign in as Cleo Lead' }).click()

    expect(await late.locator('h1').innerText()).toContain('too old')
    expect(await open.locator('h1').innerText()).toContain('too old')
    expect(await audit(council)).toContainEqual(['testshire:content-lead', 'sign-in-refused', 'late'])
  })

  test('of two who press the button of one link at once, one is in', async () => {
    const { link } = await noticed()
    const pages = [await freshWindow(), await freshWindow()]
    for (const page of pages) await page.goto(link)

    await Promise.all(pages.map(page => page.getByRole('button', { name: 'Sign in as Cleo Lead' }).click()))

    const titles = await Promise.all(pages.map(page => page.locator('h1').innerText()))
    expect(titles.filter(title => title.startsWith('CON-'))).toHaveLength(1)
    expect(titles.filter(title => title.includes('has been used'))).toHaveLength(1)
  })

  test('another person who opens a link is told whose it is, and comes to its page by their own rights', async () => {
    const { council, link, reference } = await noticed()
    const [percy, nobody] = [await signedIn(council, 'Percy Press', 'press-owner'), await freshWindow()]

    await percy.goto(link)
    const asked = await percy.locator('main').innerText()
    await percy.getByRole('link', { name: 'open the page as Percy Press' }).click()
    const refused = await percy.locator('main').innerText()
    await nobody.goto(link)
    await nobody.getByRole('link', { name: 'sign in as yourself' }).click()
    await nobody.getByLabel('Your work e-mail address, or your name').fill('Dev Deputy')
    await nobody.getByRole('button', { name: 'Send me a link' }).click()
    await nobody.goto((await arrived(council, 'content-deputy', 1)).at(-1)?.links[0] ?? '')
    await nobody.getByRole('button', { name: 'Sign in as Dev Deputy' }).click()

    expect(asked).toContain('You will be signed in as Cleo Lead')
    expect(asked).toContain('You are Percy Press in this browser now')
    expect(refused).toContain('There is no such case for you.')
    expect(await nobody.locator('h1').innerText()).toContain(reference)
    expect(await audit(council)).not.toContainEqual(['testshire:content-lead', 'signed-in', 'email'])
  })

  test('whoever asks for a link is told the same, whether somebody is known by that name or not', async () => {
    const council = await liveCouncil()
    const page = await freshWindow()

    const said: string[] = []
    for (const who of ['press-owner@testshire.example', 'nobody@testshire.example', 'Percy Press', '<b>x</b>', '']) {
      await askForLink(page, council, who)
      said.push(await page.locator('main').innerText())
    }
    await arrived(council, 'press-owner', 2)

    expect(new Set(said).size).toBe(1)
    expect(council.mail.taken).toHaveLength(2)
  })

  test('nobody is sent more than three links in ten minutes by strangers, and strangers keep nobody out', async () => {
    const council = await liveCouncil()
    const percy = await signedIn(council, 'Percy Press', 'press-owner')
    const stranger = await freshWindow()

    for (let n = 0; n < 5; n++) await askForLink(stranger, council, 'Percy Press')
    await percy.getByRole('button', { name: 'Sign out' }).click()
    await askForLink(percy, council, 'Percy Press')
    const sent = await arrived(council, 'press-owner', 4)
    await percy.goto(sent.at(-1)?.links[0] ?? '')
    await percy.getByRole('button', { name: 'Sign in as Percy Press' }).click()
    council.clock.forward({ minutes: 11 })
    await askForLink(stranger, council, 'Percy Press')

    // His own two, two of theirs, and one more after ten minutes: his first had counted among strangers.
    expect(await arrived(council, 'press-owner', 5)).toHaveLength(5)
    expect(await percy.locator('.page-home').count()).toBe(1)
  })

  test('one sender cannot go through the names of a whole council', async () => {
    const council = await liveCouncil()
    const page = await freshWindow()
    await askForLink(page, council, 'nobody')
    const token = await page.goto(`${council.address}/sign-in`).then(() => page.locator('[name=token]').inputValue())

    const ask = (who: string, from: string) =>
      page.request.post(`${council.address}/sign-in`, {
        form: { token, who },
        headers: { origin: council.address, 'x-forwarded-for': `203.0.113.9, ${from}` },
      })
    for (let n = 0; n < 60; n++) await ask('nobody', '198.51.100.1')
    const refused = await ask('Percy Press', '198.51.100.1')
    const other = await ask('Cleo Lead', '198.51.100.2')
    await arrived(council, 'content-lead', 1)

    expect(await refused.text()).toBe(await other.text())
    expect(council.mail.taken).toHaveLength(1)
  })

  test('a session ends after eight hours, and can be ended from another browser, one or all of them', async () => {
    const council = await liveCouncil()
    const percy = async () => signedIn(council, 'Percy Press', 'press-owner')
    const [desk, phone] = [await percy(), await percy()]

    await phone.goto(`${council.address}/sessions`)
    const listed = await phone.locator('.facts').count()
    await phone.locator('.facts', { hasNotText: 'This one' }).getByRole('button').click()
    await desk.goto(`${council.address}/inbox`)
    const ended = desk.url()
    council.clock.forward({ minutes: 11 })
    const tablet = await percy()
    await phone.goto(`${council.address}/sessions`)
    await phone.getByRole('button', { name: 'End all of them' }).click()
    await tablet.goto(`${council.address}/inbox`)
    const all = [phone.url(), tablet.url()]
    const last = await percy()
    council.clock.forward({ hours: 7, minutes: 59 })
    await last.goto(`${council.address}/inbox`)
    const within = last.url()
    council.clock.forward({ minutes: 1 })
    await last.goto(`${council.address}/inbox`)

    expect(listed).toBe(2)
    expect(ended).toContain('/sign-in')
    expect(all).toEqual([expect.stringContaining('/sign-in'), expect.stringContaining('/sign-in')])
    expect(within).toContain('/inbox')
    expect(last.url()).toContain('/sign-in')
  })

  test('nobody ends the session of another', async () => {
    const council = await liveCouncil()
    const [percy, cleo] = [
      await signedIn(council, 'Percy Press', 'press-owner'),
      await signedIn(council, 'Cleo Lead', 'content-lead'),
    ]
    await percy.goto(`${council.address}/sessions`)
    const id = await percy.locator('.facts [name=id]').inputValue()

    await cleo.goto(`${council.address}/sessions`)
    await cleo.locator('.facts [name=id]').evaluate((field, value) => field.setAttribute('value', value), id)
    await cleo.locator('.facts').getByRole('button').click()
    await percy.goto(`${council.address}/inbox`)

    expect(percy.url()).toContain('/inbox')
  })

  test('a restart ends no session; a leaver is out with it, and so is whoever has their id next', async () => {
    const council = await liveCouncil()
    const [percy, cleo, dev] = [
      await signedIn(council, 'Percy Press', 'press-owner'),
      await signedIn(council, 'Cleo Lead', 'content-lead'),
      await signedIn(council, 'Dev Deputy', 'content-deputy'),
    ]
    await askForLink(await freshWindow(), council, 'Cleo Lead')
    const old = (await arrived(council, 'content-lead', 2)).at(-1)?.links[0] ?? ''

    await council.restart(text =>
      text
        .replace('name: Cleo Lead', 'name: Nell New')
        .replace('[email:content-lead@', '[email:nell@')
        .replace(/ {2}content-deputy:\n.*\n.*\n/, '')
        .replaceAll(/ *deputies: \[content-deputy\]\n/g, '')
        .replace('read by: [press-owner, content-deputy]', 'read by: [press-owner]'),
    )
    for (const page of [percy, cleo, dev]) await page.goto(`${council.address}/inbox`)
    await cleo.goto(old)

    expect(percy.url()).toContain('/inbox')
    expect(dev.url()).toContain('/sign-in')
    expect(await cleo.locator('main').innerText()).toContain('That link is not known here.')
  })

  test('whoever loses a post in the middle of a session is shown its cases no more', async () => {
    const { council, reference } = await noticed()
    const cleo = await signedIn(council, 'Cleo Lead', 'content-lead')
    await cleo.goto(`${council.address}/case?reference=${reference}`)
    const before = await cleo.locator('h1').innerText()

    await council.restart(text => text.replace('people: [content-lead]', 'people: [content-deputy]'))
    await cleo.getByRole('button', { name: 'I take it up' }).click()
    const pressed = await cleo.locator('main').innerText()
    await cleo.goto(`${council.address}/home`)

    expect(before).toContain(reference)
    expect(pressed).toContain('There is no such case for you.')
    expect(await cleo.locator('body').innerText()).not.toMatch(/Cases|Numbers/)
  })

  test('whoever comes without a session signs in, and is where they wanted to be', async () => {
    const council = await liveCouncil()
    const page = await freshWindow()

    await page.goto(`${council.address}/numbers`)
    await page.getByLabel('Your work e-mail address, or your name').fill('Percy Press')
    await page.getByRole('button', { name: 'Send me a link' }).click()
    const mail = (await arrived(council, 'press-owner', 1)).at(-1)
    await page.goto(mail?.links[0] ?? '')
    await page.getByRole('button', { name: 'Sign in as Percy Press' }).click()

    expect(await page.locator('h1').innerText()).toContain('Numbers')
  })

  test('words that were typed when a session ended are there again for whoever wrote them, and for nobody else', async () => {
    const { council, reference } = await noticed()
    const page = await signedIn(council, 'Cleo Lead', 'content-lead')
    const form = `${council.address}/write?reference=${reference}&what=note`
    const note = page.locator('textarea')
    await page.goto(form)
    await note.fill('The van was blue')
    council.clock.forward({ hours: 8 })

    await page.locator('.form .ways button').click()
    const told = await page.locator('main').innerText()
    await signedIn(council, 'Dev Deputy', 'content-deputy', page)
    await page.goto(form)
    const forAnother = await note.inputValue()
    await signedIn(council, 'Cleo Lead', 'content-lead', page)
    await page.goto(form)
    const again = await note.inputValue()
    await page.getByRole('button', { name: 'Sign out' }).click()
    const left = await page.evaluate('Object.values(sessionStorage).join()')

    expect(told).toContain('What you sent last was not done.')
    expect(forAnother).toBe('')
    expect(again).toBe('The van was blue')
    expect(left).toBe('')
  })

  test('a letter box that several read holds no link of one person: whoever opens its mail signs in as themselves', async () => {
    const council = await liveCouncil()
    const reference = await council.report('press', {
      ...{ 'sub-type': 'enquiry', journalist: 'Jo', outlet: 'x', contact: 'x', 'deadline-given': 'now', what: 'x' },
      'said-already': 'x',
    })
    const page = await freshWindow()
    const [mail] = council.mailTo('press-room')
    const href = /https:\/\/\S+/.exec(mail?.text ?? '')?.[0] ?? ''

    await page.goto(href)
    await page.getByLabel('Your work e-mail address, or your name').fill('Dev Deputy')
    await page.getByRole('button', { name: 'Send me a link' }).click()
    await page.goto((await arrived(council, 'content-deputy', 1)).at(-1)?.links[0] ?? '')
    await page.getByRole('button', { name: 'Sign in as Dev Deputy' }).click()

    expect(mail?.links).toEqual([])
    expect(await page.locator('h1').innerText()).toContain(reference)
  })

  test.each([
    ['with somebody', 'reach: [email:content-deputy@', 'reach: [email:content-lead@'],
    ['with a room', 'reach: [email:press-room@', 'reach: [email:content-lead@'],
  ])('nor does one that somebody shares %s', async (_, own, shared) => {
    const council = await liveCouncil()
    await council.restart(text => text.replace(own, shared))

    const reference = await council.report('content', content)
    const [mail] = council.mailTo('content-lead')

    expect(mail?.links).toEqual([])
    expect(mail?.text).toContain(`${council.address}/case?reference=${reference}`)
  })

  test('cookies go back over TLS alone, are out of reach of scripts, and belong to this host', async () => {
    const council = await liveCouncil()
    const page = await signedIn(council, 'Percy Press', 'press-owner')

    const cookies = await page.context().cookies()
    const seen = await page.evaluate('document.cookie')
    const head = await page.request.head(`${council.address}/home`)

    expect(cookies.map(({ name }) => name).sort()).toEqual(['__Host-signpost', '__Host-signpost-visit'])
    for (const cookie of cookies)
      expect(cookie).toMatchObject({ secure: true, httpOnly: true, sameSite: 'Lax', path: '/' })
    expect(seen).toBe('')
    expect(head.headers()['strict-transport-security']).toBe('max-age=31536000')
  })

  test('what another site sends, or what holds no token of the session, does nothing', async () => {
    const { council, reference } = await noticed()
    const page = await signedIn(council, 'Cleo Lead', 'content-lead')
    const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
    const token = await page.locator('[name=token]').first().inputValue()
    const path = `/move?reference=${reference}&version=1&move=acknowledge`
    const send = (headers: Record<string, string>, body = `token=${token}`) =>
      sent(council.address, path, { cookie, 'content-type': 'application/x-www-form-urlencoded', ...headers }, body)

    const refused = [
      await send({ origin: 'https://evil.example' }),
      await send({ origin: 'null' }),
      await send({ 'sec-fetch-site': 'cross-site' }),
      await send({ 'sec-fetch-site': 'same-site' }),
      await send({ host: 'evil.example' }),
      await send({ origin: council.address }, 'token=guessed'),
      await send({ origin: council.address }, ''),
      await sent(council.address, `/case?reference=${reference}`, { cookie, 'sec-fetch-site': 'cross-site' }),
    ]
    const done = await send({ origin: council.address })

    expect(refused).toEqual([403, 403, 403, 403, 421, 403, 403, 403])
    expect(done).toBe(200)
  })

  test('who signed in, when and how, who asked, and what was tried in vain, is on record; open pages are not', async () => {
    const { council, link } = await noticed()
    const page = await freshWindow()
    await page.goto(link)
    await page.getByRole('button', { name: 'Sign in as Cleo Lead' }).click()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await askForLink(page, council, 'Cleo Lead')
    await arrived(council, 'content-lead', 2)

    const rows = await audit(council)
    expect(rows.filter(([who]) => who === 'testshire:content-lead')).toEqual([
      ['testshire:content-lead', 'signed-in', 'email'],
      ['testshire:content-lead', 'viewed', null],
      ['testshire:content-lead', 'signed-out', null],
      ['testshire:content-lead', 'link-asked-for', 'email'],
    ])
  })
})

/** A report to one desk, and the link in the mail about it. */
async function noticed(): Promise<{ council: LiveCouncil; reference: string; link: string }> {
  const council = await liveCouncil()
  const reference = await council.report('content', content)
  return { council, reference, link: council.mailTo('content-lead')[0]?.links[0] ?? '' }
}

async function audit({ app }: LiveCouncil): Promise<[string, string, string | null][]> {
  const { parts } = await app().keeping()
  const rows = await parts.db.rows<{ who: string; act: string; why: string | null }>(
    sql`select who, act, why from audit order by number`,
  )
  return rows.map(({ who, act, why }) => [who, act, why])
}

/** As any program can send it, with whatever heads it likes. */
function sent(address: string, path: string, headers: Record<string, string>, body?: string): Promise<number> {
  const { port } = new URL(address)
  const options = { port, path, headers, method: body === undefined ? 'GET' : 'POST', rejectUnauthorized: false }
  return new Promise((resolve, reject) => {
    const asked = request(options, response => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    asked.on('error', reject)
    asked.end(body)
  })
}
