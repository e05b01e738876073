import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { noBrowser, theBrowser } from './support/browser.ts'
import { hardIn } from './support/plain-english.ts'
import { withoutNames } from './support/prose.ts'
import { foundByAxe } from './support/web/axe.ts'
import { practice } from './support/web/practice.ts'
import { everySight } from './support/web/sights.ts'

const shots = process.env['SHOTS']

describe.skipIf(noBrowser)('every page, on a desk and on a phone, light and dark', () => {
  test('has nothing that axe finds, nothing that is cut off, and nothing that its own rules forbid', async () => {
    const program = await practice('policies')
    const sights = await everySight(program)
    const browser = await theBrowser()
    const page = await (await browser.newContext({ reducedMotion: 'reduce' })).newPage()
    const found: string[] = []
    let name = ''
    // That a page was refused is what some of them are for.
    const isWrong = (text: string) => !text.startsWith('Failed to load resource')
    page.on('console', one => one.type() === 'error' && isWrong(one.text()) && found.push(`${name}: ${one.text()}`))
    page.on('pageerror', error => found.push(`${name}: ${error.message}`))

    for (const sight of sights) {
      name = sight.name
      await page.setViewportSize({ width: 1280, height: 900 })
      await page.goto(program.address + sight.path)
      await sight.first?.(page)
      found.push(...hardIn(withoutNames(await proseOn(page))).map(what => `${name}: ${what}`))
      for (const width of [1280, 375]) {
        await page.setViewportSize({ width, height: 900 })
        found.push(...(await page.evaluate<string[]>(tooWide)).map(what => `${name}, ${width}: ${what} is too wide`))
        found.push(
          ...(await page.evaluate<string[]>(nameless)).map(
            what => `${name}, ${width}: nobody sees that it is the "${what}"`,
          ),
        )
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme })
          found.push(...(await foundByAxe(page)).map(line => `${name}, ${width}, ${colorScheme}: ${line}`))
          await shot(page, `${name} ${width} ${colorScheme}`)
        }
      }
    }

    expect(found).toEqual([])
  }, 300_000)
})

/** The page itself, or a card on it out of which something hangs. */
const tooWide = `[document.documentElement, ...document.querySelectorAll('.facts, .card, .notice, .field, .chart, .menu, .say')]
  .filter(one => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== 'none')
  .map(one => one.tagName + '.' + one.className)`

/** Names of facts that cannot be seen, save where there is one a card and its heading says it. */
const nameless = `[...document.querySelectorAll('dl')].filter(one => one.querySelectorAll('dt').length > 1)
  .flatMap(one => [...one.querySelectorAll('dt')]).filter(one => one.offsetParent === null).map(one => one.textContent)`

/** The words of the page that are ours, without quotes, choices and what people said. */
function proseOn(page: Page): Promise<string> {
  const parts = 'p, li, dt, dd, h1, h2, h3, label, legend, summary, button, caption, th'
  return page.evaluate<string>(`[...document.querySelectorAll('header, #main')]
    .flatMap(part => [...part.querySelectorAll('${parts}')])
    .filter(one => !one.querySelector('${parts}') && !one.closest('figure, .said, .option, .hidden, [hidden], .try, .people, .whoami'))
    .map(one => one.innerText.trim()).filter(Boolean).join('\\n')`)
}

async function shot(page: Page, name: string): Promise<void> {
  if (shots === undefined) return
  mkdirSync(shots, { recursive: true })
  await page.screenshot({ path: join(shots, `${name.replaceAll(/[ ,]+/g, '-')}.png`), fullPage: true })
}
