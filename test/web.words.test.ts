import type { BrowserContextOptions, Page } from 'playwright-core'
import { describe, expect, onTestFinished, test } from 'vitest'
import { noBrowser, theBrowser } from './support/browser.ts'
import { fill } from './support/web/fill.ts'
import { testshirePlayground } from './support/web/stage.ts'

const press = {
  ...{ 'sub-type': 'enquiry', journalist: 'Jo Writer', outlet: 'The Gazette', contact: '01632 960999' },
  ...{
    'deadline-given': 'time',
    deadline: '2026-11-20 16:40',
    what: 'Why is the pool shut?',
    'said-already': 'nothing',
  },
}

describe.skipIf(noBrowser)('words that somebody has typed', () => {
  test('outlive a reload, in a question and in a form, and are gone once they are sent', async () => {
    const { address } = await testshirePlayground()
    const page = await windowAt(`${address}/testshire/sam`)

    await page.fill('#text', 'half a question')
    await page.reload()
    const question = await page.inputValue('#text')
    await page.goto(`${address}/testshire/sam/desk?desk=press`)
    await fill(page, press)
    await page.reload()
    await page.locator('[name="day.deadline"]').waitFor()
    const form = await typedIn(page)
    await sendsIt(page)
    const receipt = await page.locator('main').innerText()
    await page.goto(`${address}/testshire/sam/desk?desk=press`)
    const next = await typedIn(page)

    expect(question).toBe('half a question')
    expect(form).toEqual(wholeForm)
    expect(receipt).toMatch(/Your reference is PRE-/)
    expect(next).toEqual({})
  })

  test('are all there again where something is missing', async () => {
    const { address } = await testshirePlayground()
    const page = await windowAt(`${address}/testshire/sam/desk?desk=press`)

    await fill(page, { ...press, outlet: '' })
    await sendsIt(page)
    const { 'one.outlet': outlet, ...others } = await typedIn(page)

    expect(await page.locator('.mistakes').innerText()).toContain('Which paper')
    expect({ outlet, ...others }).toEqual({ ...wholeForm, outlet: undefined, 'one.outlet': undefined })
  })

  test('are all there again after a page that was open too long, and after a fault of ours', async () => {
    const { address, app } = await testshirePlayground()
    const page = await windowAt(`${address}/testshire/sam/desk?desk=press`)
    await fill(page, press)

    await page.evaluate(`document.querySelector('.form [name=token]').value = 'old'`)
    await sendsIt(page)
    const refused = await page.locator('h1').innerText()
    await page.goto(`${address}/testshire/sam/help`)
    await page.goto(`${address}/testshire/sam/desk?desk=press`)
    await page.locator('[name="day.deadline"]').waitFor()
    const afterRefusal = await typedIn(page)
    await (await app.keeping()).parts.db.close()
    await sendsIt(page)
    const failed = await page.locator('main').innerText()
    await page.goto(`${address}/testshire/sam/desk?desk=press`)
    await page.locator('[name="day.deadline"]').waitFor()
    const afterFault = await typedIn(page)

    expect(refused).toBe('That was not done')
    expect(afterRefusal).toEqual(wholeForm)
    expect(failed).toContain('call 999')
    expect(afterFault).toEqual(wholeForm)
  })

  test('stay in the line where the answer did not come, which is said there', async () => {
    const { address } = await testshirePlayground()
    const page = await windowAt(`${address}/testshire/sam`)
    await page.context().setOffline(true)

    await page.fill('#text', 'May I answer a reporter?')
    await page.press('#text', 'Enter')
    await page.locator('#trouble', { hasText: 'did not arrive' }).waitFor()
    const kept = await page.inputValue('#text')
    await page.context().setOffline(false)
    await page.press('#text', 'Enter')
    await page.locator('.entry.signpost').waitFor()

    expect(kept).toBe('May I answer a reporter?')
    expect(await page.locator('#trouble').innerText()).toBe('')
  })
})

describe.skipIf(noBrowser)('without any script', () => {
  test('somebody asks, opens the clause, reports, and the desk takes it up', async () => {
    const { address, pass } = await testshirePlayground()
    const page = await windowAt(`${address}/testshire/sam`, { javaScriptEnabled: false })

    await page.getByLabel('Ask a question').fill('Who must know the password of an account?')
    await page.getByRole('button', { name: 'Send' }).click()
    await page.getByRole('link', { name: 'Open 2.3' }).first().click()
    const clause = await page.locator('.quote.marked').innerText()
    await page.goto(`${address}/testshire/sam/desk?desk=press`)
    await page.getByLabel('They gave a day and time').check()
    await page.getByRole('button', { name: 'Show the questions' }).first().click()
    for (const [id, value] of Object.entries(press)) await fillPlainly(page, id, value)
    await page.getByRole('button', { name: 'Send it' }).click()
    const receipt = await page.locator('main').innerText()
    await pass(1)
    await page.goto(`${address}/testshire/press-owner`)
    await page.getByRole('button', { name: /^I take it up/ }).click()
    const taken = await page.locator('main').innerText()

    expect(clause).toContain('Two people must know the password')
    expect(receipt).toMatch(/Your reference is PRE-/)
    expect(taken).toContain('you have taken it up')
  })

  test('the menu of a phone opens, and leads on', async () => {
    const { address } = await testshirePlayground()
    const viewport = { width: 375, height: 700 }
    const page = await windowAt(`${address}/testshire/sam`, { javaScriptEnabled: false, viewport })

    await page.getByRole('button', { name: 'Menu' }).click()
    await page.getByRole('link', { name: 'Help' }).click()

    expect(await page.locator('h1').innerText()).toBe('What Signpost does')
  })
})

/** What stands in the form, by the names of its fields. */
const wholeForm = {
  ...{ 'one.sub-type': 'enquiry', 'one.journalist': 'Jo Writer', 'one.outlet': 'The Gazette' },
  ...{
    'one.contact': '01632 960999',
    'one.deadline-given': 'time',
    'day.deadline': '2026-11-20',
    'time.deadline': '16:40',
  },
  ...{ 'one.what': 'Why is the pool shut?', 'one.said-already': 'nothing' },
}

function typedIn(page: Page): Promise<Record<string, string>> {
  return page.evaluate<Record<string, string>>(`Object.fromEntries([...new FormData(document.querySelector('.form'))]
    .filter(([name, value]) => /^(one|day|time)/.test(name) && value !== ''))`)
}

async function fillPlainly(page: Page, id: string, value: string): Promise<void> {
  const field = page.locator(`[data-field="${id}"]`)
  const [day = '', time = ''] = value.split(' ')
  if ((await field.locator('[type="radio"]').count()) > 0) return field.locator(`[value="${value}"]`).check()
  if ((await field.locator('[type="date"]').count()) === 0) return field.locator('[name]').first().fill(value)
  await field.locator('[type="date"]').fill(day)
  await field.locator('[type="time"]').fill(time)
}

async function sendsIt(page: Page): Promise<void> {
  await Promise.all([page.waitForEvent('load'), page.click('.form > .ways button')])
}

async function windowAt(address: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await (await theBrowser()).newContext({ viewport: { width: 1280, height: 900 }, ...options })
  onTestFinished(() => context.close())
  const page = await context.newPage()
  await page.goto(new URL('/', address).href)
  await page.goto(address)
  return page
}
