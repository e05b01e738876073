import type { Clause, Policy } from './clause.ts'

/** A policy as a person reads its outline: what it says of itself, then its headings with the clauses under them. */
export function tree(policy: Policy): string {
  const { title, status, version, date, owner, review, notes, clauses } = policy
  const facts = [
    status === 'unknown' ? undefined : status,
    version && `version ${version}`,
    date,
    owner && `owner: ${owner}`,
    review?.due ? `review due ${review.due}` : review && `review: ${review.says}`,
  ].filter(Boolean)
  const head = [
    `${title} (${policy.id})`,
    ...(facts.length > 0 ? [`  ${facts.join(' · ')}`] : []),
    ...notes.map(note => `  ${note}`),
  ]
  return [...head, ...branches(clauses)].join('\n')
}

function branches(clauses: Clause[]): string[] {
  const lines: string[] = []
  let open: string[] = []
  for (const clause of clauses) {
    const headings = clause.heading === '' ? [] : clause.heading.split(' › ')
    const same = headings.findIndex((heading, at) => heading !== open[at])
    for (const [at, heading] of headings.entries())
      if (same >= 0 && at >= same) lines.push(`${'  '.repeat(at + 1)}${heading}`)
    open = headings
    const printed = clause.printed ? ` (printed "${clause.printed}")` : ''
    const page = clause.page === null ? '' : ` p${clause.page}`
    lines.push(
      `${'  '.repeat(headings.length + 1)}[${clause.ref}]${printed}${page} ${clause.empty ? '(nothing is printed here) ' : ''}${start(clause.text)}`,
    )
  }
  return lines
}

function start(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  return line.length <= 80 ? line : `${line.slice(0, 79).replace(/\s+\S*$/, '')}…`
}
