import type { Page } from 'playwright-core'

/** Fills in the form on the page from its top to its end, as a person does: an answer may bring more questions. */
export async function fill(page: Page, given: Record<string, unknown>): Promise<void> {
  const done = new Set<string>()
  for (;;) {
    const there = await page.evaluate<Asked[]>(allAsked)
    const next = there.find(({ id }) => id in given && !done.has(id))
    if (next === undefined) return
    done.add(next.id)
    await answer(page, next, given[next.id])
  }
}

interface Asked {
  id: string
  kind: 'moment' | 'words' | 'file' | 'choice'
  checked: string[]
  changes: boolean
}

/** One way to the page and back for the whole form: each costs more than what is done there. */
const allAsked = `[...document.querySelectorAll('form.form [data-field]')].map(one => ({
  id: one.dataset.field,
  kind: one.querySelector('[type="date"]') ? 'moment'
    : one.querySelector('[type="text"], textarea') ? 'words'
    : one.querySelector('[type="file"]') ? 'file' : 'choice',
  checked: [...one.querySelectorAll(':checked')].map(option => option.value),
  changes: one.querySelector('[data-changes]') !== null,
}))`

async function answer(page: Page, { id, kind, checked, changes }: Asked, value: unknown): Promise<void> {
  const field = page.locator(`[data-field="${id}"]`)
  const text = String(value)
  if (kind === 'moment') {
    const [day = '', time = ''] = text.split(' ')
    await field.locator('input[type="date"]').fill(day)
    return field.locator('input[type="time"]').fill(time)
  }
  if (kind === 'words') return field.locator('input[type="text"], textarea').first().fill(text)
  if (kind === 'file') return field.locator('input[type="file"]').setInputFiles(value as string[])
  for (const one of [value].flat()) {
    if (checked.includes(String(one))) continue
    if (changes) await page.evaluate(`document.querySelector('.page').setAttribute('data-before', '')`)
    await field.locator(`input[value="${one}"]`).check()
    if (changes) await page.locator('.page[data-before]').waitFor({ state: 'detached' })
  }
}
