import type { Authority } from '../../authorities/authority.ts'
import type { Inbox } from '../../cases/inbox.ts'
import type { DeskHere } from '../../desks/receives.ts'
import type { Action, Block, Reply } from '../reply.ts'
import { inboxPage } from './inbox.ts'

/** What somebody finds when they come: to everybody the same first, then what their posts bring. */
export interface Home {
  authority: Authority
  desks: readonly DeskHere[]
  banner: string | undefined
  /** Cases for somebody of a desk. */
  inbox?: Inbox
  hasPost: boolean
  isRecordsOfficer: boolean
  /** For whoever looks after the program. */
  program?: { stuck: number; notCovered: number; policies: number }
}

export function homePage(home: Home, now: Date): Reply {
  const { authority, desks, banner, inbox, hasPost, isRecordsOfficer, program } = home
  const more: (Action | false)[] = [
    desks.length > 0 && { label: 'Report something', act: { do: 'desk' }, tone: 'main' },
    desks.length > 0 && { label: 'What I have reported', act: { do: 'mine' } },
    { label: 'Help', act: { do: 'help' } },
    hasPost && { label: 'Numbers', act: { do: 'numbers' } },
    isRecordsOfficer && { label: 'Search records', act: { do: 'records' } },
    program !== undefined && { label: 'What is stuck', act: { do: 'stuck' } },
  ]
  const blocks: Block[] = [
    ...(banner ? [{ is: 'notice', tone: 'warning', text: banner } as const] : []),
    { is: 'text', text: `Ask about the policies of ${authority.name} in your own words. Type your question.` },
    { is: 'actions', actions: more.filter(one => one !== false) },
    ...(inbox ? casesOf(home, inbox, now) : []),
    ...(program ? [programFacts(program)] : []),
  ]
  return { title: 'Signpost', blocks, for: 'asker' }
}

function casesOf({ authority, desks }: Home, inbox: Inbox, now: Date): Block[] {
  const page = inboxPage(authority, desks, inbox, 0, now)
  return [{ is: 'text', heading: page.title, text: '' }, ...page.blocks]
}

function programFacts({ stuck, notCovered, policies }: NonNullable<Home['program']>): Block {
  return {
    is: 'facts',
    heading: 'How Signpost does',
    facts: [
      ['Notices that are stuck', String(stuck)],
      ['Questions of the last 30 days that no policy covers', String(notCovered)],
      ['Documents held', String(policies)],
    ],
  }
}
