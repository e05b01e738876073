import type { Clause } from '../clauses/clause.ts'
import { resolveRef } from '../clauses/resolve.ts'
import type { Match } from '../search/match.ts'
import { difference, isCopy } from './copies.ts'
import type { Held } from './held.ts'
import type { Together } from './together.ts'

/** How many clauses one answer cites at the most. */
export const mostCited = 5

/** The clauses an answer cites, best first; which of them are shown in full (a copy is only named); what to say of them. */
export interface Gathered {
  cited: Clause[]
  main: Set<Clause>
  differ: Set<Clause>
  notes: string[]
}

/**
 * The best clause brings with it the same text in another policy, and the clauses that must be read beside it. They are
 * surely among the five, each where the search ranked it, so that company never pushes a nearer clause aside.
 */
export function gather(held: Held, matches: Match[]): Gathered {
  const clauses = matches.map(match => match.clause)
  const [best] = clauses
  if (best === undefined) return { cited: [], main: new Set(), differ: new Set(), notes: [] }

  const copies = clauses.filter(clause => isCopy(best, clause)).slice(0, 2)
  const groups = held.together.filter(group =>
    members(held, group).some(member => member === best || copies.includes(member)),
  )
  const partners = groups.flatMap(group => members(held, group))
  const main = unique([best, ...partners, ...copies]).slice(0, mostCited)
  const others = clauses.filter(clause => !main.includes(clause)).slice(0, mostCited - main.length)
  const rank = (clause: Clause) => (clauses.includes(clause) ? clauses.indexOf(clause) : clauses.length)
  const changed = copies.map(copy => ({ copy, ...difference(best.text, copy.text) })).filter(matters)
  return {
    cited: [...main, ...others].sort((a, b) => rank(a) - rank(b)),
    main: new Set(main.filter(clause => !copies.includes(clause))),
    differ: new Set(changed.length > 0 ? [best, ...changed.map(({ copy }) => copy)] : []),
    notes: [
      ...copies.map(copy =>
        sayCopy(
          held,
          best,
          copy,
          changed.find(change => change.copy === copy),
        ),
      ),
      ...groups.map(group => group.says),
    ],
  }
}

function members(held: Held, group: Together): Clause[] {
  return group.clauses.flatMap(({ policy, ref }) => {
    const found = held.policies.find(({ id }) => id === policy)
    return found === undefined ? [] : resolveRef(found, ref).slice(0, 1)
  })
}

type Change = { onlyHere: string[]; onlyThere: string[] }

function matters(change: Change): boolean {
  return change.onlyHere.length + change.onlyThere.length > 0
}

function sayCopy(held: Held, best: Clause, copy: Clause, change: Change | undefined): string {
  const title = held.policies.find(({ id }) => id === copy.policy)?.title ?? copy.policy
  if (change === undefined) return `The same text also stands in ${title}, ${copy.ref}.`
  const parts = [
    change.onlyHere.length > 0 ? `only ${best.ref} has ${list(change.onlyHere)}` : '',
    change.onlyThere.length > 0 ? `only the copy has ${list(change.onlyThere)}` : '',
  ].filter(part => part !== '')
  return `The same text stands in ${title}, ${copy.ref}, with a difference: ${parts.join('; ')}.`
}

function list(words: string[]): string {
  return (
    words
      .slice(0, 4)
      .map(word => `“${word}”`)
      .join(', ') + (words.length > 4 ? ' and more' : '')
  )
}

function unique<T>(items: T[]): T[] {
  return [...new Set(items)]
}
