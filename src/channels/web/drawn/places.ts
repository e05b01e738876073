import { isAdministrator, isRecordsOfficer, rolesOf } from '../../../cases/access.ts'
import type { Act } from '../../../chat/act.ts'
import { somebodyAt } from '../../../chat/person.ts'
import { html, type Markup } from '../../markup.ts'
import { hrefOf } from '../address.ts'
import type { Visitor } from '../visitor.ts'
import { place } from './shell.ts'

/** The ways that everybody has, and those that somebody's posts open to them. What each shows is asked anew where it leads. */
export function workPlaces(visitor: Visitor, at: string): Markup {
  const { authority, base } = visitor
  const who = somebodyAt(authority, visitor)
  const hasPost = rolesOf(authority, who).length > 0
  const all: (false | [label: string, act: Act, also?: string[]])[] = [
    ['Home', { do: 'home' }],
    hasPost && ['Cases', { do: 'inbox' }, ['case', 'move', 'warn', 'agency', 'step-back', 'meet', 'pass-on']],
    ['Report something', { do: 'desk' }],
    ['My reports', { do: 'mine' }, ['own', 'unanswered', 'withdraw', 'reopen-own']],
    hasPost && ['Numbers', { do: 'numbers' }],
    isRecordsOfficer(authority, who) && ['Records', { do: 'records' }, ['hold']],
    isAdministrator(authority, who) && ['Stuck notices', { do: 'stuck' }, ['mend']],
    ['Help', { do: 'help' }],
  ]
  const shown = all.filter(one => one !== false)
  return html`<ul>${shown.map(([label, act, also = []]) => place(hrefOf(base, act), label, [act.do, ...also].includes(at)))}</ul>`
}
