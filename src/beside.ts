import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { elsewhereFile, readElsewhere } from './answers/elsewhere.ts'
import { lawFileOf, readNotes } from './answers/read.ts'
import type { Authority } from './authorities/authority.ts'
import { ownOrShipped } from './authorities/shipped.ts'
import { Fixable } from './errors.ts'
import { type AskLines, readAskLines } from './search/asked.ts'
import { type Lexicon, noLexicon, readLexicon } from './words/lexicon.ts'

/** What stands beside an authority's documents and goes into its answers: ask lines, the lexicon, notes. */
export interface Beside {
  asked: Map<string, AskLines>
  lexicon: Lexicon
  notes: ReturnType<typeof readNotes>
  /** What is wrong with these files, a sentence each. Whatever is wrong with one, the others count. */
  mistakes: string[]
  /** The files whose words are missing for a mistake in them. */
  bad: string[]
}

export function readBeside(authority: Authority, policies: string): Beside {
  const mistakes: string[] = []
  const bad: string[] = []
  const attempt = <T>(file: string, read: (text: string, file: string) => T, otherwise: T): T => {
    try {
      return read(readFileSync(file, 'utf8'), file)
    } catch (error) {
      if (!(error instanceof Fixable)) throw error
      mistakes.push(error.message)
      bad.push(file)
      return otherwise
    }
  }
  const asked = new Map(
    askedFiles(authority, policies).map(file => [
      `${authority.id}/${basename(file, '.yaml')}`,
      attempt(file, readAskLines, {}),
    ]),
  )
  const lexicon = attempt(lexiconFile(policies), readLexicon, noLexicon)
  const notes = readNotes(policies, authority.id)
  return { asked, lexicon, notes, mistakes: [...mistakes, ...notes.mistakes, ...readElsewhere(policies).mistakes], bad }
}

/** How these files look now. Sizes and times are enough: nothing is lost if a touched file is read once more. */
export function printsBeside(authority: Authority, policies: string): Record<string, string> {
  const notes = [lawFileOf(policies), join(policies, authority.id, 'together.yaml')].filter(file => existsSync(file))
  const files = [...askedFiles(authority, policies), lexiconFile(policies), elsewhereFile(policies), ...notes]
  return Object.fromEntries(files.map(file => [besideName(file), `${statSync(file).size} ${statSync(file).mtimeMs}`]))
}

/** Its name among the fingerprints of an index, apart from the documents'. */
export function besideName(file: string): string {
  return `beside ${file}`
}

function askedFiles(authority: Authority, policies: string): string[] {
  const folder = join(policies, authority.id, 'asked')
  if (!existsSync(folder)) return []
  const names = readdirSync(folder).filter(name => name.endsWith('.yaml') && !name.startsWith('.'))
  return names.sort().map(name => join(folder, name))
}

function lexiconFile(policies: string): string {
  return ownOrShipped(policies, 'lexicon.yaml')
}
