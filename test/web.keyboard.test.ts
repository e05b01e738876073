import { describe, expect, onTestFinished, test } from 'vitest'
import { noBrowser, theBrowser } from './support/browser.ts'
import { keysOf } from './support/web/keys.ts'
import { testshirePlayground } from './support/web/stage.ts'

describe.skipIf(noBrowser)('with the keyboard alone', () => {
  test('somebody asks, opens the clause, comes back to where they were, and asks on', async () => {
    const { address } = await testshirePlayground()
    const page = await windowAt(`${address}/testshire/sam`)
    const { press, to, type, focused, ring } = keysOf(page)

    await press('Tab')
    const first = await focused()
    await press('Enter')
    await to(/^Ask a question/)
    const isShown = await ring()
    await type('Who must know the password of an account?')
    await press('Enter')
    await page.locator('.entry.signpost h2').waitFor()
    const answered = await focused()
    await to(/^Open 2\.3/)
    await press('Enter')
    await page.locator('#beside #marked').waitFor()
    const clause = await focused()
    await press('Escape')
    const back = await focused()

    expect(first).toBe('Go to the main part')
    expect(isShown).toBe('solid')
    expect(answered).toMatch(/^Your policy says: Staff Guide/)
    expect(clause).toContain('2.3')
    expect(await page.locator('#beside').isVisible()).toBe(false)
    expect(back).toMatch(/^Open 2\.3/)
  })

  test('a command is chosen from the hints with the arrow keys, and each is read out', async () => {
    const { address } = await testshirePlayground()
    const page = await windowAt(`${address}/testshire/sam`)
    const { press, to, type, enters, said } = keysOf(page)
    const chosen = () =>
      page.evaluate<string>(`
      document.getElementById(document.activeElement.getAttribute('aria-activedescendant') ?? '')?.innerText ?? ''`)

    await to(/^Ask a question/)
    await type('/pre')
    await page.locator('#news', { hasText: '1 way to go on' }).waitFor({ state: 'attached' })
    const heard = await said()
    const none = await chosen()
    await press('ArrowDown')
    const one = await chosen()
    await press('Escape')
    const closed = await page.locator('#commands').isHidden()
    await type('s')
    await press('ArrowDown')
    await enters()

    expect(heard).toBe('1 way to go on. Use the arrow keys.')
    expect(none).toBe('')
    expect(one).toMatch(/^\/press A journalist/)
    expect(closed).toBe(true)
    expect(await page.locator('h1').innerText()).toMatch(/^Press: /)
  })

  test('somebody reports, is led to what is missing, and the desk deals with it', async () => {
    const { address, pass } = await testshirePlayground()
    const sam = await windowAt(`${address}/testshire/sam/desk?desk=press`)
    const lead = await windowAt(`${address}/testshire/press-owner`)
    const [mine, theirs] = [keysOf(sam), keysOf(lead)]

    await mine.to(/^A journalist has asked/)
    await mine.press('Space')
    await sam.locator('.page:not([data-before])').waitFor()
    await mine.to(/^What is the journalist/)
    await mine.type('Jo Writer')
    await mine.enters()
    const wrong = await sam.evaluate<string>('document.activeElement.innerText')
    await mine.press('Tab')
    await mine.press('Enter')
    const led = await mine.focused()
    await mine.type('The Gazette')
    await mine.to(/^How can they be reached/)
    await mine.type('01632 960999')
    await mine.to(/^They are waiting now/)
    await mine.press('ArrowUp')
    await sam.locator('#news', { hasText: 'The questions below have changed' }).waitFor({ state: 'attached' })
    const kept = await mine.focused()
    await mine.to(/^What do they want to know/)
    await mine.type('Why is the pool shut?')
    await mine.to(/^What has anyone said/)
    await mine.type('nothing')
    await mine.to(/^Send it/)
    await mine.enters()
    const receipt = await sam.locator('main').innerText()

    await pass(1)
    await lead.locator('#news', { hasText: 'New: New report PRE-' }).waitFor({ state: 'attached' })
    await theirs.to(/^I take it up/)
    await theirs.enters()
    await theirs.to(/^Close it/)
    await theirs.enters()
    await theirs.to(/^Dealt with/)
    await theirs.press('Space')
    await theirs.enters()
    const closed = await lead.locator('main').innerText()

    expect(wrong).toContain('5 things are missing or wrong')
    expect(led).toMatch(/^Which paper/)
    expect(kept).toMatch(/^They gave no time/)
    expect(receipt).toMatch(/Your reference is PRE-/)
    expect(closed).toContain('it is closed')
  })
})

async function windowAt(address: string) {
  const page = await (await theBrowser()).newPage({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' })
  onTestFinished(() => page.close())
  await page.goto(new URL('/', address).href)
  await page.goto(address)
  return page
}
