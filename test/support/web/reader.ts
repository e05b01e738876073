import type { Page } from 'playwright-core'
import type { Actor, Seen } from '../stage.ts'
import { fill } from './fill.ts'

/** Somebody at the page: they press what stands there, and see what then stands there. */
export function reader(page: Page, home: string): Actor & { page: Page } {
  let scope = 'main'
  let lastTold = 0

  // All at once: each way to the page and back costs more than what is done there.
  const look = (): Promise<Seen> =>
    page.evaluate<Seen>(`(() => {
      const where = document.querySelector('${scope}')
      const texts = all => [...all].map(one => one.innerText.trim())
      return {
        text: where.innerText,
        buttons: [...texts(where.querySelectorAll('.ways a, .ways button')), ...texts(document.querySelectorAll('nav li a'))],
        fields: [...where.querySelectorAll('[data-field]')].map(one => one.dataset.field),
      }
    })()`)
  /** A conversation is read at its end, any other page as a whole. */
  const settle = async (): Promise<Seen> => {
    const talks = await page.evaluate<boolean>(`document.querySelector('.talk-page .talk > li') !== null`)
    scope = talks ? '.talk > li:last-child' : 'main'
    return look()
  }
  const goes = async (act: () => Promise<unknown>) => {
    await page.evaluate(`document.body.setAttribute('data-before', '')`)
    await act()
    await page.locator('body[data-before]').waitFor({ state: 'detached' })
    await page.waitForLoadState()
    return settle()
  }
  const stays = async (act: () => Promise<unknown>) => {
    await page.evaluate(`document.querySelector('.talk-page').setAttribute('data-before', '')`)
    await act()
    await page.locator('.talk-page[data-before]').waitFor({ state: 'detached' })
    await page.waitForLoadState()
    return settle()
  }
  const menu = async (label: string) => {
    const button = page.locator('.menu-button')
    if ((await button.isVisible()) && !(await page.locator('.menu').isVisible())) await button.click()
    return goes(() =>
      page
        .locator('nav li a', { hasText: new RegExp(`^\\s*${label}`) })
        .first()
        .click(),
    )
  }
  const atTalk = async () => {
    if (page.url() === 'about:blank') await page.goto(home)
    if (!page.url().replace(/#.*/, '').endsWith(home)) await menu('Signpost')
  }
  return {
    page,
    async says(text) {
      await atTalk()
      await page.locator('#text').fill(text)
      return stays(() => page.locator('#say button').click())
    },
    async presses(label) {
      const exactly = new RegExp(`^\\s*${label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*$`)
      const found = page.locator(scope).locator('.ways a, .ways button').filter({ hasText: exactly }).first()
      if ((await found.count()) === 0) return menu(label)
      const inPlace = (await found.getAttribute('data-clause')) !== null && (page.viewportSize()?.width ?? 0) >= 1200
      if (inPlace) {
        await found.click()
        await page.locator('#beside h1').waitFor()
        scope = '#beside'
        return look()
      }
      const inTalk = await found.evaluate(one => one.closest('form')?.hasAttribute('data-stays') === true)
      return inTalk ? stays(() => found.click()) : goes(() => found.click())
    },
    async fills(given, { send = true } = {}) {
      await fill(page, given)
      return send ? goes(() => page.locator('form.form > .ways button').click()) : settle()
    },
    async told() {
      await (page.url() === 'about:blank' ? page.goto(home) : menu('Signpost'))
      const ids = await page
        .locator('.talk > li[data-told]')
        .evaluateAll(all => all.map(one => Number(one.id.slice(2))))
      const fresh = ids.filter(id => id > lastTold)
      const seen: Seen[] = []
      for (const id of fresh) {
        scope = `#e-${id}`
        seen.push(await look())
        lastTold = id
      }
      return seen
    },
    async home() {
      if (page.url() === 'about:blank') await page.goto(home)
      return menu('Home')
    },
  }
}
