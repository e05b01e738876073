import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { Clause } from '../../src/clauses/clause.ts'

/** A question with the clauses that a person says answer it (grade 2) or help (grade 1). */
export const Labelled = z.object({
  id: z.string(),
  authority: z.string(),
  question: z.string(),
  style: z.string().default('–'),
  difficulty: z.string().default('–'),
  relevant: z.array(
    z.object({
      doc: z.string(),
      /** Its ref, used where there is no phrase: our digests say the same in other words. */
      clause: z.string().optional(),
      phrase: z.string().optional(),
      grade: z.union([z.literal(1), z.literal(2)]),
    }),
  ),
})
export type Labelled = z.infer<typeof Labelled>

export function readLabelled(file: string): Labelled[] {
  const lines = readFileSync(file, 'utf8').split('\n')
  return lines.filter(line => line.trim() !== '').map(line => Labelled.parse(JSON.parse(line)))
}

/** The highest grade that any label gives a clause; 0 when it is not a right one. */
export function gradeOf({ relevant }: Labelled, clause: Clause): number {
  const right = relevant.filter(({ doc, clause: ref, phrase }) => {
    if (doc !== clause.policy) return false
    return phrase === undefined ? ref === clause.ref : plain(clause.text).includes(withoutLabel(plain(phrase)))
  })
  return Math.max(0, ...right.map(({ grade }) => grade))
}

function plain(text: string): string {
  return text.replace(/[‘’]/g, "'").replace(/[“”]/g, '"').replace(/\s+/g, ' ').trim().toLowerCase()
}

/** A phrase copied from the page may start with the number that stands before the clause. */
function withoutLabel(phrase: string): string {
  return phrase.replace(/^(?:\d+[.)]|[a-z]\)) /, '')
}
