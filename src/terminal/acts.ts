import { randomUUID } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import type { Cases } from '../cases/cases.ts'
import type { LastMove } from '../cases/move.ts'
import type { Move, State } from '../cases/moves.ts'
import type { By } from '../cases/parts.ts'
import type { Press } from '../cases/press.ts'
import { moveInWords, stateInWords } from '../chat/pages/states.ts'
import { whenInWords } from '../chat/when.ts'
import { Fixable } from '../errors.ts'
import { caseText, type Here, inboxText, ownListText, ownText } from './pages.ts'

/** What was typed after the name of an act. */
export interface Typed {
  reference: string
  text?: string | undefined
  to?: string | undefined
  outcome?: string | undefined
  desk?: string | undefined
  subtype?: string | undefined
  note?: string | undefined
  words?: string | undefined
  file?: string | undefined
}

type Act = (cases: Cases, by: By, here: Here, typed: Typed) => Promise<string>

/** The act of that name; a sentence where there is none, or where it lacks the case it is about. */
export function actCalled(name: string, { reference }: Typed): Act {
  const act = Object.hasOwn(acts, name) ? acts[name] : undefined
  if (!act) throw new Fixable(`Say what to do: ${Object.keys(acts).join(', ')}.`)
  if (reference === '' && name !== 'list' && name !== 'mine')
    throw new Fixable(`Say which case, by its reference: npm run case -- ${name} ABC-1234-5D`)
  return act
}

/** Whether it only shows something: nobody has written anything then that could be lost. */
export function onlyShows(name: string): boolean {
  return ['list', 'show', 'mine', 'read'].includes(name)
}

/** What `npm run case` can do: first for the desk, then for whoever reported. Each gives the words to print. */
const acts: Record<string, Act> = {
  list: async (cases, by, here) => inboxText(here, await cases.inbox(by)),
  show: async (cases, by, here, { reference }) => {
    const page = await cases.show(by, reference)
    return page.outcome === 'shown' ? caseText(here, page) : nothing()
  },
  ...Object.fromEntries(
    (['acknowledge', 'assign', 'resolve', 'transfer', 'return', 'reopen'] as const).map(move => [move, moving(move)]),
  ),
  ask: async (cases, by, here, typed) => said(here, await cases.ask(by, typed.reference, writing(typed))),
  note: async (cases, by, here, typed) => said(here, await cases.note(by, typed.reference, writing(typed))),

  mine: async (cases, by, here) => ownListText(here, await cases.ownCases(by)),
  read: async (cases, by, here, { reference }) => {
    const page = await cases.showOwn(by, reference)
    return page.outcome === 'shown' ? ownText(here, page) : nothing()
  },
  add: async (cases, by, here, typed) => said(here, await cases.add(by, typed.reference, writing(typed))),
  ...Object.fromEntries([
    ['withdraw', ofReporter('withdraw')],
    ['reopen-own', ofReporter('reopen')],
  ]),
  'nobody-answered': async (cases, by, here, { reference }) => said(here, await cases.nobodyAnswered(by, reference)),
}

/** Looks first, as a person does, and presses on what they saw. */
function moving(move: Move): Act {
  return async (cases, by, here, { reference, ...typed }) => {
    const page = await cases.show(by, reference)
    if (page.outcome !== 'shown') return nothing()
    const press: Press = { move, version: page.case.version, ...given(typed) }
    return said(here, await cases.move(by, reference, press))
  }
}

function ofReporter(move: 'withdraw' | 'reopen'): Act {
  return async (cases, by, here, { reference, words }) => {
    const page = await cases.showOwn(by, reference)
    return page.outcome === 'shown' ? said(here, await cases[move](by, reference, page.version, words)) : nothing()
  }
}

function given({ to, outcome, desk, subtype, note, words }: Omit<Typed, 'reference'>): Omit<Press, 'move' | 'version'> {
  const all = Object.entries({ to, outcome, desk, subtype, note, words })
  return Object.fromEntries(all.filter(([, value]) => value !== undefined))
}

function writing({ text = '', file }: Typed) {
  if (file && !statSync(file, { throwIfNoEntry: false })?.isFile())
    throw new Fixable(`There is no file at ${file}, so nothing was sent. Correct --file, or leave it out.`)
  const files = file ? [{ name: basename(file), content: readFileSync(file) }] : []
  return { text, files, submission: randomUUID() }
}

/** The same for a case that is somebody else's and for one that does not exist. */
function nothing(): never {
  throw new Fixable('There is no such case for you.')
}

interface Said {
  outcome: string
  mistakes?: { says: string }[]
  says?: string[]
  last?: LastMove
  state?: State
  promised?: Date
}

/** What came of it, in a line; what a person can mend is said as such. */
function said({ authority, now }: Here, { outcome, mistakes, says, last, state, promised }: Said): string {
  if (mistakes) throw new Fixable(mistakes.map(({ says }) => says).join('\n'))
  if (says) throw new Fixable(says.join('\n'))
  if (outcome === 'not-found') return nothing()
  const at = (when: Date) => whenInWords(authority, when, now)
  const stands = state ? `${stateInWords[state]}.` : ''
  const before = last ? `${last.by} was first: ${moveInWords[last.move]}, ${at(last.at)}. ` : ''
  if (outcome === 'too-late' || outcome === 'not-allowed')
    throw new Fixable(`${before}${stands} This cannot be done now.`)
  if (outcome === 'nobody-to-write-to') throw new Fixable('Whoever reported it left no way to write back.')
  if (outcome === 'not-yet') throw new Fixable(`The time we promised is not over: ${promised ? at(promised) : ''}.`)
  if (outcome === 'pressed' && promised)
    return `Those above the desk are being told. Somebody takes it up by ${at(promised)}.`
  return 'Done.'
}
