import type { Authority } from '../../authorities/authority.ts'
import type { Move } from '../../cases/moves.ts'
import type { DeskPage } from '../../cases/show.ts'
import type { Action, Block, Reply } from '../reply.ts'
import { whenInWords } from '../when.ts'
import { answerQuote } from './own.ts'
import { moveInWords, stateInWords } from './states.ts'

/** A case as its desk sees it: how it stands and what can be done, then what was reported, then all that happened. */
export function casePage(
  authority: Authority,
  page: DeskPage,
  now: Date,
  first: Block[] = [],
  titleOf: (policy: string) => string = policy => policy,
): Reply {
  const { case: found, report } = page
  const when = (at: Date) => whenInWords(authority, at, now)
  const blocks: Block[] = [
    ...(page.banner ? [{ is: 'notice', tone: 'warning', text: page.banner } as const] : []),
    ...first,
    {
      ...{ is: 'facts', facts: factsOf(page, when, now), actions: actionsOn(page) },
      ...(page.moves.includes('acknowledge') ? { counts: { fact: 'To be taken up by', to: found.promised } } : {}),
    },
    ...clocksOf(page, when, now),
    ...under('What was reported', report.answered.filter(({ id }) => !saidAbove.has(id)).map(answerQuote)),
    ...filesOf(page),
    ...warningsOf(page, when),
    ...under('Messages', page.messages.map(messageQuote(when))),
    ...under('Notes', [...page.notes.map(noteQuote(when)), ...notesBeside(page, when)]),
    { is: 'text', heading: 'What happened', text: historyOf(page, when) },
    ...under('Words to the person who reported it', wordsOf(page, when)),
    ...under('The clauses that the form stood on', report.clauses.map(clauseQuote(titleOf))),
  ]
  return { title: `${found.reference}: ${page.subtype}`, blocks, for: 'asker' }
}

/** Blocks with a heading above them, where there are any. */
function under(heading: string, blocks: readonly Block[]): Block[] {
  return blocks.length === 0 ? [] : [{ is: 'text', heading, text: '' }, ...blocks]
}

function messageQuote(when: When) {
  return ({ at, side, text }: DeskPage['messages'][number]): Block => ({
    ...{ is: 'quote', text },
    from: `${when(at)}, ${side === 'desk' ? 'the desk asked' : 'the person who reported it'}`,
  })
}

function noteQuote(when: When) {
  return ({ at, whoName, text }: DeskPage['notes'][number]): Block => ({
    ...{ is: 'quote', text },
    from: `${when(at)}, note by ${whoName}`,
  })
}

function clauseQuote(titleOf: (policy: string) => string) {
  return ({ policy, ref, text }: DeskPage['report']['clauses'][number]): Block => ({
    ...{ is: 'quote', text },
    from: `${titleOf(policy)}, ${ref}, as it stood then`,
  })
}

/** What the facts at the top say already. */
const saidAbove = new Set(['sub-type', 'identity'])

type When = (at: Date) => string

function factsOf(page: DeskPage, when: When, now: Date): [string, string][] {
  const { case: found, reporter, told } = page
  const waits = page.moves.includes('acknowledge')
  const facts: [string, string | undefined][] = [
    ['Case', found.reference],
    ['Desk', page.desk],
    ['Kind', page.subtype],
    ['Urgent', found.urgent ? 'Yes' : undefined],
    ['State', stateInWords[found.state]],
    ['From', fromWhom(reporter)],
    ['Dealt with by', page.ownerName],
    ['To be taken up by', waits ? late(when, found.promised, now) : undefined],
    ['They need an answer by', found.pace.deadline ? late(when, new Date(found.pace.deadline), now) : undefined],
    ['Sent', when(found.opened)],
    ['Notices', told.of > 0 ? `${told.arrived} of ${told.of} delivered` : undefined],
    ['Opened by', page.seenBy.map(({ name }) => name).join(', ') || undefined],
    ['About the same link', page.related.join(', ') || undefined],
    ['Ended as', page.outcomes.find(({ id }) => id === found.outcome)?.name ?? found.outcome],
    ['Held', found.onHold ? 'Yes. It is not deleted.' : undefined],
  ]
  return facts.flatMap(([name, value]): [string, string][] => (value === undefined ? [] : [[name, value]]))
}

function fromWhom(reporter: DeskPage['reporter']): string {
  if (!reporter) return 'Somebody who gave no name'
  return reporter.confidential ? `${reporter.name}, in confidence` : reporter.name
}

function late(when: When, at: Date, now: Date): string {
  return `${when(at)}${at < now ? ' (this has passed)' : ''}`
}

