import { join } from 'node:path'
import { everydayOf } from './answers/everyday.ts'
import type { Held } from './answers/held.ts'
import { readNotes } from './answers/read.ts'
import type { Authority } from './authorities/authority.ts'
import { besideName, printsBeside, readBeside } from './beside.ts'
import type { Policy } from './clauses/clause.ts'
import { type Library, readLibrary } from './clauses/library.ts'
import type { Place } from './clauses/shelf.ts'
import { Watch } from './clauses/watch.ts'
import { Fixable } from './errors.ts'
import { buildIndex } from './search/build.ts'
import { lsa } from './search/lsa.ts'
import { openIndex } from './search/open.ts'
import { type Index, search } from './search/search.ts'

/** What is held of one authority, kept in step with its folder. The old index answers until the new one is whole. */
export interface Holding {
  held(): Held
  /** The SHA-256 of the file that a policy was read from: which text of it applied on a day. */
  digestOf(policy: Policy): string
  /** What is wrong with its documents and what stands beside them: a sentence each. */
  problems(): string[]
  /** Looks at the folder, and builds anew if something changed and stands still. */
  refresh(): Promise<void>
}

export interface Hooks {
  say(words: string): void
  /** How far a long piece of work is, 0–1. */
  progress(what: string, done: number): void
  now(): Date
}

type Prints = Record<string, string>

interface State {
  library: Library
  besidePrints: Prints
  held: Held
  /** Of what stands beside the documents: a sentence each. */
  problems: string[]
}

export async function openHolding(authority: Authority, place: Place, indexes: string, hooks: Hooks): Promise<Holding> {
  const folder = join(indexes, authority.id)
  let state = await firstState(authority, place, folder, hooks)
  const watch = new Watch(place)
  return {
    held: () => state.held,
    digestOf: ({ file }) => state.library.prints[file]?.split(' ')[2] ?? '',
    problems: () => [...state.library.problems.map(problem => problem.says), ...state.problems],
    refresh: async () => {
      const { library: previous, besidePrints } = state
      const changes = await watch.look(hooks.now(), previous.prints)
      const printsNow = printsBeside(authority, place.policies)
      if (changes === undefined && same(besidePrints, printsNow)) return
      const library = changes ? await readLibrary(place, { previous, unsettled: changes.unsettled }) : previous
      state = await build(authority, library, printsNow, place, folder, hooks)
    },
  }
}

/** From the index that was built before, where nothing changed since; otherwise built now. */
async function firstState(authority: Authority, place: Place, folder: string, hooks: Hooks): Promise<State> {
  const kept = await openIndex(folder, { expect: lsa() }).catch(refused(hooks))
  const previous = kept && {
    policies: kept.index.policies,
    problems: [],
    prints: goodPrints(kept.manifest.fingerprints),
  }
  const progress = (done: number, of: number) => hooks.progress(`Reading the documents of ${authority.name}`, done / of)
  const library = await readLibrary(place, { previous, progress })
  const besidePrints = printsBeside(authority, place.policies)
  if (kept === undefined || !same(kept.manifest.fingerprints, { ...library.prints, ...besidePrints }))
    return await build(authority, library, besidePrints, place, folder, hooks)
  const notes = readNotes(place.policies, authority.id)
  const held = heldOf(authority, kept.index, notes, place.policies)
  return { library, besidePrints, held, problems: [...notes.mistakes, ...kept.manifest.problems] }
}

async function build(
  authority: Authority,
  library: Library,
  besidePrints: Prints,
  place: Place,
  folder: string,
  hooks: Hooks,
): Promise<State> {
  hooks.say(`The documents of ${authority.name} are new or have changed: building its index.`)
  const beside = readBeside(authority, place.policies)
  const { index, manifest } = await buildIndex({
    authority: authority.id,
    policies: library.policies,
    asked: beside.asked,
    lexicon: beside.lexicon,
    embedder: lsa(),
    folder,
    fingerprints: { ...library.prints, ...besidePrints, ...failedOnes(beside.bad) },
    onProgress: done => hooks.progress(`Building the index of ${authority.name}`, done),
    now: hooks.now,
  })
  const held = heldOf(authority, index, beside.notes, place.policies)
  return { library, besidePrints, held, problems: [...beside.mistakes, ...manifest.problems] }
}

function heldOf(
  authority: Authority,
  index: Index,
  { laws, together }: ReturnType<typeof readNotes>,
  policies: string,
): Held {
  const withLines = new Set([...new Set(index.reader.lines.clause)].map(id => index.clauses[id]?.policy))
  return {
    authority,
    policies: index.policies,
    laws,
    together,
    search: (question, { asked }) => search(index, question, { asked }),
    hasAskLines: policy => withLines.has(policy),
    everyday: everydayOf(policies, index.lexicon),
  }
}

/** An index that cannot be used is said and built again; it is never searched. */
function refused({ say }: Hooks): (error: unknown) => undefined {
  return error => {
    if (!(error instanceof Fixable)) throw error
    say(`${error.message}\nIt is built again now.`)
  }
}

/** Fits no file, so that the next start reads these again and says again what is wrong. */
function failedOnes(files: string[]): Prints {
  return Object.fromEntries(files.map(file => [besideName(file), 'failed']))
}

/** A file that could not be read is tried again at each start, so that what is wrong with it is said again. */
function goodPrints(prints: Prints): Prints {
  return Object.fromEntries(Object.entries(prints).filter(([, print]) => !print.endsWith(' failed')))
}

function same(a: Prints, b: Prints): boolean {
  return (
    Object.keys(a).length === Object.keys(b).length && Object.entries(a).every(([name, print]) => b[name] === print)
  )
}
