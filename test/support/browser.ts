import type { Browser } from 'playwright-core'
import { afterAll } from 'vitest'
import { launched } from './chromium.ts'

export { noBrowser } from './chromium.ts'

let started: Promise<Browser> | undefined

/** One browser for all tests of a file; each person has a window of their own in it. */
export function theBrowser(): Promise<Browser> {
  started ??= launched()
  return started
}

afterAll(async () => {
  await (await started)?.close()
})
