import type { Authority } from '../authorities/authority.ts'
import type { Transaction } from '../db/database.ts'
import type { Seal } from '../db/seal.ts'
import { sql } from '../db/sql.ts'
import type { Answer, Answers } from '../desks/answers.ts'
import { questionsNow } from '../desks/asked.ts'
import type { Question } from '../desks/question.ts'
import type { DeskHere } from '../desks/receives.ts'
import { everybody } from '../desks/told.ts'

/** A clause as it stood when somebody reported: the policy may change, and the case still shows what applied. */
export interface ClauseCopy {
  policy: string
  ref: string
  /** Of the document that it stood in. */
  digest: string
  text: string
}

/** One question as it was asked, and the answer, byte for byte. */
export interface Answered {
  id: string
  ask: string
  kind: Question['kind']
  answer: Answer
  /** The words of what was chosen, where there was a choice. */
  chosen?: string[]
  share?: 'agency'
}

/** What somebody sent. It is never changed: what is said later is added beside it. */
export interface Report {
  answered: Answered[]
  clauses: ClauseCopy[]
}

/** The answers together with the questions they answer, so that they read the same when the form has changed. */
export function answered(authority: Authority, desk: DeskHere, answers: Answers): Answered[] {
  return questionsNow(desk, everybody(authority), answers).flatMap(({ id, ask, kind, options, share }) => {
    const answer = answers[id]
    if (answer === undefined) return []
    const chosen =
      options && [answer].flat().flatMap(choice => (typeof choice === 'string' ? (options[choice] ?? []) : []))
    return [{ id, ask, kind, answer, ...(chosen ? { chosen } : {}), ...(share ? { share } : {}) }]
  })
}

export async function keepReport(
  tx: Pick<Transaction, 'run'>,
  seal: Seal,
  id: string,
  form: string,
  report: Report,
): Promise<void> {
  const body = seal.seal({ table: 'report', row: id, field: 'body' }, JSON.stringify(report))
  await tx.run(sql`insert into report (case_id, form, body) values (${id}, ${form}, ${body})`)
}

/** With the version of the form that asked. */
export async function reportOf(
  from: Pick<Transaction, 'row'>,
  seal: Seal,
  id: string,
): Promise<Report & { form: string }> {
  const row = await from.row<{ form: string; body: Uint8Array }>(
    sql`select form, body from report where case_id = ${id}`,
  )
  if (!row) throw new Error('A case has no report.')
  const report: Report = JSON.parse(seal.unseal({ table: 'report', row: id, field: 'body' }, row.body).toString())
  return { ...report, form: row.form }
}
