import type { Page } from 'playwright-core'

/** Somebody who has no mouse. Whatever they do, the keyboard does. */
export function keysOf(page: Page) {
  const press = (key: string) => page.keyboard.press(key)
  const focused = (): Promise<string> =>
    page.evaluate(`(() => {
      const one = document.activeElement
      return (one.getAttribute('aria-label') ?? one.labels?.[0]?.innerText ?? one.innerText ?? '').trim()
    })()`)
  return {
    press,
    focused,
    type: (text: string) => page.keyboard.type(text),
    /** Goes on with Tab until something of that name has the focus: a link, a button or a field. Fails where none ever has. */
    async to(name: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
      for (let n = 0; n < 120; n++) {
        await press(key)
        if (name.test(await focused())) return
      }
      throw new Error(`Nothing that ${name} fits can be reached by the keyboard on ${page.url()}`)
    },
    /** Presses Enter where a page of its own comes of it. */
    async enters(): Promise<void> {
      await page.evaluate(`document.body.setAttribute('data-before', '')`)
      await press('Enter')
      await page.locator('body[data-before]').waitFor({ state: 'detached' })
      await page.waitForLoadState()
    },
    /** The outline that shows where one is. */
    ring: (): Promise<string> => page.evaluate(`getComputedStyle(document.activeElement).outlineStyle`),
    /** What a screen reader is told without having moved. */
    said: () => page.locator('#news').innerText(),
  }
}
