import { type Nearest, subjectsOf } from '../search/subjects.ts'
import type { Lexicon } from '../words/lexicon.ts'
import { type Elsewhere, readElsewhere } from './elsewhere.ts'

/** The everyday matter that no policy is about which a question is nearest to: who usually knows, and how near, 0–1. */
export type Everyday = (question: string) => Promise<{ ask: string; closeness: number } | undefined>

/** Read at the first question: whoever only starts the program does not wait for it. */
export function everydayOf(policies: string, lexicon: Lexicon): Everyday {
  let ready: Promise<{ topics: Elsewhere[]; nearest: Nearest }> | undefined
  return async question => {
    ready ??= read(policies, lexicon)
    const { topics, nearest } = await ready
    const found = nearest(question)
    const ask = found && topics[found.subject]?.ask
    return found && ask !== undefined ? { ask, closeness: found.closeness } : undefined
  }
}

async function read(policies: string, lexicon: Lexicon) {
  const { elsewhere: topics } = readElsewhere(policies)
  return {
    topics,
    nearest: await subjectsOf(
      topics.map(({ lines }) => lines),
      lexicon,
    ),
  }
}
