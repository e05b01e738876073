import type { Clause, Policy } from '../clauses/clause.ts'
import { resolveRef } from '../clauses/resolve.ts'
import type { Lexicon } from '../words/lexicon.ts'
import { type Progress, part } from './breather.ts'
import type { Embedder, Fitted, VectorStore } from './embedder.ts'
import { hnsw } from './hnsw.ts'
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
  embedder: Embedder
  /** How far it is, 0–1. */
  onProgress?: Progress
}

/** The parts of an index that cost time to make: what a folder keeps. */
export interface Made {
  lexical: Lexical
  fitted: Fitted
  vectors: VectorStore
}

/** An index in memory, and a sentence for each ask line that belongs nowhere. */
export async function assemble(material: Material): Promise<{ made: Made; index: Index; problems: string[] }> {
  const { policies, lexicon, embedder, onProgress } = material
  const { lines, problems } = askedOf(policies, material.asked)
  const passages = policies.flatMap(({ clauses }, policy) =>
    clauses.map(clause => ({ ...clause, policy, asked: lines.get(clause) ?? [] })),
  )
  const lexical = await lexicalOf(passages, lexicon, part(onProgress, 0, 0.4))

  const texts = passages.map(({ heading, text }) => `${heading}\n${text}`)
  const fitted = await embedder.fit([...texts, ...lexicon.entries], part(onProgress, 0.4, 0.7))
  const vectors = hnsw(embedder.dimensions)
  await vectors.build(await fitted.embed(texts), part(onProgress, 0.7, 1))
  onProgress?.(1)

  const made = { lexical, fitted, vectors }
  return { made, index: indexOf(material, made), problems }
}

export function indexOf(
  { authority, policies, lexicon }: Pick<Material, 'authority' | 'policies' | 'lexicon'>,
  made: Made,
): Index {
  const policyOf = Uint32Array.from(policies.flatMap(({ clauses }, policy) => clauses.map(() => policy)))
  const clauses = policies.flatMap(policy => policy.clauses)
  return {
    authority,
    policies,
    clauses,
    lexicon,
    reader: readerOf(made.lexical, policyOf),
    fitted: made.fitted,
    vectors: made.vectors,
  }
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
      // A spelling may fit several clauses; the first is the likeliest, and one in full fits best.
      const [clause] = resolveRef(policy, ref)
      if (clause) lines.set(clause, [...(lines.get(clause) ?? []), ...own])
      else
        problems.push(
          `The ask lines for "${ref}" belong to no clause of ${id}. "npm run clauses ${id}" prints its refs.`,
        )
    }
  }
  return { lines, problems }
}
