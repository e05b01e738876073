/** The smallest passage that can be cited. */
export interface Clause {
  /** The policy it stands in, as `<authority>/<file name without its ending>`. */
  policy: string
  /** As a person would write it and nobody can confuse it: `2.1.3`, `Annex 2 7.3`, `Do 3`, `6 l)`. */
  ref: string
  /** The chain of headings above it, outermost first, joined by ` › `. */
  heading: string
  /** Its own words as printed, re-flowed: a paragraph or a list item a line. The label is not in it. */
  text: string
  /** The page it starts on, where the document has pages. */
  page: number | null
  /** The line of the source it starts on, from 1. */
  line: number
  /** The label as printed, where the sequence shows that the print is wrong: `I)` for `l)`. */
  printed?: string
  /** True when the document prints a label or a lead-in and then nothing. Never cited for content. */
  empty?: true
}

/** One document of one authority: what it says of itself, and its clauses in reading order. */
export interface Policy {
  id: string
  authority: string
  title: string
  status: 'draft' | 'adopted' | 'digest' | 'unknown'
  /** For a digest: the original is printed as a draft. */
  original?: 'draft'
  version?: string
  /** As printed: `October 2012`. */
  date?: string
  owner?: string
  /** The day by which it says it will have been reviewed (ISO), and the words it says so with. */
  review?: { due?: string; says: string }
  /** The file it was read from. */
  file: string
  /** What a person should know of how it was read: `read as Windows-1252`. */
  notes: string[]
  clauses: Clause[]
}
