import type { Written } from '../cases/talk.ts'
import { FileAnswer } from '../desks/answers.ts'
import type { Act } from './act.ts'
import { insteadOfForm } from './begin.ts'
import { openCase } from './desk-work.ts'
import type { Filled } from './incoming.ts'
import { minePage, ownPage } from './pages/own.ts'
import { plainly } from './pages/plainly.ts'
import { withdrawForm, writeForm } from './pages/writing.ts'
import { draftOf } from './remembered.ts'
import type { Block, Reply } from './reply.ts'
import type { Here } from './talking.ts'
import { whenInWords } from './when.ts'
import { noSuchCase, storeAway } from './without.ts'

export async function mine(here: Here): Promise<Reply> {
  const cases = await here.talking.cases()
  if (!cases) return storeAway(here)
  return minePage(here.authority, await cases.ownCases(here.by), here.now)
}

/** A case for the person who sent it. */
export async function own(here: Here, reference: string, ...first: Block[]): Promise<Reply> {
  const cases = await here.talking.cases()
  if (!cases) return storeAway(here)
  const page = await cases.showOwn(here.by, reference)
  return page.outcome === 'shown' ? ownPage(here.authority, page, here.now, first) : noSuchCase
}

export async function unanswered(here: Here, reference: string): Promise<Reply> {
  const cases = await here.talking.cases()
  if (!cases) return storeAway(here)
  const pressed = await cases.nobodyAnswered(here.by, reference)
  if (pressed.outcome === 'not-found') return noSuchCase
  if (pressed.outcome === 'not-saved') return plainly(pressed.says.join('\n'))
  const by = whenInWords(here.authority, pressed.promised, here.now)
  return pressed.outcome === 'pressed'
    ? own(here, reference, good(`Others have been told now. Somebody takes it up by ${by}.`))
    : own(here, reference, bad(`The time we promised is not over yet. It ends ${by}.`))
}

type OwnMove = Extract<Act, { do: 'withdraw' | 'reopen-own' }>

/** Taking a report back, or asking to look at it again; either may carry a few words. */
export async function ownMove(here: Here, act: OwnMove, filled?: Filled): Promise<Reply> {
  const { reference, version } = act
  if (!filled?.sent)
    return (await insteadOfForm(here, reference, 'reporter')) ?? withdrawForm(act, here.talking.newId())
  const cases = await here.talking.cases()
  if (!cases) return storeAway(here)
  const words = String(filled.given['words'] ?? '')
  const make = act.do === 'withdraw' ? cases.withdraw : cases.reopen
  const moved = await make(here.by, reference, version, words)
  if (moved.outcome === 'not-found') return noSuchCase
  if (moved.outcome === 'moved') return own(here, reference, good('Done.'))
  return own(here, reference, bad('That cannot be done as it now stands. Please look again.'))
}

type WriteAct = Extract<Act, { do: 'write' }>

/** Words about a case that is open already: of whoever reported it, or of the desk. */
export async function write(here: Here, act: WriteAct, filled?: Filled): Promise<Reply> {
  const { reference, what } = act
  const { by, talking } = here
  const adds = what === 'addition'
  const cases = await talking.cases()
  // Of what the desk sends it is asked when that is saved. Whether a case takes files must be known before they are fetched.
  const begun = adds || !filled?.sent ? await cases?.begin(by, reference, adds ? 'reporter' : 'desk') : undefined
  if (begun?.outcome === 'not-found') return noSuchCase
  const noPictures = !adds || begun?.outcome !== 'begun' || begun.noPictures
  if (!filled?.sent) {
    const progress = filled ?? { given: await begunWith(here, act, noPictures), submission: talking.newId() }
    return writeForm(act, { given: progress.given, submission: progress.submission }, noPictures)
  }
  if (!cases) return writeForm(act, { ...filled, first: [bad(storeAway(here).title)] }, noPictures)
  if (begun?.outcome === 'not-saved') return notWritten(act, filled, begun, noPictures)
  const files = noPictures ? [] : await filesOf(filled)
  if (files === undefined)
    return writeForm(act, { ...filled, mistakes: [{ question: 'files', says: notThere }] }, noPictures)
  const text = String(filled.given['text'] ?? '')
  const { submission } = filled
  const written =
    what === 'note'
      ? await cases.note(by, reference, { text, submission })
      : what === 'question'
        ? await cases.ask(by, reference, { text, submission })
        : await cases.add(by, reference, { text, submission, files })
  if (written.outcome === 'written')
    return what === 'addition' ? own(here, reference, saved) : openCase(here, reference, saved)
  return notWritten(act, filled, written, noPictures)
}

const saved = good('Saved.')

function notWritten(act: WriteAct, filled: Filled, written: Written, noPictures: boolean): Reply {
  if (written.outcome === 'not-found') return noSuchCase
  if (written.outcome === 'incomplete') {
    const mistakes = written.mistakes.map(({ field, says }) => ({ question: field, says }))
    return writeForm(act, { ...filled, mistakes }, noPictures)
  }
  const text =
    written.outcome === 'not-saved'
      ? written.says.join('\n')
      : 'Whoever reported it left no way to write back, so this was not sent.'
  return writeForm(act, { ...filled, first: [bad(text)] }, noPictures)
}

/** What a message said and the files beside it, where one was sent for this. */
async function begunWith(here: Here, { draft }: WriteAct, noPictures: boolean): Promise<Record<string, unknown>> {
  const message = (await draftOf(here, draft))?.message
  if (!message) return {}
  const { words, files } = message
  return { ...(words ? { text: words } : {}), ...(files.length > 0 && !noPictures ? { files } : {}) }
}

/** All that were named, or none: a file that did not come must not be believed to have come. */
async function filesOf({ given, file }: Filled) {
  const named = FileAnswer.array().safeParse(given['files']).data ?? []
  const fetched = (await Promise.all(named.map(({ id }) => file(id)))).filter(one => one !== undefined)
  return fetched.length === named.length ? fetched : undefined
}

const notThere = 'The file did not arrive, and nothing was saved yet. Add it again, or take it out.'

function good(text: string): Block {
  return { is: 'notice', tone: 'good', text }
}

function bad(text: string): Block {
  return { is: 'notice', tone: 'warning', text }
}
