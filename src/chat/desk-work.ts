import type { Moved } from '../cases/move.ts'
import type { Press } from '../cases/press.ts'
import type { DeskPage } from '../cases/show.ts'
import type { Act } from './act.ts'
import { insteadOfForm } from './begin.ts'
import type { Filled } from './incoming.ts'
import { casePage } from './pages/case.ts'
import { inboxPage } from './pages/inbox.ts'
import { moveForm, stepBackForm, warnForm } from './pages/moves.ts'
import { plainly } from './pages/plainly.ts'
import { moveInWords } from './pages/states.ts'
import type { Block, Reply } from './reply.ts'
import { desksOf, type Here } from './talking.ts'
import { whenInWords } from './when.ts'
import { noSuchCase, storeAway } from './without.ts'

/** A case for its desk, with a word about what was just done. */
export async function openCase(here: Here, reference: string, ...first: Block[]): Promise<Reply> {
  const page = await look(here, reference)
  return 'blocks' in page ? page : shown(here, page, first)
}

async function shown(here: Here, page: DeskPage, first: Block[]): Promise<Reply> {
  const { policies } = await here.talking.library.held(here.authority.id)
  const titleOf = (policy: string) => policies.find(({ id }) => id === policy)?.title ?? policy
  return casePage(here.authority, page, here.now, first, titleOf)
}

async function look(here: Here, reference: string): Promise<DeskPage | Reply> {
  const cases = await here.talking.cases()
  if (!cases) return storeAway(here)
  const page = await cases.show(here.by, reference)
  return page.outcome === 'shown' ? page : noSuchCase
}

export async function inbox(here: Here, page = 0): Promise<Reply> {
  const cases = await here.talking.cases()
  if (!cases) return storeAway(here)
  return inboxPage(here.authority, desksOf(here), await cases.inbox(here.by, { page }), page, here.now)
}

type MoveAct = Extract<Act, { do: 'move' }>

/** Taking a case up needs nothing more; any other move asks first for what it needs. */
export async function move(here: Here, act: MoveAct, filled: Filled | undefined): Promise<Reply> {
  if (act.move === 'acknowledge' || filled?.sent) return press(here, act, filled)
  const page = await look(here, act.reference)
  if ('blocks' in page) return page
  return moveForm(act, page, { given: filled?.given ?? {}, submission: filled?.submission ?? here.talking.newId() })
}

async function press(here: Here, act: MoveAct, filled: Filled | undefined): Promise<Reply> {
  const { reference } = act
  const cases = await here.talking.cases()
  if (!cases) return storeAway(here)
  const given = filled?.given ?? {}
  const moved = await cases.move(here.by, reference, pressOf(act, given))
  if (moved.outcome === 'incomplete' && filled) {
    const page = await look(here, reference)
    if ('blocks' in page) return page
    const mistakes = moved.mistakes.map(({ field, says }) => ({ question: field, says: withoutIds(field, says) }))
    return moveForm(act, page, { given, submission: filled.submission, mistakes })
  }
  if (moved.outcome === 'not-found') return noSuchCase
  if (moved.outcome === 'not-saved') return plainly(moved.says.join('\n'))
  // Whoever passed it on, or stepped out of it, has it no more.
  const page = await cases.show(here.by, reference)
  if (page.outcome !== 'shown') return plainly(saidOf(here, moved))
  return shown(here, page, [becameNotice(here, moved)])
}

/** A terminal needs the ids of what can be chosen; in a form the choices stand there, by name. */
function withoutIds(field: string, says: string): string {
  return field === 'note' || field === 'words' ? says : says.replace(/: .+\.$/s, '.')
}

function pressOf({ move, version }: MoveAct, given: Record<string, unknown>): Press {
  const text = (id: string) => (typeof given[id] === 'string' && given[id] !== '' ? { [id]: given[id] } : {})
  return {
    ...{ move, version },
    ...Object.assign({}, ...['to', 'outcome', 'desk', 'subtype', 'note', 'words'].map(text)),
  }
}

function becameNotice(here: Here, moved: Moved): Block {
  const tone = moved.outcome === 'moved' ? 'good' : 'warning'
  return { is: 'notice', tone, text: saidOf(here, moved) }
}

/** What came of a press, in a sentence. Of two who pressed at once the second is told who was first. */
function saidOf({ authority, now }: Here, moved: Moved): string {
  switch (moved.outcome) {
    case 'moved':
      return `Done: ${madeInWords(moved)}.`
    case 'too-late':
      return `${moved.last.by} was first (${moveInWords[moved.last.move]}, ${whenInWords(authority, moved.last.at, now)}). What you pressed was not done.`
    case 'not-allowed':
      return 'That cannot be done any more, as the case now stands.'
    case 'incomplete':
      return moved.mistakes.map(({ says }) => says).join(' ')
    case 'not-saved':
      return moved.says.join('\n')
    case 'not-found':
      return noSuchCase.title
  }
}

