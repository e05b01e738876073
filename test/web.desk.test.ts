import { describe, expect, test } from 'vitest'
import { noBrowser } from './support/browser.ts'
import { freshWindow } from './support/web/comer.ts'
import { liveCouncil } from './support/web/live.ts'

const content = {
  ...{ danger: 'no', 'sub-type': 'threat', platform: 'facebook', what: 'I know where you park', identity: 'named' },
  ...{ link: 'https://www.facebook.com/testshire/posts/1', seen: '2026-11-20 09:00' },
}

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
})
