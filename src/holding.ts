import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import type { Held } from './answers/held.ts'
import { readNotes } from './answers/read.ts'
import type { Authority } from './authorities/authority.ts'
import type { Policy } from './clauses/clause.ts'
import { parsePolicy } from './clauses/policy.ts'
import { readDocument } from './clauses/read.ts'
import type { Settings } from './config.ts'
import { Fixable } from './errors.ts'
import { type AskLines, readAskLines } from './search/asked.ts'
import { buildIndex } from './search/build.ts'
import { lsa } from './search/lsa.ts'
import { fingerprint } from './search/manifest.ts'
import { openIndex } from './search/open.ts'
import { type Index, search } from './search/search.ts'
import { readLexicon } from './words/lexicon.ts'

/** What is held of one authority, kept in step with its folder. The old index answers until the new one is whole. */
export interface Holding {
  held(): Held
  /** What is wrong with its documents and notes: a sentence each. */
  problems(): string[]
  /** Looks at the folder, and builds anew if anything changed. True if it did. */
  refresh(): Promise<boolean>
}

interface Hooks {
  say(words: string): void
  now(): Date
}

export async function openHolding(authority: Authority, settings: Settings, hooks: Hooks): Promise<Holding> {
  const folder = join(settings.INDEX, authority.id)
  const embedder = lsa()
  const kept = await openIndex(folder, { expect: embedder }).catch(refused(hooks))
  let index: Index | undefined = kept?.index
  let made: Record<string, string> = kept?.manifest.fingerprints ?? {}
  let problems: string[] = kept?.manifest.problems ?? []
  let notes = readNotes(settings.POLICIES, authority.id)

  const refresh = async (): Promise<boolean> => {
    const material = lookAt(authority, settings)
    notes = readNotes(settings.POLICIES, authority.id)
    if (index !== undefined && same(made, material.fingerprints)) return false
    hooks.say(`Reading the documents of ${authority.name} …`)
    const read = await readPolicies(authority, material.documents, index?.policies ?? [])
    const built = await buildIndex({
      authority: authority.id,
      policies: read.policies,
      asked: material.asked,
      lexicon: readLexicon(readFileSync(material.lexicon, 'utf8'), material.lexicon),
      embedder,
      folder,
      fingerprints: material.fingerprints,
      now: hooks.now,
    })
    index = built.index
    made = material.fingerprints
    problems = [...read.problems, ...built.manifest.problems]
    return true
  }
  await refresh()
  const current = (): Index => {
    if (index === undefined) throw new Error('No index after the first refresh.')
    return index
  }
  return {
    held: () => heldOf(authority, current(), notes),
    problems: () => [...notes.mistakes, ...problems],
    refresh,
  }
}

function heldOf(authority: Authority, index: Index, { laws, together }: ReturnType<typeof readNotes>): Held {
  return {
    authority,
    policies: index.policies,
    laws,
    together,
    search: (question, { asked }) => search(index, question, { asked }),
  }
}

/** An index that cannot be used is said and built again; it is never searched. */
function refused({ say }: Hooks): (error: unknown) => undefined {
  return error => {
    if (!(error instanceof Fixable)) throw error
    say(`${error.message}\nIt is built again now.`)
  }
}

function same(a: Record<string, string>, b: Record<string, string>): boolean {
  return (
    Object.keys(a).length === Object.keys(b).length && Object.entries(a).every(([name, print]) => b[name] === print)
  )
}

function lookAt(authority: Authority, settings: Settings) {
  const own = join(settings.POLICIES, authority.id)
  const documents = filesIn(join(settings.DOCUMENTS ?? settings.POLICIES, authority.id)).filter(isDocument)
  const askedFiles = filesIn(join(own, 'asked')).filter(file => extname(file) === '.yaml')
  const lexicon = existsSync(join(settings.POLICIES, 'lexicon.yaml'))
    ? join(settings.POLICIES, 'lexicon.yaml')
    : 'policies/lexicon.yaml'
  const asked = new Map<string, AskLines>(
    askedFiles.map(file => [
      `${authority.id}/${basename(file, '.yaml')}`,
      readAskLines(readFileSync(file, 'utf8'), file),
    ]),
  )
  const fingerprints = Object.fromEntries(
    [...documents, ...askedFiles, lexicon].map(file => [file, fingerprint(readFileSync(file))]),
  )
  return { documents, asked, lexicon, fingerprints }
}

async function readPolicies(authority: Authority, documents: string[], previous: Policy[]) {
  const policies: Policy[] = []
  const problems: string[] = []
  for (const file of documents) {
    const policy = `${authority.id}/${basename(file, extname(file))}`
    try {
      policies.push(parsePolicy(await readDocument(file), { authority: authority.id, policy, file }).policy)
    } catch (error) {
      if (!(error instanceof Fixable)) throw error
      problems.push(error.message)
      policies.push(...previous.filter(({ id }) => id === policy))
    }
  }
  return { policies, problems }
}

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .sort()
    .map(name => join(folder, name))
    .filter(file => statSync(file).isFile())
}

function isDocument(file: string): boolean {
  return /\.(?:md|markdown|txt|pdf|docx|html?)$/i.test(file) && !/^(?:readme|~\$|\.)/i.test(basename(file))
}