function madeInWords({ case: { state } }: Extract<Moved, { outcome: 'moved' }>): string {
  const words: Partial<Record<typeof state, string>> = {
    acknowledged: 'you have taken it up',
    assigned: 'it is saved who deals with it',
    resolved: 'it is closed',
    transferred: 'it is with the other desk now',
    reopened: 'it is open again',
    received: 'it is back with the desk',
  }
  return words[state] ?? 'it is saved'
}

export async function stepBack(here: Here, act: Extract<Act, { do: 'step-back' }>, filled?: Filled): Promise<Reply> {
  if (!filled?.sent)
    return (await insteadOfForm(here, act.reference, 'desk')) ?? stepBackForm(act, here.talking.newId())
  const cases = await here.talking.cases()
  if (!cases) return storeAway(here)
  const done = await cases.stepBack(here.by, act.reference, String(filled.given['note'] ?? ''))
  if (done.outcome === 'not-found') return noSuchCase
  if (done.outcome === 'not-saved') return plainly(done.says.join('\n'))
  if (done.outcome === 'incomplete') return plainly(done.says)
  return plainly('Done. You do not see that case any more, and those who stand in for you were told.')
}

export async function meet(here: Here, { reference, clock }: Extract<Act, { do: 'meet' }>): Promise<Reply> {
  const cases = await here.talking.cases()
  if (!cases) return storeAway(here)
  const met = await cases.meet(here.by, reference, clock)
  if (met.outcome === 'not-found') return noSuchCase
  return openCase(here, reference, { is: 'notice', tone: 'good', text: 'That clock reminds no more.' })
}

export async function warn(here: Here, act: Extract<Act, { do: 'warn' }>, filled?: Filled): Promise<Reply> {
  const { reference, kind } = act
  if (!filled?.sent) {
    const form = warnForm(act, { given: {}, submission: here.talking.newId() })
    return (await insteadOfForm(here, reference, 'desk')) ?? form
  }
  const cases = await here.talking.cases()
  if (!cases) return storeAway(here)
  const { given, submission } = filled
  const warned = await cases.warn(here.by, reference, { kind, text: String(given['text'] ?? ''), submission })
  if (warned.outcome === 'incomplete')
    return warnForm(act, { ...filled, mistakes: [{ question: 'text', says: warned.says }] })
  if (warned.outcome === 'not-found') return noSuchCase
  if (warned.outcome === 'not-saved') return plainly(warned.says.join('\n'))
  const done = warned.outcome === 'logged'
  const text = done ? 'It is in the log.' : 'Only one post may log that, and only after the warnings.'
  return openCase(here, reference, { is: 'notice', tone: done ? 'good' : 'warning', text })
}

/** For whoever may pass something on to an agency: exactly what would be sent, and then the button that sends it. */
export async function agency(here: Here, reference: string): Promise<Reply> {
  const cases = await here.talking.cases()
  if (!cases) return storeAway(here)
  const preview = await cases.previewAgency(here.by, reference)
  if (preview.outcome === 'not-found') return noSuchCase
  if (preview.outcome === 'not-allowed') return plainly('Only the post that the settings name may pass this on.')
  const blocks = preview.passings.flatMap(({ agency, agencyName, answered, seen }): Block[] => [
    {
      is: 'notice',
      tone: 'warning',
      text: `This goes to ${agencyName}, outside the council. Nothing else of the case does.`,
    },
    ...answered.map(({ ask, answer }) => ({ is: 'quote', text: answer, from: ask }) as const),
    {
      is: 'actions',
      actions: [{ label: `Send this to ${agencyName}`, act: { do: 'pass-on', reference, agency, seen }, tone: 'main' }],
    },
  ])
  return { title: `Pass ${reference} to an agency`, blocks, for: 'asker' }
}

export async function passOn(here: Here, { reference, agency, seen }: Extract<Act, { do: 'pass-on' }>): Promise<Reply> {
  const cases = await here.talking.cases()
  if (!cases) return storeAway(here)
  const passed = await cases.passOn(here.by, reference, agency, seen)
  if (passed.outcome === 'not-found') return noSuchCase
  const says = {
    'passed-on': 'It is on its way to the agency. That is on record.',
    'not-allowed': 'Only the post that the settings name may pass this on.',
    changed: 'It has changed since you looked. Look at it again before you send it.',
  }[passed.outcome]
  const tone = passed.outcome === 'passed-on' ? 'good' : 'warning'
  return openCase(here, reference, { is: 'notice', tone, text: says })
}
