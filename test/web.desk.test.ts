import { readFileSync, rmSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { makeKeyFile } from '../src/db/key-file.ts'
import { noBrowser } from './support/browser.ts'
import { foundByAxe } from './support/web/axe.ts'
import { freshWindow, signedIn } from './support/web/comer.ts'
import { fill } from './support/web/fill.ts'
import { type LiveCouncil, liveCouncil } from './support/web/live.ts'

const content = {
  ...{ danger: 'no', 'sub-type': 'threat', platform: 'facebook', what: 'I know where you park', identity: 'named' },
  ...{ link: 'https://www.facebook.com/testshire/posts/1', seen: '2026-11-20 09:00' },
}
const files = [{ id: 'plate.txt', name: 'plate.txt', bytes: 9 }]

describe.skipIf(noBrowser)('the desk pages of a live council, in a real browser', () => {
  test('a person who has nothing but mail takes a case up from it, and closes it', async () => {
    const council = await liveCouncil()
    const reference = await council.report('content', content)
    const page = await freshWindow()

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

  test('a file is saved and never shown, is said not to be looked into, and comes back as it was sent', async () => {
    const council = await liveCouncil()
    const reference = await council.report('content', { ...content, files }, { 'plate.txt': 'AB12 CDE\n' })
    const page = await signedIn(council, 'Cleo Lead', 'content-lead')
    await page.goto(`${council.address}/case?reference=${reference}`)
    const said = await page.locator('main').innerText()
    const href = await page.getByRole('link', { name: 'Open plate.txt' }).getAttribute('href')

    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Open plate.txt' }).click(),
    ])
    const answer = await page.request.get(council.address + href)

    expect(said).toMatch(/Viruses\s+not looked into for viruses/)
    expect(saved.suggestedFilename()).toBe('plate.txt')
    expect(await answer.text()).toBe('AB12 CDE\n')
    expect(answer.headers()).toMatchObject({
      'content-disposition': 'attachment; filename=plate.txt',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
      'cache-control': 'no-store',
    })
  })

  test('a desk writes notes and questions; what it has no way to send stays in the form', async () => {
    const council = await liveCouncil()
    const reference = await council.report('content', content)
    const page = await signedIn(council, 'Cleo Lead', 'content-lead')
    const write = async (what: string, text: string) => {
      await page.goto(`${council.address}/write?reference=${reference}&what=${what}`)
      await page.locator('textarea').fill(text)
      await page.locator('.form .ways button').click()
      return page.locator('main').innerText()
    }

    const empty = await write('note', ' ')
    await write('question', 'Which car park was it?')
    const shown = await write('note', 'Rang the police')

    expect(empty).toContain('Nothing has been sent yet.')
    expect(shown).toContain('Which car park was it?')
    expect(shown).toContain('Rang the police')
  })

  test('somebody of the council reports in the browser too, with a file; one that is too large is refused beside its field', async () => {
    const council = await liveCouncil()
    const page = await signedIn(council, 'Percy Press', 'press-owner')
    await page.goto(`${council.address}/desk?desk=content`)
    const files = page.locator('input[type=file]')
    await fill(page, content)

    await files.setInputFiles([txt('film.txt', Buffer.alloc(20 * 1024 * 1024 + 1, 'x')), txt('plate.txt', 'AB12')])
    await page.locator('.form .ways button.main').click()
    const refused = await page.locator('[data-field="files"]').innerText()
    const words = await page.locator('[name="one.what"]').inputValue()
    await page.locator('.form .ways button.main').click()
    const receipt = await page.locator('main').innerText()
    const reference = /CON-\w{4}-\w{2}/.exec(receipt)?.[0] ?? ''
    const cleo = await signedIn(council, 'Cleo Lead', 'content-lead')
    await cleo.goto(`${council.address}/case?reference=${reference}`)
    const shown = await cleo.locator('main').innerText()
    await page.goto(`${council.address}/own?reference=${reference}`)

    expect(refused).toContain('“film.txt” is larger than 20 MB')
    expect(refused).toContain('plate.txt')
    expect(words).toBe('I know where you park')
    expect(shown).toContain('File: plate.txt')
    expect(shown).not.toContain('film.txt')
    expect(await page.locator('main').innerText()).toContain(reference)
  })

  test('whoever has not signed in cannot make the program take in more than words', async () => {
    const council = await liveCouncil()
    const page = await freshWindow()
    await page.goto(`${council.address}/sign-in`)
    const token = await page.locator('[name=token]').inputValue()
    const send = (path: string, who: string) =>
      page.request.post(council.address + path, {
        form: { token, ...Object.fromEntries([...'abcdefgh'].map(name => [name, who])) },
        headers: { origin: council.address },
        maxRedirects: 0,
      })

    const large = await send('/sign-in', 'x'.repeat(390_000))
    const elsewhere = await send('/desk?desk=content', 'x'.repeat(390_000))

    expect(large.status()).toBe(413)
    expect(await large.text()).toContain('That was too much at once.')
    expect(elsewhere.status()).toBe(303)
  })

  test('nothing that anybody wrote becomes part of a page: no tag, no script, no address that is followed', async () => {
    const nasty = `</textarea></title><script>document.title='RUN'</script><img src=x onerror="document.title='RUN'">"'\`&lt;`
    const council = await liveCouncil()
    await council.restart(text => text.replace('name: Cleo Lead', 'name: "Cleo <b onclick=RUN()>Lead</b>"'))
    const name = `<img src=x onerror=RUN>"\r\nX: y.txt`
    const reference = await council.report(
      'content',
      {
        ...content,
        what: nasty,
        link: `https://x.example/"><script>RUN</script>`,
        files: [{ id: name, name, bytes: 1 }],
      },
      { [name]: 'x' },
    )
    const page = await signedIn(council, 'Cleo <b onclick=RUN()>Lead</b>', 'content-lead')
    const wrong: string[] = []
    page.on('dialog', dialog => wrong.push(dialog.message()))
    page.on('console', message => message.type() === 'error' && wrong.push(message.text()))
    await page.goto(`${council.address}/write?reference=${reference}&what=note`)
    await page.locator('textarea').fill(nasty)
    await page.locator('.form .ways button').click()

    const odd: string[] = []
    const paths = [
      ...[`/case?reference=${reference}`, '/inbox', '/home', '/sessions', '/numbers', '/help'],
      ...[
        `/case?reference=${encodeURIComponent('<img src=x onerror=RUN()>')}`,
        `/sign-in?to=${encodeURIComponent(nasty)}`,
      ],
      ...[
        `/sign-in?again=yes&to=${encodeURIComponent('javascript:RUN()')}`,
        `/link/${encodeURIComponent(nasty.replaceAll('/', ''))}/home`,
      ],
    ]
    for (const path of paths) {
      await page.goto(council.address + path)
      odd.push(...(await notOurs(page)))
    }
    await page.goto(`${council.address}/home`)
    await page.getByLabel('Your question, or what happened').fill(nasty)
    await page.locator('.say button').click()
    odd.push(...(await notOurs(page)))
    await page.goto(`${council.address}/case?reference=${reference}`)
    const shown = await page.locator('main').innerText()

    expect(odd).toEqual([])
    expect(wrong).toEqual([expect.stringContaining('404')])
    expect(shown).toContain(`<script>document.title='RUN'</script>`)
    expect(shown).toContain('<img src=x onerror=RUN>')
  })

  test('the records officer searches and gives out, with a reason and without the names that are to go', async () => {
    const council = await liveCouncil()
    const reference = await council.report('content', { ...content, what: 'Jo Bloggs waits at the depot' })
    const page = await signedIn(council, 'Rita Records', 'records-officer')

    await page.getByRole('navigation').getByRole('link', { name: 'Records' }).click()
    await page.locator('.form .ways button').click()
    const noReason = await page.locator('main').innerText()
    await page.getByLabel('Subject access').check()
    await page.locator('[name="one.reason"]').fill('A request of Jo Bloggs of 2 November')
    await page.locator('[name="one.words"]').fill('depot bloggs')
    await page.locator('.form .ways button').click()
    const found = await page.locator('[name="one.references"]').inputValue()
    await page.locator('[name="one.take-out"]').fill('Jo Bloggs')
    await page.locator('.form .ways button').click()
    const given = await page.locator('main').innerText()
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: /^Save records.txt/ }).click(),
    ])
    await page.getByRole('link', { name: `Keep ${reference} whatever its age` }).click()
    await page.locator('textarea').fill('The court asked for it')
    await page.locator('.form .ways button').click()
    const held = await page.locator('h1').innerText()
    await page.goto(`${council.address}/case?reference=${reference}`)
    const asCase = await page.locator('main').innerText()
    const cleo = await signedIn(council, 'Cleo Lead', 'content-lead')
    await cleo.goto(`${council.address}/records`)

    expect(noReason).toContain('missing or wrong')
    expect(found).toBe(reference)
    expect(given).toContain('waits at the depot')
    expect(given).not.toContain('Bloggs')
    expect(saved.suggestedFilename()).toBe('records.txt')
    expect(held).toBe('It is held. It is not deleted.')
    expect(asCase).toContain('There is no such case for you.')
    expect(await cleo.locator('main').innerText()).toContain('There is nothing here for you.')
  })

  test('the administrator sees what is stuck and sends it again, and sees no case', async () => {
    const council = await liveCouncil()
    council.mail.manners.recipient = address => (address.startsWith('content-') ? [550, '5.1.1 unknown'] : undefined)
    const reference = await council.report('content', content)
    const page = await signedIn(council, 'Ida Admin', 'administrator')

    await page.getByRole('navigation').getByRole('link', { name: 'Stuck notices' }).click()
    const stuck = await page.locator('main').innerText()
    delete council.mail.manners.recipient
    await page
      .getByRole('button', { name: /^Try again/ })
      .first()
      .click()
    await council.deliver()
    const looked: string[] = []
    for (const path of [`case?reference=${reference}`, 'inbox', 'home', 'records']) {
      await page.goto(`${council.address}/${path}`)
      looked.push(await page.locator('main').innerText())
    }
    await page.goto(`${council.address}/stuck`)

    expect(stuck).toContain(reference)
    expect(stuck).toContain('Cleo Lead')
    expect(looked[0]).toContain('There is no such case for you.')
    expect(looked.slice(1).join()).not.toContain(reference)
    expect(looked.join()).not.toContain('where you park')
    expect(council.mailTo('content-lead').length).toBeGreaterThan(0)
    expect(await page.locator('main').innerText()).toContain('No notice is stuck.')
  })

  test('whoever may block a persistent user saves the log of warnings for a spreadsheet', async () => {
    const council = await liveCouncil()
    const profile = { 'sub-type': 'persistent-user', profile: 'https://x.com/rude', warnings: 'none' }
    const reference = await council.report('content', { ...content, ...profile })
    const page = await signedIn(council, 'Cleo Lead', 'content-lead')
    await page.goto(`${council.address}/warn?reference=${reference}&kind=warning`)
    await page.locator('textarea').fill('=cmd() was told to stop')
    await page.locator('.form .ways button').click()

    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Save the log of warnings' }).click(),
    ])

    expect(saved.suggestedFilename()).toBe('warnings-content.csv')
    const csv = readFileSync(await saved.path(), 'utf8')
    expect(csv).toContain('https://x.com/rude')
    expect(csv).toContain(`'=cmd()`)
  })

  test('a page that lies open says that there is something new, and shows it when it is asked to', async () => {
    const council = await liveCouncil()
    const reference = await council.report('content', content)
    const [cleo, dev] = [
      await signedIn(council, 'Cleo Lead', 'content-lead'),
      await signedIn(council, 'Dev Deputy', 'content-deputy'),
    ]
    const listens = dev.waitForRequest(/\/events$/)
    await dev.goto(`${council.address}/inbox`)
    await listens
    await cleo.goto(`${council.address}/case?reference=${reference}`)

    // The first press is compared with nothing, where the page was not looked at yet.
    await cleo.getByRole('button', { name: 'I take it up' }).click()
    await cleo.goto(`${council.address}/move?reference=${reference}&version=2&move=return`)
    await cleo.locator('textarea').fill('Not mine')
    await cleo.locator('.form .ways button').click()
    await dev.locator('#fresh').click()

    await dev.locator('#fresh').waitFor({ state: 'detached' })
    expect(await dev.locator('main').innerText()).toContain(reference)
  })

  test('with another master key in the place of its own nothing of a case is shown, and every page says what to do; nor does it start again', async () => {
    const council = await liveCouncil()
    const reference = await council.report('content', content)
    const page = await signedIn(council, 'Cleo Lead', 'content-lead')

    rmSync(council.keyFile)
    makeKeyFile(council.keyFile)
    await council.restart()
    await page.goto(`${council.address}/case?reference=${reference}`)
    const shown = await page.locator('body').innerText()
    const ready = await page.request.get(`${council.address}/readyz`)

    expect(shown).not.toContain('where you park')
    expect(shown).toContain('call 999')
    expect(ready.status()).toBe(503)
    await expect(council.begin()).rejects.toThrow('Bring back the key file that belongs to this database.')
  })

  test('axe finds nothing on any page, on a desk and on a phone', { timeout: 180_000 }, async () => {
    const council = await liveCouncil()
    const reference = await council.report('content', { ...content, files }, { 'plate.txt': 'AB12 CDE\n' })
    const link = council.mailTo('content-lead')[0]?.links[0] ?? ''

    const found: string[] = []
    for (const width of [1280, 360]) found.push(...(await everyPage(council, reference, link, width)))

    expect(found).toEqual([])
  })
})

