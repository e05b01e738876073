import type { Page } from 'playwright-core'
import { expect, onTestFinished } from 'vitest'
import { theBrowser } from '../browser.ts'
import type { LiveCouncil } from './live.ts'

/** A window of a browser that nobody has used yet. */
export async function freshWindow(width = 1280): Promise<Page> {
  const context = await (await theBrowser()).newContext({
    ...{ ignoreHTTPSErrors: true, reducedMotion: 'reduce', viewport: { width, height: 800 } },
    ...(width < 600 ? { hasTouch: true, isMobile: true } : {}),
  })
  context.setDefaultTimeout(10_000)
  onTestFinished(() => context.close())
  return context.newPage()
}

export async function askForLink(page: Page, { address }: LiveCouncil, who: string): Promise<void> {
  await page.goto(`${address}/sign-in`)
  await page.getByLabel('Your work e-mail address, or your name').fill(who)
  await page.getByRole('button', { name: 'Send me a link' }).click()
  await page.getByRole('heading', { name: 'Look in your messages' }).waitFor()
}

/** The page is there before the mail is: looks until so many have come. */
export async function arrived({ mailTo }: LiveCouncil, person: string, many: number) {
  await expect.poll(() => mailTo(person).length, { timeout: 10_000 }).toBeGreaterThanOrEqual(many)
  return mailTo(person)
}

/** Signs somebody in by a link that they asked for. */
export async function signedIn(
  council: LiveCouncil,
  name: string,
  person: string,
  page: Page | undefined = undefined,
): Promise<Page> {
  const window = page ?? (await freshWindow())
  const before = council.mailTo(person).length
  await askForLink(window, council, name)
  const mail = (await arrived(council, person, before + 1)).at(-1)
  await window.goto(mail?.links[0] ?? '')
  await window.getByRole('button', { name: `Sign in as ${name}` }).click()
  await window.locator('.page-home').waitFor()
  return window
}
