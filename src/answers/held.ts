import type { Policy } from '../clauses/clause.ts'
import type { Found } from '../search/match.ts'
import type { Everyday } from './everyday.ts'
import type { Law } from './laws.ts'
import type { Together } from './together.ts'

/** What we hold of one authority: everything an answer may stand on. */
export interface Held {
  authority: { id: string; name: string }
  policies: Policy[]
  search(question: string, options: { asked: boolean }): Promise<Found>
  /** Whether there are ask lines for a policy. */
  hasAskLines(policy: string): boolean
  everyday: Everyday
  laws: Law[]
  together: Together[]
}
