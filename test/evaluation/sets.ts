import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Fixable } from '../../src/errors.ts'
import { ourQuestions } from '../support/questions.ts'
import { type Labelled, readLabelled } from './labelled.ts'
import { type Judged, readUnanswerable } from './outcomes.ts'

/** Questions to measure with, and the documents they are about. */
export interface QuestionSet {
  from: string
  /** A folder of documents in place of the policies', or undefined for what ships. */
  documents: string | undefined
  questions: Labelled[]
  judged: Judged[]
}

/** Labelled questions in a folder beside the documents they are about; without one, our own over what ships. */
export function questionSet(folder: string | undefined, documents: string | undefined): QuestionSet {
  if (folder === 'ours') return ours()
  const given = folder ?? '../shared/eval'
  if (folder === undefined && !existsSync(join(given, 'questions.jsonl'))) return ours()
  const file = join(given, 'questions.jsonl')
  if (!existsSync(file))
    throw new Fixable(`There is no ${file}. Set EVAL to a folder with labelled questions, or to "ours".`)
  const questions = readLabelled(file)
  const judged = [...answerable(questions), ...readUnanswerable(join(given, 'unanswerable.jsonl'))]
  return { from: given, documents: documents ?? join(given, '../policies'), questions, judged }
}

/** `test/questions.yaml`, over the digests that ship. */
function ours(): QuestionSet {
  const all = ourQuestions()
  const questions = all.flatMap(one => {
    if (!('cites' in one)) return []
    const labels = [one.cites, one.helps].flatMap((clauses, at) =>
      clauses.map(({ policy, ref }) => ({ doc: policy, clause: ref, grade: at === 0 ? (2 as const) : (1 as const) })),
    )
    return [
      {
        id: one.id,
        authority: one.authority,
        question: one.question,
        style: one.style,
        difficulty: '–',
        relevant: labels,
      },
    ]
  })
  const unanswerable = all.flatMap(one =>
    'kind' in one ? [{ authority: one.authority, question: one.question, kind: one.kind }] : [],
  )
  return {
    from: 'test/questions.yaml',
    documents: undefined,
    questions,
    judged: [...answerable(questions), ...unanswerable],
  }
}

function answerable(questions: Labelled[]): Judged[] {
  return questions.map(({ authority, question }) => ({ authority, question, kind: 'answerable' }))
}
