import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'

const text = z.string().trim().min(1)
const Cited = z.strictObject({ policy: text, ref: text })
export type Cited = z.infer<typeof Cited>

const asked = {
  id: text,
  authority: text,
  style: z.enum(['yesno', 'who', 'howlong', 'keyword', 'scenario', 'paraphrase', 'typo', 'long']),
  question: text,
  why: text,
}

/** Its clauses: `cites` answer it (grade 2), `helps` are of some use (grade 1). */
const Answerable = z.strictObject({ ...asked, cites: z.array(Cited).min(1), helps: z.array(Cited).default([]) })

const Unanswerable = z.strictObject({ ...asked, kind: z.enum(['off-topic', 'near-miss']) })

/** What only other councils' clauses say. */
const Misplaced = z.strictObject({ ...asked, kind: z.literal('wrong-authority'), elsewhere: z.array(Cited).min(1) })

export const Question = z.union([Answerable, Unanswerable, Misplaced])
export type Question = z.infer<typeof Question>

/** `test/questions.yaml`. Its values are taken as the words that stand there: ref 1.10 is not the number 1.1. */
export function ourQuestions(file = join(import.meta.dirname, '..', 'questions.yaml')): Question[] {
  return z.array(Question).parse(parse(readFileSync(file, 'utf8'), { schema: 'failsafe' }))
}
