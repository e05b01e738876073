import type { Found, Match } from '../search/match.ts'
import type { Outcome } from './answer.ts'
import { namesHolder } from './posts.ts'
import { holds, wanted } from './wants.ts'

/** A question, what search found, and what else we know of it. */
export interface Evidence {
  question: string
  found: Found
  /** 0–1: how near it is to what staff ask of matters that no policy here is about. */
  elsewhere: number
  /** Whether the best clause's policy has ask lines, and they were searched. */
  hasAskLines: boolean
}

/**
 * How certain an answer must be, and how certain a clause must be to be shown as the nearest. Without ask lines, scores
 * are lower and say less. Chosen with `npm run evaluate` on labelled questions and on our own, between the two; a commit
 * that changes one quotes both.
 */
const limits = {
  withAskLines: { answered: 2.75, shown: 1.8 },
  withoutAskLines: { answered: 1.65, shown: 0.8 },
}

/** A question nearer by a hair to everyday matters than to any ask line of the clause is about those matters. */
const nearerElsewhere = 0.02
/** Without ask lines there is nothing to compare with: then it must be near by itself. */
const plainlyElsewhere = 0.6
/** Then a clause is shown only if much speaks for it. */
const shownElsewhere = 0.4

/**
 * Whether the best clause answers. A score cannot tell a near miss from a hit, so several signs are put together: how
 * strong the clause's own match is, how much of what was asked it holds, how near the question is to matters that no
 * policy is about; and, for a question that wants a certain kind of thing, whether the clause has one to give.
 */
export function judge(evidence: Evidence): Outcome {
  const [best] = evidence.found.matches
  if (best === undefined) return 'not-covered'
  const { answered, shown } = evidence.hasAskLines ? limits.withAskLines : limits.withoutAskLines
  const sure = certainty(evidence)
  const isElsewhere = pull(evidence, best) > (evidence.hasAskLines ? best.askLine + nearerElsewhere : plainlyElsewhere)
  if (sure < shown + (isElsewhere ? shownElsewhere : 0)) return 'not-covered'
  const want = wanted(evidence.question)
  const lacks = want !== null && !holds(best.clause.text, want) && !namesHolder(best.clause.text, evidence.question)
  return sure < answered || isElsewhere || lacks ? 'nearest' : 'answered'
}

function certainty(evidence: Evidence): number {
  const [best] = evidence.found.matches
  return best === undefined ? 0 : Math.log(1 + best.score) + best.explained - 1.5 * pull(evidence, best)
}

/** How much the everyday matter draws the question away. A policy whose own words fit answers it all the same: leave, once held. */
function pull({ elsewhere }: Evidence, best: Match): number {
  return elsewhere * (1 - best.explainedByText)
}
