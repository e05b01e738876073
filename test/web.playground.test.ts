import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { describe, expect, onTestFinished, test } from 'vitest'
import { noBrowser, theBrowser } from './support/browser.ts'
import { filledIn } from './support/filled-in.ts'
import { fill } from './support/web/fill.ts'
import { hand } from './support/web/hand.ts'
import { practice } from './support/web/practice.ts'
import { testshirePlayground } from './support/web/stage.ts'

const council = '/testshire'
const child = {
  ...{ danger: 'no', 'sub-type': 'child', 'sexual-image': 'no', what: 'x', 'when-where': 'x', 'at-risk': 'Ann' },
  identity: 'named',
}
const comment = {
  ...{ danger: 'no', 'sub-type': 'other', platform: 'facebook', link: 'https://facebook.com/1', what: 'x' },
  ...{ seen: '2026-11-20 09:00', identity: 'named' },
}

describe.skipIf(noBrowser)('the playground, in a real browser', () => {
  test('a newcomer has a first answer with its clause after four steps, and a report dealt with after eleven, as the README says', async () => {
    const { address, service } = await practice('policies')
    const said = [...readFileSync('README.md', 'utf8').matchAll(/^(\d+)\. (.+)$/gm)]
      .slice(0, 11)
      .map(([, , step]) => step)
    const page = await windowAt(`${address}/`)
    const press = (name: string | RegExp) => page.getByRole('button', { name }).first().click()

    await page.getByRole('link', { name: 'Chesterfield Borough Council' }).first().click()
    await page.locator('.try').first().click()
    const answer = await page.locator('.entry.signpost').innerText()
    await page.fill('#text', 'A reporter has just rung me about the swimming pool')
    await press('Send')
    await page.getByRole('link', { name: 'Report it: Press' }).click()
    await fill(page, filledIn('chesterfield', 'press', {}))
    await press('Send it')
    await page.locator('.entry', { hasText: 'Saved: PRE-' }).waitFor()
    await service.deliver()
    await page.locator('.elsewhere a').first().click()
    await press(/^I take it up/)
    await page.getByRole('link', { name: /^Close it/ }).click()
    await page.locator('[name="one.outcome"]').first().check()
    await press('Close it')

    expect(answer).toMatch(/Your policy says: [\s\S]*Open /)
    expect(await page.locator('main').innerText()).toContain('Done: it is closed.')
    expect(said).toHaveLength(11)
    expect(said[3]).toContain('The answer shows its clause')
    expect(said[10]).toContain('press *Close it* once more')
  })

  test('somebody who asks before they chose a council is asked which, and then answered', async () => {
    const { address } = await practice('policies')
    const page = await windowAt(`${address}/`)

    await page.getByLabel('Ask a question').fill('can I look at a candidate’s facebook before the interview?')
    await page.getByRole('button', { name: 'Ask' }).click()
    const which = await page.locator('main').innerText()
    await page.getByRole('button', { name: 'Chesterfield' }).click()

    expect(which).toContain('Which council do you work for?')
    expect(await page.locator('.entry.signpost h2').innerText()).toContain('Your policy says')
    expect(await page.locator('.entry.own').innerText()).toContain('candidate’s facebook')
  })

  test('the clock moves on, and the ladder is climbed: a reminder first, then the deputy, then the post above', async () => {
    const { address } = await testshirePlayground()
    const { get, sends } = hand(address)
    await get(`${council}/sam`)
    await sends(`${council}/sam/desk?desk=safeguarding`, child)
    const page = await windowAt(`${address}${council}/sam`)
    const hasCome = async (name: string) => (await page.locator('.elsewhere').innerText()).includes(name)
    const climbed: Record<string, boolean>[] = []

    for (let n = 0; n < 4; n++) {
      await page.getByRole('button', { name: '5 minutes' }).click()
      climbed.push({
        lead: await hasCome('Sara Safe'),
        deputy: await hasCome('Sid Safe'),
        head: await hasCome('Chris Chief'),
      })
    }
    await page.getByRole('button', { name: '1 hour' }).click()
    climbed.push({
      lead: await hasCome('Sara Safe'),
      deputy: await hasCome('Sid Safe'),
      head: await hasCome('Chris Chief'),
    })
    await page.locator('.elsewhere a', { hasText: 'Sid Safe' }).click()

    expect(climbed[0]).toEqual({ lead: true, deputy: false, head: false })
    expect(climbed.map(({ deputy }) => deputy)).toContain(true)
    expect(climbed.at(-1)).toEqual({ lead: true, deputy: true, head: true })
    expect(await page.locator('main').innerText()).toMatch(/Nobody has taken up SAF-/)
    expect(await page.locator('[data-ends]').first().innerText()).toMatch(/^\d+ (minutes|hour).* late$/)
  })

  test('the inbox shows the urgent first, says so in words, and how long each clock still runs', async () => {
    const { address, pass } = await testshirePlayground()
    const { get, sends } = hand(address)
    await get(`${council}/sam`)
    await sends(`${council}/sam/desk?desk=content`, { ...comment, 'sub-type': 'other' })
    await sends(`${council}/sam/desk?desk=content`, { ...comment, 'sub-type': 'threat' })
    await pass(1)
    const page = await windowAt(`${address}${council}/content-lead/inbox`)

    const cards = await page.locator('.page-inbox .facts').allInnerTexts()
    const clocks = await page.locator('[data-ends]').allInnerTexts()

    expect(cards).toHaveLength(2)
    expect(cards[0]).toMatch(/Urgent\s+Yes[\s\S]*A threat/)
    expect(cards[1]).not.toContain('Urgent')
    expect(clocks).toEqual([
      expect.stringMatching(/^in \d+ (hour|minute)/),
      expect.stringMatching(/^in \d+ (hour|minute)/),
    ])
  })

  test('numbers are drawn, and say the same in words and in a table', async () => {
    const { address, pass } = await testshirePlayground()
    const { get, sends } = hand(address)
    await get(`${council}/sam`)
    for (const kind of ['other', 'threat'])
      await sends(`${council}/sam/desk?desk=content`, { ...comment, 'sub-type': kind })
    await pass(1)
    const page = await windowAt(`${address}${council}/content-lead/numbers`)

    const drawing = await page.getByRole('img', { name: /Received/ }).getAttribute('aria-label')
    await page.getByText('The same as a table').first().click()
    const row = await page.locator('.chart tbody tr').first().innerText()

    expect(drawing).toBe('Online content. Received: November 2026, 2.')
    expect(row).toMatch(/^November 2026\s+Online content\s+2\s/)
  })

  test('a notice that cannot arrive is shown to whoever looks after the program, and arrives once it can', async () => {
    const { address, pass, away } = await testshirePlayground()
    const { get, sends } = hand(address)
    await get(`${council}/sam`)
    away.add('web:content-lead.testshire.test')
    await sends(`${council}/sam/desk?desk=content`, comment)
    await pass(100, 20)
    const page = await windowAt(`${address}${council}/administrator/stuck`)

    const shown = await page.locator('main').innerText()
    away.clear()
    await page
      .getByRole('button', { name: /^Try again/ })
      .first()
      .click()
    const tried = await page.locator('main').innerText()
    await pass(1)
    await page.goto(`${address}${council}/content-lead`)

    expect(shown).toMatch(/Cleo Lead[\s\S]*The service did not answer/)
    expect(tried).toContain('It is tried again now')
    expect(await page.locator('main').innerText()).toMatch(/CON-/)
  })
})

async function windowAt(address: string): Promise<Page> {
  const page = await (await theBrowser()).newPage({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' })
  page.setDefaultTimeout(8_000)
  onTestFinished(() => page.close())
  await page.goto(new URL('/', address).href)
  await page.goto(address)
  return page
}
