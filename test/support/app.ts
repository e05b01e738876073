import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type App, openApp } from '../../src/app.ts'
import { ask } from '../../src/chat/ask.ts'
import { settingsFrom } from '../../src/config.ts'

export const root = resolve(import.meta.dirname, '../..')

/** The five real documents, other people's texts: read where they stand, never copied. */
export const originals = resolve(root, '../shared/policies')
export const haveOriginals = existsSync(originals)

/** The whole program over what ships, or over other folders, with an index of its own. */
export async function started(environment: Record<string, string> = {}, now = new Date('2026-11-20T10:00:00Z')) {
  const said: string[] = []
  const settings = settingsFrom({
    POLICIES: join(root, 'policies'),
    INDEX: mkdtempSync(join(tmpdir(), 'signpost-')),
    ...environment,
  })
  const app: App = await openApp(settings, { say: words => said.push(words), progress: () => {}, now: () => now })
  return {
    app,
    said,
    settings,
    ask: (authority: string | undefined, question: string, before?: string) =>
      ask(app.library, { authority, question, before }, now),
  }
}
