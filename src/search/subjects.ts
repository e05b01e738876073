import type { Lexicon } from '../words/lexicon.ts'
import { lexicalOf } from './lexical.ts'
import { lineScores } from './lines.ts'
import { readQuestion } from './question.ts'
import { readerOf } from './reader.ts'

/** Which of several subjects a question is nearest to, by lines that people type about each; and how near, 0–1. */
export type Nearest = (question: string) => { subject: number; closeness: number } | undefined

/** Ready for questions, from the lines of each subject. No clauses and no vectors: only how lines are compared. */
export async function subjectsOf(lines: string[][], lexicon: Lexicon): Promise<Nearest> {
  const passages = lines.map(asked => ({ policy: 0, heading: '', text: '', asked }))
  const reader = readerOf(await lexicalOf(passages, lexicon), new Uint32Array(lines.length))
  return question => {
    const { closeness } = lineScores(reader, readQuestion(reader, lexicon, question, true))
    const subject = closeness.reduce((best, close, at) => (close > (closeness[best] ?? 0) ? at : best), 0)
    const nearest = closeness[subject] ?? 0
    return nearest > 0 ? { subject, closeness: nearest } : undefined
  }
}
