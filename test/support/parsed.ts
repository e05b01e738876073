import { type Parsed, parsePolicy } from '../../src/clauses/policy.ts'
import { readText } from '../../src/clauses/text.ts'

/** A policy from the text of a file, as `npm run clauses` would read it. */
export function parsed(text: string, policy = 'anytown/policy'): Parsed {
  const authority = policy.split('/')[0] ?? ''
  return parsePolicy(readText(text), { authority, policy, file: `${policy}.txt` })
}

/** The text of each clause under its ref. */
export function byRef({ policy }: Parsed): Record<string, string> {
  return Object.fromEntries(policy.clauses.map(clause => [clause.ref, clause.text]))
}

export function refs({ policy }: Parsed): string[] {
  return policy.clauses.map(clause => clause.ref)
}

/** What became of each line that is not blank: `heading`, `footer`, `contents`, or the ref of its clause. */
export function fates(text: string): string[] {
  const { policy, fates: each } = parsed(text)
  return each.flatMap(fate =>
    fate.is === 'blank' ? [] : [fate.is === 'clause' ? (policy.clauses[fate.clause]?.ref ?? '?') : fate.is],
  )
}

/** Text as two people would agree that it is the same: quotes straightened, mark-up and line ends gone. */
export function plainly(text: string): string {
  return text.replaceAll('**', '').replace(/[‘’]/g, "'").replace(/[“”]/g, '"').replace(/\s+/g, ' ').toLowerCase()
}
