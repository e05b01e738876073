import type { Policy } from './clause.ts'
import { type Before, documentOf, lastOf } from './document.ts'
import { type Place, type Problem, type Standing, shelfOf } from './shelf.ts'

/** The policies of one authority, and what kept others from being there. Plain values: it may be written down and read back. */
export type Library = Before

interface Reading {
  /** What was held before: only what changed is read, and what can no longer be read keeps its last good version. */
  previous?: Library | undefined
  /** Files that are still being copied. They keep their previous version, or wait. */
  unsettled?: Set<string>
  progress?: (done: number, of: number, file: string) => void
}

/** Reads the documents of an authority. One bad file is a problem, never the end: the others are there. */
export async function readLibrary(place: Place, { previous, unsettled, progress }: Reading = {}): Promise<Library> {
  const shelf = await shelfOf(place)
  const before: Library = previous ?? { policies: [], problems: [], prints: {} }
  if (!shelf.reached)
    return {
      ...before,
      problems: [...shelf.problems, ...before.problems.filter(problem => problem.is === 'unreadable')],
    }
  const library: Library = { policies: [], problems: [...shelf.problems], prints: {} }
  const read: Policy[] = []
  for (const [at, standing] of shelf.standing.entries()) {
    const document = await (unsettled?.has(standing.file)
      ? lastOf(standing, before)
      : documentOf(standing, place.authority, before))
    if (document.policy) read.push(document.policy)
    library.problems.push(...document.problems)
    Object.assign(library.prints, document.prints)
    progress?.(at + 1, shelf.standing.length, standing.file)
  }
  library.policies = onePerId(read, shelf.standing, library.problems)
  return library
}

/**
 * Two files under one name are one policy: an original before a digest of it, otherwise the newer. A digest also goes where
 * an original under another name has its title: our words and the council's never answer side by side.
 */
function onePerId(read: Policy[], standing: Standing[], problems: Problem[]): Policy[] {
  const modified = new Map(standing.map(({ file, modifiedMs }) => [file, modifiedMs]))
  const rank = (policy: Policy) => (policy.status === 'digest' ? 0 : 1e15) + (modified.get(policy.file) ?? 0)
  const best = new Map<string, Policy>()
  for (const policy of read) {
    const other = best.get(policy.id)
    if (!other || rank(policy) > rank(other)) best.set(policy.id, policy)
  }
  const originals = new Map(read.filter(({ status }) => status !== 'digest').map(policy => [titleOf(policy), policy]))
  return read.filter(policy => {
    const named = best.get(policy.id)
    const instead = named !== policy ? named : policy.status === 'digest' ? originals.get(titleOf(policy)) : undefined
    if (instead) problems.push(beside(policy, instead))
    return instead === undefined
  })
}

function beside(policy: Policy, instead: Policy): Problem {
  const original = policy.status === 'digest' && instead.status !== 'digest'
  const why = `"${instead.file}" has the same ${instead.id === policy.id ? 'name' : 'title'} and is ${original ? 'the original' : 'newer'}`
  return {
    file: policy.file,
    is: 'left-out',
    says: `"${policy.file}" is left out: ${why}. Remove the one that no longer holds.`,
  }
}

function titleOf({ title }: Policy): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
