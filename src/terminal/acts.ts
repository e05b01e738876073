import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { Authority } from '../authorities/authority.ts'
import type { Cases } from '../cases/cases.ts'
import type { Move } from '../cases/moves.ts'
import type { By } from '../cases/parts.ts'
import type { Press } from '../cases/press.ts'
import { Fixable } from '../errors.ts'
import { caseText, inboxText, ownListText, ownText } from './pages.ts'

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

type Act = (cases: Cases, by: By, authority: Authority, typed: Typed) => Promise<string>

/** What `npm run case` can do: first for the desk, then for whoever reported. Each gives the words to print. */
export const acts: Record<string, Act> = {
  list: async (cases, by, authority) => inboxText(authority, await cases.inbox(by)),
  show: async (cases, by, authority, { reference }) => {
    const page = await cases.show(by, reference)
    return page.outcome === 'shown' ? caseText(authority, page) : none
  },
  ...Object.fromEntries(
    (['acknowledge', 'assign', 'resolve', 'transfer', 'return', 'reopen'] as const).map(move => [move, moving(move)]),
  ),
  ask: async (cases, by, _, typed) => said(await cases.ask(by, typed.reference, writing(typed))),
  note: async (cases, by, _, typed) => said(await cases.note(by, typed.reference, writing(typed))),

  mine: async (cases, by, authority) => ownListText(authority, await cases.ownCases(by)),
  read: async (cases, by, authority, { reference }) => {
    const page = await cases.showOwn(by, reference)
    return page.outcome === 'shown' ? ownText(authority, page) : none
  },
  add: async (cases, by, _, typed) => said(await cases.add(by, typed.reference, writing(typed))),
  withdraw: async (cases, by, _, { reference, words }) => {
    const page = await cases.showOwn(by, reference)
    return page.outcome === 'shown' ? said(await cases.withdraw(by, reference, page.version, words)) : none
  },
  'nobody-answered': async (cases, by, _, { reference }) => said(await cases.nobodyAnswered(by, reference)),
}

const none = 'There is no such case for you.'

/** Looks first, as a person does, and presses on what they saw. */
function moving(move: Move): Act {
  return async (cases, by, _, { reference, ...typed }) => {
    const page = await cases.show(by, reference)
    if (page.outcome !== 'shown') return none
    const press: Press = { move, version: page.case.version, ...given(typed) }
    return said(await cases.move(by, reference, press))
  }
}

function given({ to, outcome, desk, subtype, note, words }: Omit<Typed, 'reference'>): Omit<Press, 'move' | 'version'> {
  const all = Object.entries({ to, outcome, desk, subtype, note, words })
  return Object.fromEntries(all.filter(([, value]) => value !== undefined))
}

function writing({ text = '', file }: Typed) {
  const files = file ? [{ name: basename(file), content: readFileSync(file) }] : []
  return { text, files, submission: randomUUID() }
}

interface Said {
  outcome: string
  mistakes?: { says: string }[]
  says?: string[]
  last?: { by: string; move: string }
  state?: string
}

/** What came of it, in a line; what a person can mend is said as such. */
function said({ outcome, mistakes, says, last, state }: Said): string {
  if (mistakes) throw new Fixable(mistakes.map(({ says }) => says).join('\n'))
  if (says) throw new Fixable(says.join('\n'))
  if (outcome === 'not-found') return none
  if (outcome === 'too-late') throw new Fixable(`${last?.by} was first (${last?.move}). It is ${state} now.`)
  if (outcome === 'not-allowed') throw new Fixable(`It is ${state}, so this cannot be done now.`)
  if (outcome === 'nobody-to-write-to') throw new Fixable('Whoever reported it left no way to write back.')
  if (outcome === 'not-yet') throw new Fixable('The time we promised is not over yet.')
  return 'Done.'
}
