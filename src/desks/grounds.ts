import type { Authority } from '../authorities/authority.ts'
import type { Grounds } from './receives.ts'

/** A clause by the name that answers give it: the policy's whole id, and the ref. */
export interface Cited {
  policy: string
  ref: string
}

/** What a line of a council's `desks.yaml` stands on: clauses, our own choice, or both. */
export interface Standing {
  rests: Cited[]
  ourChoice?: string
}

export function standing(authority: Authority, grounds: Grounds): Standing {
  const ours = grounds['our choice']
  const rests = Object.entries(grounds['rests on'] ?? {}).flatMap(([name, refs]) =>
    refs.map(ref => ({ policy: `${authority.id}/${name}`, ref })),
  )
  return { rests, ...(ours ? { ourChoice: ours } : {}) }
}

/** `social-media-policy 4 c), 5 a); our choice: …`, for a person of that council. */
export function standingInWords({ rests, ourChoice }: Standing): string {
  const policies = [...new Set(rests.map(({ policy }) => policy))]
  const clauses = policies.map(policy => {
    const refs = rests.filter(cited => cited.policy === policy).map(({ ref }) => ref)
    return `${policy.slice(policy.indexOf('/') + 1)} ${refs.join(', ')}`
  })
  return [...clauses, ...(ourChoice ? [`our choice: ${ourChoice}`] : [])].join('; ')
}