function txt(name: string, content: string | Buffer) {
  return { name, mimeType: 'text/plain', buffer: Buffer.from(content) }
}

/** What stands in a page and is none of ours: anything that runs, loads, or leads elsewhere. */
function notOurs(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`[
    ...(document.title.includes('RUN') && !document.title.includes('<') ? ['it ran'] : []),
    ...[...document.querySelectorAll('script, img, iframe, object, embed, link, base, meta[http-equiv], svg image')]
      .filter(one => !/^\\/assets\\//.test(new URL(one.src || one.href || 'x:').pathname)).map(one => one.outerHTML),
    ...[...document.querySelectorAll('*')].flatMap(one => [...one.attributes])
      .filter(({ name }) => /^on/.test(name) || name === 'style').map(({ name, value }) => name + value),
    ...[...document.querySelectorAll('a, form')].map(one => one.href || one.action)
      .filter(href => new URL(href).origin !== location.origin && href !== 'tel:999'),
  ]`)
}

async function everyPage(council: LiveCouncil, reference: string, link: string, width: number): Promise<string[]> {
  const found: string[] = []
  const axe = async (page: Page, where: string) => {
    for (const one of await foundByAxe(page)) found.push(`${width} ${where}: ${one}`)
    const wide = await page.evaluate<number>(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    )
    if (wide > 0) found.push(`${width} ${where}: ${wide} pixels too wide`)
  }
  const visit = async (page: Page, paths: readonly string[]) => {
    for (const path of paths) {
      await page.goto(council.address + path)
      await axe(page, path)
    }
  }
  const nobody = await freshWindow(width)
  await visit(nobody, [
    '/sign-in',
    '/sign-in?again=yes&to=/inbox',
    `/link/unknown/home`,
    link.slice(council.address.length),
  ])
  await nobody.goto(`${council.address}/sign-in`)
  await nobody.getByRole('button').click()
  await axe(nobody, 'sent')
  const cleo = await signedIn(council, 'Cleo Lead', 'content-lead', await freshWindow(width))
  const of = `reference=${reference}`
  await visit(cleo, [
    ...['/home', '/inbox', `/case?${of}`, '/numbers', '/sessions', '/help', '/desk', '/desk?desk=press', '/mine'],
    ...[`/write?${of}&what=question`, `/write?${of}&what=note`, `/step-back?${of}`, '/records'],
    ...['assign', 'resolve', 'transfer', 'return'].map(move => `/move?${of}&version=1&move=${move}`),
    ...['/case?reference=SAF-2345-6M', '/clause?policy=testshire%2Fstaff-guide&ref=3.1'],
  ])
  await cleo.goto(`${council.address}/write?${of}&what=note`)
  await cleo.locator('.form .ways button').click()
  await axe(cleo, 'a mistake')
  await cleo.goto(`${council.address}/home`)
  await cleo.getByLabel('Your question, or what happened').fill('How fast must we answer a comment?')
  await cleo.locator('.say button').click()
  await axe(cleo, 'an answer')
  const ida = await signedIn(council, 'Ida Admin', 'administrator', await freshWindow(width))
  await visit(ida, ['/home', '/stuck'])
  const rita = await signedIn(council, 'Rita Records', 'records-officer', await freshWindow(width))
  await visit(rita, ['/records', `/hold?${of}&on=true`])
  await rita.goto(`${council.address}/records`)
  await rita.getByLabel('Subject access').check()
  await rita.locator('[name="one.reason"]').fill('A request')
  await rita.locator('[name="one.references"]').fill(reference)
  await rita.locator('.form .ways button').click()
  await axe(rita, 'given out')
  return found
}
