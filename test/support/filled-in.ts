import { readAuthorities } from '../../src/authorities/read.ts'
import { type Given, questionsNow } from '../../src/desks/asked.ts'
import { checkForm } from '../../src/desks/form.ts'
import type { Question } from '../../src/desks/question.ts'
import { readDesks, readDesksOf } from '../../src/desks/read.ts'

/** The councils that ship, with their desks. */
export const authorities = readAuthorities('policies')
const shared = readDesks('policies')
export const desks = new Map(authorities.map(authority => [authority.id, readDesksOf('policies', authority, shared)]))

/** A form with an answer to each question that needs one, beside those that are given. */
export function filledIn(authority: string, id: string, given: Given): Given {
  const council = authorities.find(one => one.id === authority)
  const desk = desks.get(authority)?.find(one => one.id === id)
  if (!council || !desk) throw new Error(`no desk ${id} in ${authority}`)
  const answers: Given = { ...given }
  for (;;) {
    const missing = questionsNow(desk, {}, answers).find(
      question => question.required && answers[question.id] === undefined,
    )
    if (!missing) break
    answers[missing.id] = someAnswer(missing)
  }
  const checked = checkForm(council, desk, answers)
  if ('mistakes' in checked && Object.keys(given).length === 0) throw new Error(JSON.stringify(checked.mistakes))
  return answers
}

function someAnswer({ kind, options, or, several }: Question): unknown {
  if (kind === 'choice' && several) return Object.keys(options ?? {}).slice(0, 1)
  if (kind === 'choice') return Object.keys(options ?? {}).includes('no') ? 'no' : Object.keys(options ?? {})[0]
  if (kind === 'link') return or ?? 'https://example.org/post/1'
  if (kind === 'date-and-time') return '2026-11-20 09:30'
  return 'not known'
}