const labels: Record<Move, string> = {
  acknowledge: 'I take it up',
  assign: 'Say who deals with it',
  resolve: 'Close it',
  transfer: 'Pass to another desk',
  return: 'Hand it back',
  reopen: 'Open it again',
  withdraw: 'Take it back',
}

function actionsOn({ case: { reference, version, desk }, moves, mayPassOn, warnings, canBeAsked }: DeskPage): Action[] {
  const all: (Action | false | undefined)[] = [
    ...moves.map((move): Action => {
      const act = { do: 'move', move, reference, version } as const
      return { label: labels[move], act, ...(move === 'acknowledge' ? { tone: 'main' } : {}) }
    }),
    canBeAsked && { label: 'Ask whoever reported it', act: { do: 'write', reference, what: 'question' } },
    { label: 'Write a note', act: { do: 'write', reference, what: 'note' } },
    mayPassOn && { label: 'Pass to the agency', act: { do: 'agency', reference } },
    warnings && { label: 'Log a warning', act: { do: 'warn', reference, kind: 'warning' } },
    warnings?.mayBlock && { label: 'Log a block', act: { do: 'warn', reference, kind: 'block' }, tone: 'danger' },
    warnings?.mayExport && { label: 'Save the log of warnings', act: { do: 'warnings', desk } },
    { label: 'I should not deal with this', act: { do: 'step-back', reference } },
  ]
  return all.filter(one => one !== false && one !== undefined)
}

function clocksOf({ clocks, case: { reference } }: DeskPage, when: When, now: Date): Block[] {
  return clocks.map(({ number, name, law, due, met }): Block => {
    const state = met ? `Done, ${when(met.at)}` : due < now ? 'Over' : 'Running'
    const facts: [string, string][] = [
      ['Ends', when(due)],
      ['Set by', law],
      ['State', state],
    ]
    const done = { label: 'This was done', act: { do: 'meet', reference, clock: number } } as const
    return { is: 'facts', heading: name, facts, ...(met ? {} : { actions: [done] }) }
  })
}

const scans = {
  'not-scanned': 'not looked into for viruses',
  clean: 'no virus was found',
  infected: 'a virus was found, so it cannot be opened',
}

function filesOf({ files, case: { reference } }: DeskPage): Block[] {
  return files.map(({ id, name, bytes, scan, sha256, side }): Block => {
    const open = { label: `Open ${name}`, act: { do: 'file', reference, file: id, side: 'desk' } } as const
    const facts: [string, string][] = [
      ['Size', `${Math.ceil(bytes / 1024).toLocaleString('en-GB')} kB`],
      ['From', side === 'desk' ? 'the desk' : 'the person who reported it'],
      ['Viruses', scans[scan]],
      ['SHA-256', sha256],
    ]
    return { is: 'facts', heading: `File: ${name}`, facts, ...(scan === 'infected' ? {} : { actions: [open] }) }
  })
}

function warningsOf({ warnings }: DeskPage, when: When): Block[] {
  if (!warnings) return []
  const { given, of, entries } = warnings
  const lines = entries.map(({ kind, at, whoName, reference }) => `- ${when(at)}: ${kind} by ${whoName} (${reference})`)
  return [{ is: 'text', heading: `Warning ${given} of ${of}`, text: lines.join('\n') || 'No warning yet.' }]
}

/** Who was told, at a step of the ladder. */
const steps: Record<string, string> = {
  again: 'the same again',
  deputy: 'the deputy',
  head: 'the post above',
  fallback: 'the last resort',
}

function historyOf({ history, colleagues, desks, outcomes }: DeskPage, when: When): string {
  const known = [...colleagues, ...desks, ...outcomes]
  const nameOf = (detail: string) => known.find(({ id }) => id === detail)?.name ?? steps[detail] ?? detail
  return history
    .map(
      ({ at, move, whoName, detail }) =>
        `- ${when(at)}: ${moveInWords[move]}${detail ? ` (${nameOf(detail)})` : ''}, by ${whoName}`,
    )
    .join('\n')
}

/** What was written beside a move: a note for the desk, words for whoever reported it. */
function notesBeside({ history }: DeskPage, when: When): Block[] {
  return history.flatMap(({ at, whoName, note }): Block[] =>
    note ? [{ is: 'quote', text: note, from: `${when(at)}, note by ${whoName}` }] : [],
  )
}

function wordsOf({ history }: DeskPage, when: When): Block[] {
  return history.flatMap(({ at, whoName, words }): Block[] =>
    words ? [{ is: 'quote', text: words, from: `${when(at)}, ${whoName} to the person who reported it` }] : [],
  )
}
