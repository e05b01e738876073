import type { Page } from 'playwright-core'

/** Fills in the form on the page from its top to its end, as a person does: an answer may bring more questions. */
export async function fill(page: Page, given: Record<string, unknown>): Promise<void> {
  const done = new Set<string>()
  for (;;) {
    const there = await page
      .locator('form.form [data-field]')
      .evaluateAll(all => all.map(one => one.getAttribute('data-field') ?? ''))
    const next = there.find(id => id in given && !done.has(id))
    if (next === undefined) return
    done.add(next)
    await answer(page, next, given[next])
  }
}

async function answer(page: Page, id: string, value: unknown): Promise<void> {
  const field = page.locator(`[data-field="${id}"]`)
  const text = String(value)
  if ((await field.locator('input[type="date"]').count()) > 0) {
    const [day = '', time = ''] = text.split(' ')
    await field.locator('input[type="date"]').fill(day)
    await field.locator('input[type="time"]').fill(time)
    return
  }
  const choices = field.locator('input[type="radio"], input[type="checkbox"]')
  const words = field.locator('input[type="text"], textarea')
  if ((await words.count()) > 0) return words.first().fill(text)
  if ((await field.locator('input[type="file"]').count()) > 0)
    return field.locator('input[type="file"]').setInputFiles(value as string[])
  for (const one of [value].flat()) {
    const option = choices.and(page.locator(`[value="${one}"]`))
    if (await option.isChecked()) continue
    const changes = (await option.getAttribute('data-changes')) !== null
    if (changes) await page.evaluate(`document.querySelector('.page').setAttribute('data-before', '')`)
    await option.check()
    if (changes) await page.locator('.page[data-before]').waitFor({ state: 'detached' })
  }
}
