import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, onTestFinished, test } from 'vitest'
import { noBrowser, theBrowser } from './support/browser.ts'
import { teamsRig } from './support/teams/teams-stage.ts'

/** Set to a folder, the screens of these stories are kept there to be looked at. */
const screens = process.env['SCREENS']

describe.skipIf(noBrowser)(`in Microsoft's own page, as somebody sees it${noBrowser ? ` (${noBrowser})` : ''}`, () => {
  const rig = teamsRig()

  async function opened(url: string): Promise<Page> {
    const browser = await theBrowser()
    const page = await browser.newPage({ viewport: { width: 1300, height: 1000 } })
    onTestFinished(() => page.close())
    await page.goto(url, { waitUntil: 'domcontentloaded' })
    // The page of a place is drawn anew once the playground has told us that it was opened.
    await page.getByText('What Signpost does').first().waitFor()
    return page
  }

  async function says(page: Page, words: string): Promise<void> {
    await page.locator('[role=textbox][contenteditable=true]').last().click()
    await page.keyboard.type(words)
    await page.getByRole('button', { name: 'Send Message' }).click()
  }

  async function keep(page: Page, name: string): Promise<void> {
    if (!screens) return
    mkdirSync(screens, { recursive: true })
    await page.screenshot({ path: join(screens, `teams-${name}.png`) })
  }

  test('somebody asks, sees on what the answer stands, and opens the clause', async () => {
    const stage = await rig({ dialogs: false })
    const page = await opened(stage.playground.url)

    await says(page, 'Who must know the password of an account?')
    await page.getByText('Two people must know the password').first().waitFor()
    await page.getByText('Your policy says').first().waitFor()
    await page.getByRole('button', { name: '1', exact: true }).first().hover()
    await keep(page, 'answer')
    await page.getByRole('button', { name: 'Open 2.3' }).click()
    await page.getByText('2.3, 2 The council’s accounts (the one you opened)'.replace('’', "'")).waitFor()
    await keep(page, 'clause')

    expect(await page.getByRole('button', { name: 'Open 2.3' }).count()).toBe(1)
  }, 60_000)

  test('somebody reports a worry: what is missing is said beside its field, and the receipt takes the place of the form', async () => {
    const stage = await rig({ dialogs: false })
    const page = await opened(stage.playground.url)
    const field = (label: string) => page.getByLabel(label, { exact: false }).last()

    await says(page, 'a reporter rang me about the pool')
    await page.getByRole('button', { name: 'Report it: Press' }).last().click()
    await field("What is the journalist's name?").waitFor()
    await keep(page, 'form')
    await page.getByText('A journalist has asked me').last().click()
    await field('What do they want to know?').fill('Why is the pool shut?')
    await field('Which paper').fill('The Gazette')
    await page.getByRole('button', { name: 'Send it' }).last().click()
    await page.getByText('Not sent yet.').last().waitFor()
    await page.getByText('Not sent yet.').last().scrollIntoViewIfNeeded()
    await keep(page, 'mistakes')
    const typed = await field('What do they want to know?').inputValue()
    await field("What is the journalist's name?").fill('Jo Writer')
    await field('How can they be reached?').fill('01632 960999')
    await page.getByText('They gave no time').last().click()
    await field('What has anyone said').fill('nothing')
    await page.getByRole('button', { name: 'Send it' }).last().click()
    await page.getByText('Your report is saved.').last().waitFor()
    await keep(page, 'receipt')
    const forms = await page.getByRole('button', { name: 'Send it' }).count()

    expect(typed).toContain('Why is the pool shut?')
    expect(forms).toBe(0)
  }, 60_000)

  test('the card of a desk stands in its channel, and is another one when somebody has taken the case up', async () => {
    const stage = await rig({ dialogs: false })
    const page = await opened(stage.playground.url)
    const owner = await stage.actor('press-owner')
    const kim = await stage.actor('kim')
    await kim.sends({ type: 'invoke', name: 'composeExtension/fetchTask', value: { commandId: 'press' } })
    await kim.fills({
      ...{ 'sub-type': 'enquiry', journalist: 'Jo', outlet: 'The Gazette', contact: '01632 960999' },
      ...{ 'deadline-given': 'none', what: 'Why?', 'said-already': 'nothing' },
    })
    await page.getByRole('treeitem', { name: 'press' }).click()

    await stage.pass(1)
    await page.getByText('Nobody has taken it up yet').last().waitFor()
    await keep(page, 'desk-card')
    await owner.told()
    await owner.presses('I take it up')
    await stage.pass(1)
    await page.getByText('Percy Press').last().waitFor()
    await keep(page, 'desk-card-taken-up')

    expect(await page.getByText('Nobody has taken it up yet').count()).toBe(0)
  }, 60_000)
})
