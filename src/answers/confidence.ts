import type { Found } from '../search/match.ts'
import type { Outcome } from './answer.ts'
import { holds, wanted } from './wants.ts'

/** How sure the search must be. Chosen with `npm run evaluate`; the commit that changes one quotes it. */
const limits = { answered: 0.83, nearest: 0.6 }

/**
 * Whether the best clause answers. A score cannot tell a near miss from a hit, so several signs are put together: how
 * much of what was asked the clause and its ask lines hold, how close its closest ask line is, how far the next clause
 * stands off; and, for a question that wants a certain kind of thing, whether the clause has one to give.
 */
export function judge(question: string, found: Found): Outcome {
  const [best] = found.matches
  if (best === undefined) return 'not-covered'
  const sure = certainty(found)
  if (sure < limits.nearest) return 'not-covered'
  const want = wanted(question)
  const lacks = want !== null && !holds(best.clause.text, want)
  return sure < limits.answered || lacks ? 'nearest' : 'answered'
}

export function certainty(found: Found): number {
  const [best] = found.matches
  if (best === undefined) return 0
  return best.explained + best.askLine + 0.25 * best.cosine
}
