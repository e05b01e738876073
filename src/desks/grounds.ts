import type { Authority } from '../authorities/authority.ts'
import type { Grounds } from './receives.ts'

/** A clause by the name that answers give it: the policy's whole id, and the ref. */
export interface Cited {
  policy: string
  ref: string
}

/** The clauses that a line of desks.yaml rests on, in the order they are written. */
export function citations(authority: Authority, grounds: Grounds): Cited[] {
  return Object.entries(grounds['rests on'] ?? {}).flatMap(([name, refs]) =>
    refs.map(ref => ({ policy: `${authority.id}/${name}`, ref })),
  )
}

/** `social-media-policy 4 c), 5 a)`; or our own reason, said to be ours; or both. */
export function groundsInWords(grounds: Grounds): string {
  const rests = Object.entries(grounds['rests on'] ?? {}).map(([name, refs]) => `${name} ${refs.join(', ')}`)
  const ours = grounds['our choice']
  return [...rests, ...(ours ? [`our choice: ${ours}`] : [])].join('; ')
}
