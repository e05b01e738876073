import type { Parts } from './parts.ts'

/** What tells two tries of one piece of writing from two pieces, in a table where it is unique. Of its id nothing can be read. */
export function submissionMark({ keys }: Pick<Parts, 'keys'>, caseId: string, submission: string): string {
  return keys.fingerprint('submission', JSON.stringify([caseId, submission]))
}
