import type { Clause, Policy } from '../clauses/clause.ts'
import type { Asked } from '../search/match.ts'
import { contentStems } from '../words/tokens.ts'
import type { Citation } from './answer.ts'
import type { Held } from './held.ts'
import { answering, windowAround } from './sentence.ts'
import { statusOf } from './status.ts'

/** A clause as the answer to this question shows it. */
export function cite(held: Held, clause: Clause, asked: Asked, differsInCopy: boolean, now: Date): Citation {
  const policy = policyOf(held, clause)
  // A clause asked for by its number has no sentence that answers: all of it does.
  const sentence = asked.words.length === 0 ? { text: '', start: 0 } : answering(clause.text, worth(asked))
  return {
    policy: clause.policy,
    ref: clause.ref,
    heading: clause.heading,
    text: windowAround(clause.text, sentence.start),
    status: statusOf(clause, policy, held.laws, differsInCopy, now),
    page: clause.page,
    title: policy.title,
    ...(policy.date !== undefined && { date: policy.date }),
    ...(clause.printed !== undefined && { printed: clause.printed }),
    sentence: sentence.text,
  }
}

export function policyOf(held: Held, clause: Clause): Policy {
  const policy = held.policies.find(({ id }) => id === clause.policy)
  if (policy === undefined) throw new Error(`The index holds a clause of ${clause.policy}, which the library does not.`)
  return policy
}

/** What a sentence is worth to a question: the information of the question's words that stand in it. */
function worth(asked: Asked): (sentence: string) => number {
  return sentence => {
    const stems = new Set(contentStems(sentence))
    const found = asked.words.filter(word => stems.has(word.stem))
    // A long sentence holds more words by chance; the root keeps a short one that says it from losing to it.
    return found.reduce((sum, word) => sum + word.idf, 0) / Math.sqrt(8 + stems.size)
  }
}
