import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import type { Outcome } from '../../src/answers/answer.ts'
import { ask, type Library } from '../../src/chat/ask.ts'

/** A question and whether any policy of its council answers it: `answerable`, or why not. */
export interface Judged {
  authority: string
  question: string
  kind: string
}

const Row = z.object({ authority: z.string(), question: z.string(), kind: z.string() })

/** `unanswerable.jsonl`, where it stands. */
export function readUnanswerable(file: string): Judged[] {
  if (!existsSync(file)) return []
  const lines = readFileSync(file, 'utf8').split('\n')
  return lines.filter(line => line.trim() !== '').map(line => Row.parse(JSON.parse(line)))
}

/** How often each kind of question got which outcome: the whole program answers, as a person would be answered. */
export async function outcomeLines(
  library: Library,
  judged: Judged[],
  { asked, misses }: { asked: boolean; misses: boolean },
): Promise<string[]> {
  const outcomes: { judged: Judged; outcome: Outcome; first: string }[] = []
  for (const one of judged) {
    const { outcome, citations } = await ask(
      library,
      { question: one.question, authority: one.authority, asked },
      new Date(),
    )
    outcomes.push({ judged: one, outcome, first: citations[0]?.ref ?? '–' })
  }
  const share = (kinds: string[], wanted: Outcome[]) => {
    const of = outcomes.filter(({ judged }) => kinds.includes(judged.kind))
    const some = of.filter(({ outcome }) => wanted.includes(outcome)).length
    return `${((100 * some) / (of.length || 1)).toFixed(1).padStart(5)} % of ${of.length}`
  }
  const wrong = outcomes.filter(({ judged, outcome }) => (judged.kind === 'answerable') !== (outcome === 'answered'))
  return [
    'what is answered, and what is not',
    `answerable, called not-covered                       ${share(['answerable'], ['not-covered'])}`,
    `answerable, called nearest                           ${share(['answerable'], ['nearest'])}`,
    `off-topic, not answered                              ${share(['off-topic'], ['not-covered', 'nearest', 'which'])}`,
    `near misses and another council's, not answered      ${share(['near-miss', 'wrong-authority'], ['not-covered', 'nearest', 'which'])}`,
    `  near misses                                        ${share(['near-miss'], ['not-covered', 'nearest', 'which'])}`,
    `  only another council's policy says                 ${share(['wrong-authority'], ['not-covered', 'nearest', 'which'])}`,
    ...(misses
      ? ['', ...wrong.map(({ judged, outcome, first }) => `${judged.kind} → ${outcome}, ${first}: ${judged.question}`)]
      : []),
  ]
}
