import type { Authority } from './authorities/authority.ts'
import { readAuthorities } from './authorities/read.ts'
import type { ClauseCopy } from './cases/report.ts'
import { clausesApplied } from './chat/applied.ts'
import type { Library } from './chat/ask.ts'
import type { Settings } from './config.ts'
import { checkDesks } from './desks/check.ts'
import type { Form } from './desks/form.ts'
import { type Desks, openDesks } from './desks/open.ts'
import { Fixable, mistakesOf } from './errors.ts'
import { type Holding, type Hooks, openHolding } from './holding.ts'
import type { Keeping } from './keeping.ts'

export interface App {
  library: Library
  /** Cases and their database, opened when somebody first needs them: a question waits for neither. */
  keeping(): Promise<Keeping>
  /** The clauses that a form rests on, as they stand now: they go with the report. */
  clausesFor(authority: string, form: Form): Promise<ClauseCopy[]>
  /** Reads and indexes what changed of every council. Gives what is wrong with the documents: a sentence each. */
  refresh(): Promise<string[]>
  /** Looks every so many seconds whether documents changed. Gives the function that stops it. */
  watch(seconds: number): () => void
}

/** The one place where the parts meet. A council's index is opened when it is first asked, so that one answer waits for one. */
export async function openApp(settings: Settings, hooks: Hooks): Promise<App> {
  const authorities = readAuthorities(settings.POLICIES)
  const desks = openDesks(settings.POLICIES)
  if (settings.MODE === 'live') await refuseUnready(settings, authorities, desks)
  let keeping: Promise<Keeping> | undefined
  const open = new Map<string, Promise<Holding>>()
  const holding = (id: string): Promise<Holding> => {
    const authority = authorities.find(one => one.id === id)
    if (authority === undefined) throw new Error(`There is no authority ${id}.`)
    const { POLICIES: policies, DOCUMENTS: documents } = settings
    const place = { authority: id, policies, documents, alone: authorities.length === 1 }
    const known = open.get(id) ?? openHolding(authority, place, settings.INDEX, hooks).then(told)
    open.set(id, known)
    // What kept it from opening may be gone at the next question.
    known.catch(() => open.delete(id))
    return known
  }

  /** Each problem is said once: at the start, and when a document that was good goes bad. */
  const said = new Set<string>()
  const told = (one: Holding): Holding => {
    for (const problem of one.problems()) if (!said.has(problem)) hooks.say(problem)
    for (const problem of one.problems()) said.add(problem)
    return one
  }
  const refresh = async () => {
    const problems: string[] = []
    for (const { id } of authorities) {
      const one = await holding(id)
      await one.refresh()
      told(one)
      problems.push(...one.problems())
    }
    return problems
  }
  return {
    library: {
      authorities,
      held: async id => (await holding(id)).held(),
      desks,
    },
    keeping: () => {
      // Loaded only now: the database's libraries take longer to load than a question to answer.
      const opening =
        keeping ?? import('./keeping.ts').then(({ openKeeping }) => openKeeping(settings, authorities, desks))
      keeping = opening
      // A database that is away now may be there at the next report.
      opening.catch(() => {
        if (keeping === opening) keeping = undefined
      })
      return opening
    },
    clausesFor: async (id, form) => {
      try {
        const { held, digestOf } = await holding(id)
        return clausesApplied(held().policies, digestOf, form)
      } catch (error) {
        // Documents that cannot be read keep no report from being saved.
        if (!(error instanceof Fixable)) throw error
        hooks.say(error.message)
        return []
      }
    },
    refresh,
    watch: seconds => watch(async () => void (await refresh()), seconds, hooks.say),
  }
}

/** Live, every report must be noticed and sealed, and end with somebody real. Clauses that desks cite are left to `npm run doctor`: documents may be slow. */
async function refuseUnready(settings: Settings, authorities: Authority[], desks: Desks): Promise<void> {
  const { POLICIES: policies, MODE: mode, KEY_FILE, PUBLIC_URL } = settings
  const { keyFileMistakes } = await import('./db/key-file.ts')
  const told = checkDesks({ policies, authorities, mode, holds: () => true, mailsLead: PUBLIC_URL !== undefined })
  // What it reads for that is kept for the first message.
  const noticed = mistakesOf(() => desks.spot(''))
  const mistakes = [...keyFileMistakes(KEY_FILE), ...told, ...noticed]
  if (mistakes.length > 0)
    throw new Fixable(
      `MODE=live, and this would keep a report from being saved, or from a real person:\n${mistakes.map(mistake => `- ${mistake}`).join('\n')}`,
    )
}

/** A look that fails says so and the next one comes all the same: the index that is open goes on answering. */
function watch(look: () => Promise<void>, seconds: number, say: (words: string) => void): () => void {
  let timer: NodeJS.Timeout | undefined
  const later = () => {
    timer = setTimeout(async () => {
      await look().catch((error: Error) => say(error.message))
      if (timer !== undefined) later()
    }, seconds * 1000)
  }
  later()
  return () => {
    clearTimeout(timer)
    timer = undefined
  }
}
