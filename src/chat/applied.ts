import type { ClauseCopy } from '../cases/report.ts'
import type { Policy } from '../clauses/clause.ts'
import { resolveRef } from '../clauses/resolve.ts'
import type { Form } from '../desks/form.ts'

/** The clauses that stood on a form, with their text and the digest of their document. A clause that is gone is left out. */
export function clausesApplied(policies: Policy[], digestOf: (policy: Policy) => string, form: Form): ClauseCopy[] {
  const cited = [form.doNot, ...form.says, ...form.told].flatMap(({ rests }) => rests)
  const copies = cited.flatMap(({ policy: id, ref }) => {
    const policy = policies.find(one => one.id === id)
    const clause = policy && resolveRef(policy, ref)[0]
    return policy && clause ? [{ policy: id, ref: clause.ref, digest: digestOf(policy), text: clause.text }] : []
  })
  return [...new Map(copies.map(copy => [`${copy.policy} ${copy.ref}`, copy])).values()]
}
