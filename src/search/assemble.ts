import type { Clause, Policy } from '../clauses/clause.ts'
import type { Lexicon } from '../words/lexicon.ts'
import { type Lexical, lexicalOf } from './lexical.ts'
import { readerOf } from './reader.ts'
import type { Index } from './search.ts'

/** What an index is made of. */
export interface Material {
  authority: string
  policies: Policy[]
  /** For each policy by its id: what staff ask of each clause, by a spelling of the clause's ref. */
  asked: Map<string, Record<string, string[]>>
  lexicon: Lexicon
}

/** The words of all clauses counted, and a sentence for each ask line that belongs nowhere. */
export function counted({ policies, asked, lexicon }: Material): { lexical: Lexical; problems: string[] } {
  const found = askedOf(policies, asked)
  const passages = policies.flatMap(({ clauses }, policy) =>
    clauses.map(clause => ({
      policy,
      heading: clause.heading,
      text: clause.text,
      asked: found.lines.get(clause) ?? [],
    })),
  )
  return { lexical: lexicalOf(passages, lexicon), problems: found.problems }
}

export function indexOf({ authority, policies, lexicon }: Omit<Material, 'asked'>, lexical: Lexical): Index {
  const policyOf = Uint32Array.from(policies.flatMap(({ clauses }, policy) => clauses.map(() => policy)))
  const clauses = policies.flatMap(policy => policy.clauses)
  return { authority, policies, clauses, lexicon, reader: readerOf(lexical, policyOf) }
}

function askedOf(policies: Policy[], asked: Material['asked']) {
  const lines = new Map<Clause, string[]>()
  const problems: string[] = []
  for (const [id, byRef] of asked) {
    const policy = policies.find(policy => policy.id === id)
    if (!policy) {
      problems.push(`There are ask lines for "${id}", and no such policy is held. Rename the file after its policy.`)
      continue
    }
    for (const [ref, own] of Object.entries(byRef)) {
      const clauses = policy.clauses.filter(clause => clause.ref === ref)
      if (clauses.length === 0)
        problems.push(
          `The ask lines for "${ref}" belong to no clause of ${id}. "npm run clauses ${id}" prints its refs.`,
        )
      for (const clause of clauses) lines.set(clause, [...(lines.get(clause) ?? []), ...own])
    }
  }
  return { lines, problems }
}
