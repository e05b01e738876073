import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { readSettings } from '../authorities/settings.ts'
import { ownOrShipped } from '../authorities/shipped.ts'
import { type Law, Laws } from './laws.ts'
import { type Together, TogetherFile } from './together.ts'

/** The notes that stand beside the policies; a missing file is an empty one. All mistakes at once, a sentence each. */
export function readNotes(policies: string, authority: string) {
  const mistakes: string[] = []
  const laws: Law[] = []
  const together: Together[] = []
  const lawFile = lawFileOf(policies)
  if (existsSync(lawFile)) {
    const read = readSettings(lawFile, Laws)
    laws.push(...(read.settings?.laws ?? []))
    mistakes.push(...read.mistakes)
  }
  const togetherFile = join(policies, authority, 'together.yaml')
  if (existsSync(togetherFile)) {
    const read = readSettings(togetherFile, TogetherFile)
    together.push(...(read.settings?.together ?? []))
    mistakes.push(...read.mistakes)
  }
  return { laws, together, mistakes }
}

/** For whoever watches the file for changes. */
export function lawFileOf(policies: string): string {
  return ownOrShipped(policies, 'law.yaml')
}
