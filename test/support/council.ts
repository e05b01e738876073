import type { Clause, Policy } from '../../src/clauses/clause.ts'
import { assemble, type Material } from '../../src/search/assemble.ts'
import { lsa } from '../../src/search/lsa.ts'
import type { Index } from '../../src/search/search.ts'
import { type Concepts, compiled } from '../../src/words/lexicon.ts'

type Written = { ref: string; heading?: string; text: string; asked?: string[]; empty?: true }

/** A policy of a council that is none of the real ones. */
export function policyOf(id: string, clauses: Written[]): Policy {
  return {
    id,
    authority: id.split('/')[0] ?? '',
    title: id,
    status: 'adopted',
    file: `${id}.md`,
    notes: [],
    clauses: clauses.map(
      ({ asked: _, ...written }, at): Clause => ({ policy: id, heading: '', page: null, line: at + 1, ...written }),
    ),
  }
}

export type Council = Record<string, Written[]>

/** What an index of such policies is made of. */
export function materialOf(policies: Council, lexicon: Concepts = []): Material {
  return {
    authority: 'ambleford',
    policies: Object.entries(policies).map(([id, clauses]) => policyOf(`ambleford/${id}`, clauses)),
    asked: new Map(
      Object.entries(policies).map(([id, clauses]) => [
        `ambleford/${id}`,
        Object.fromEntries(clauses.flatMap(({ ref, asked }) => (asked ? [[ref, asked]] : []))),
      ]),
    ),
    lexicon: compiled(lexicon),
    embedder: lsa(),
  }
}

/** An index of such policies, held in memory. */
export async function indexed(policies: Council, lexicon: Concepts = []): Promise<Index> {
  const { index } = await assemble(materialOf(policies, lexicon))
  return index
}
