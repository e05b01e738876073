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
  /** For a person: the policy's title and date, the label as printed where that differs, the sentence that answers. */
  title: string
  date?: string
  printed?: string
  sentence: string
  /** It only stands near the answer: it is named, and not shown in full. */
  near?: true
}

export interface Answer {
  outcome: Outcome
  /** The whole answer in plain words, quotes with their refs included. */
  answer: string
  /** At most five, best first. */
  citations: Citation[]
  /** What to choose from when the outcome is `which`: refs, or ids of authorities. */
  choices: string[]
  /** What to know before relying on it: draft, overdue, a law that was replaced, a clause that differs. */
  notes: string[]
}
