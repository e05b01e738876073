/** `answered`: these clauses answer. `nearest`: only the closest. `not-covered`: nothing held says. `which`: asks back. */
export type Outcome = 'answered' | 'nearest' | 'not-covered' | 'which'

export type Status = 'draft' | 'adopted' | 'digest' | 'review-overdue' | 'undated' | 'law-replaced' | 'differs-in-copy'

export interface Citation {
  policy: string
  ref: string
  heading: string
  /** That clause's own text, or a window of it around the sentence that answers. Never neighbours. */
  text: string
  status: Status[]
  page: number | null
}

export interface Answer {
  outcome: Outcome
  /** The whole answer in plain words, quotes with their refs included. */
  answer: string
  /** At most five, best first. */
  citations: Citation[]
  /** What to choose from when the outcome is `which`. */
  choices: string[]
}
