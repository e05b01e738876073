import type { Authority } from '../../authorities/authority.ts'
import { localTime } from '../../authorities/hours.ts'
import { type Given, questionsNow } from '../../desks/asked.ts'
import type { Question } from '../../desks/question.ts'
import type { DeskHere } from '../../desks/receives.ts'

/** A form that can be sent and says nothing: each answer that must be given says that it is a drill, or is the mildest choice. */
export function drillForm(authority: Authority, desk: DeskHere, subtype: string, now: Date): Given {
  const given: Given = { 'sub-type': subtype }
  for (;;) {
    const next = questionsNow(desk, {}, given).find(({ id, required }) => required && given[id] === undefined)
    if (!next) break
    given[next.id] = answerTo(next, authority, now)
  }
  return Object.keys(desk['sub-types']).length > 1 ? given : withoutSubtype(given)
}

function answerTo(
  { kind, options = {}, or, several, 'urgent when': urgent = [] }: Question,
  council: Authority,
  now: Date,
) {
  if (kind === 'choice') {
    const mild = Object.keys(options).filter(option => !urgent.includes(option))
    const choice = ['no', 'none', 'unknown', 'unsure'].find(one => mild.includes(one)) ?? mild.at(-1) ?? ''
    return several ? [choice] : choice
  }
  if (kind === 'link') return or ?? 'https://example.org/drill'
  if (kind === 'date-and-time') return Object.values(localTime(council, now)).join(' ')
  return 'This is a drill.'
}

/** A desk with one kind of report does not ask which. */
function withoutSubtype({ 'sub-type': _, ...given }: Given): Given {
  return given
}
