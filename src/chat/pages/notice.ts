import type { Authority } from '../../authorities/authority.ts'
import type { Passing } from '../../cases/agency.ts'
import type { Brief, Notice } from '../../cases/outbox/notice.ts'
import type { Action, Block, Facts, Reply } from '../reply.ts'
import { whenInWords } from '../when.ts'
import { problemInWords, stateInWords } from './states.ts'

/** A notice as a reply. It shows which case and how it stands; what was reported is read where whoever is told opens it. */
export function noticePage(notice: Notice, authority: Authority, now: Date): Reply {
  const { banner, cases, to } = notice
  const blocks: Block[] = [
    ...(banner ? [{ is: 'notice', tone: 'warning', text: banner } as const] : []),
    ...(cases.some(({ drill }) => drill) ? [{ is: 'notice', tone: 'plain', text: drillWords } as const] : []),
    ...(to === 'administrator' ? troubles(notice) : cases.map(brief => facts(brief, notice, authority, now))),
  ]
  return { title: titleOf(notice), blocks, for: 'place' }
}

/** What goes to a firm outside the council: the one message that holds words of a report. */
export function passingPage({ agencyName, reference, answered }: Passing, authority: Authority): Reply {
  const opening = `${authority.name} passes this press enquiry on to ${agencyName}. Quote ${reference} when you answer.`
  const shared = answered.map(({ ask, answer }) => ({ is: 'quote', text: answer, from: ask }) as const)
  return { title: `Press enquiry ${reference}`, blocks: [{ is: 'text', text: opening }, ...shared], for: 'asker' }
}

const drillWords = 'This is a drill. Nobody is in danger. Press the button to show that it reached you.'

function titleOf({ about, cases, to, troubles }: Notice): string {
  const [first] = cases
  if (to === 'administrator' || !first) return programTitles[about] ?? `Notices: ${troubles.length}`
  if (cases.length > 1) return `${cases.length} reports waited for you while the office was closed`
  const name = first.drill ? `drill ${first.reference}` : first.reference
  if (first.state === 'gone') return `${name} is no longer with you`
  const title = (to === 'reporter' ? reporterTitles : deskTitles)[about] ?? `News of ${name}`
  return `${first.urgent && to === 'desk' ? 'Urgent: ' : ''}${title.replace('REFERENCE', name)}`
}

const deskTitles: Record<string, string> = {
  opened: 'New report REFERENCE',
  acknowledged: 'REFERENCE was taken up',
  assigned: 'REFERENCE is now yours',
  transferred: 'REFERENCE was passed to your desk',
  resolved: 'REFERENCE was closed',
  reopened: 'REFERENCE was opened again',
  withdrawn: 'REFERENCE was taken back by the person who sent it',
  returned: 'REFERENCE is back at your desk, and nobody deals with it',
  added: 'There is something new about REFERENCE',
  answered: 'There is an answer to your question about REFERENCE',
  unanswered: 'Whoever sent REFERENCE says that nobody has answered',
  searched: 'REFERENCE was found by the records officer in a search',
  exported: 'Parts of REFERENCE were given out by the records officer',
  changed: 'Report REFERENCE',
  reminder: 'Nobody has taken up REFERENCE yet',
  unassigned: 'You took up REFERENCE. Now say who deals with it',
  silent: 'Whoever sent REFERENCE has heard nothing for a long time',
  clock: 'A clock runs on REFERENCE',
  undelivered: 'REFERENCE could not be delivered to those who should have it, so it comes to you',
  unreachable: 'Whoever sent REFERENCE can no longer be reached',
  'not-passed-on': 'REFERENCE could not be passed on to the agency',
}

const reporterTitles: Record<string, string> = {
  acknowledged: 'Somebody has taken up your report REFERENCE',
  assigned: 'Somebody now deals with your report REFERENCE',
  transferred: 'Your report REFERENCE is with another desk now',
  resolved: 'Your report REFERENCE is closed',
  reopened: 'Your report REFERENCE is open again',
  withdrawn: 'You have taken back your report REFERENCE',
  asked: 'The desk has a question about your report REFERENCE',
}

const programTitles: Record<string, string> = {
  'cannot-deliver': 'A notice could not be delivered',
  stuck: 'Notices that have not arrived',
  repaired: 'A case had lost its clock and has it again',
}

function facts(brief: Brief, { to, about }: Notice, authority: Authority, now: Date): Facts {
  const when = (at: Date) => whenInWords(authority, at, now)
  const waits = ['received', 'reopened', 'transferred'].includes(brief.state)
  const past = (at: Date, words: string) => `${when(at)}${at < now ? ` (${words})` : ''}`
  const all: [string, string | undefined][] = [
    ['Case', brief.reference],
    ['Desk', brief.desk],
    ['Kind', brief.subtype],
    ['Urgent', brief.urgent && to === 'desk' ? 'Yes' : undefined],
    ['State', stateInWords[brief.state]],
    ['Dealt with by', to === 'desk' ? brief.owner : undefined],
    ['To be taken up by', waits ? past(brief.promised, 'this has passed') : undefined],
    ['They need an answer by', brief.deadline && to === 'desk' ? past(brief.deadline, 'this has passed') : undefined],
    ...(brief.clocks ?? []).map(({ name, due }): [string, string] => [
      name ?? 'The clock ends',
      past(due, 'this is over'),
    ]),
  ]
  const known = all.flatMap(([name, value]): [string, string][] => (value === undefined ? [] : [[name, value]]))
  const actions = brief.state === 'gone' || about === 'exported' ? [] : actionsOn(brief, to, waits)
  return {
    ...{ is: 'facts', facts: known },
    ...(waits ? { counts: { fact: 'To be taken up by', to: brief.promised } } : {}),
    ...(actions.length > 0 ? { actions } : {}),
  }
}

function actionsOn({ reference, version }: Brief, to: Notice['to'], waits: boolean): Action[] {
  if (to === 'reporter') return [{ label: 'Read it', act: { do: 'own', reference }, tone: 'main' }]
  const open: Action = { label: 'Open', act: { do: 'case', reference } }
  if (!waits) return [open]
  return [{ label: 'I take it up', act: { do: 'move', move: 'acknowledge', reference, version }, tone: 'main' }, open]
}

function troubles({ troubles }: Notice): Block[] {
  const list = troubles.map(({ reference, whom, problem }) =>
    [`- ${[reference, whom].filter(Boolean).join(', to ')}:`, problemInWords(problem)].join(' '),
  )
  const actions = [{ label: 'See what is stuck', act: { do: 'stuck' } } as const]
  return [
    { is: 'text', text: list.join('\n') },
    { is: 'actions', actions },
  ]
}
