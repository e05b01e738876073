import { randomUUID } from 'node:crypto'
import { appId, tenantId } from '../support/teams/microsoft.ts'

/** One thing that somebody does, as Teams posts it. */
export interface Activity {
  kind: 'mention' | 'report' | 'press'
  /** Where it was said: what comes of a mention is known again by it. */
  conversation: string
  body: string
}

const questions = [
  'Can I post about a meeting?',
  'Who may speak to the press?',
  'How do I deal with abuse?',
  'May I use my own phone?',
]

const kinds = [
  'mention',
  'report',
  'mention',
  'press',
  'report',
  'mention',
  'press',
  'report',
  'mention',
  'press',
] as const

/** What a council does, all at once: questions, reports, presses of buttons. */
export function activity(n: number, service: string): Activity {
  const kind = kinds[n % kinds.length] ?? 'press'
  const conversation = kind === 'mention' ? `19:bench@thread.tacv2;messageid=${n}` : `a:${n % 500}`
  const done = { mention: () => mention(n), report: () => report(n), press: mine }[kind]()
  return { kind, conversation, body: JSON.stringify({ ...from(n, conversation, service), ...done }) }
}

function from(n: number, id: string, serviceUrl: string) {
  const aadObjectId = `00000000-0000-4000-8000-${String(n % 500).padStart(12, '0')}`
  const conversationType = id.startsWith('19:') ? 'channel' : 'personal'
  return {
    ...{ id: `m${n}`, channelId: 'msteams', serviceUrl, from: { id: `29:${n % 500}`, name: 'Somebody', aadObjectId } },
    ...{ recipient: { id: `28:${appId}`, name: 'Signpost' }, conversation: { id, conversationType, tenantId } },
    channelData: { tenant: { id: tenantId } },
  }
}

function mention(n: number) {
  const text = '<at>Signpost</at>'
  const entities = [{ type: 'mention', mentioned: { id: `28:${appId}`, name: 'Signpost' }, text }]
  return { type: 'message', text: `${text} ${questions[n % questions.length]}`, entities }
}

function report(n: number) {
  const carried = { act: { do: 'desk', desk: 'press' }, submission: randomUUID(), sent: true }
  const answers = {
    ...{ 'sub-type': 'enquiry', journalist: 'Jo Writer', outlet: 'The Gazette', contact: '01632 960999' },
    ...{ 'deadline-given': 'none', 'said-already': 'nothing' },
    what: `Why is the pool shut? ${'More. '.repeat(100)}${n}`,
  }
  return { type: 'invoke', name: 'task/submit', value: { data: { 'signpost:carried': carried, ...answers } } }
}

function mine() {
  const data = { msteams: { type: 'task/fetch' }, 'signpost:carried': { act: { do: 'mine' } } }
  return { type: 'invoke', name: 'task/fetch', value: { data } }
}
