import { isUnavailable } from '../db/unavailable.ts'
import { authorityOf, type By, type Parts } from './parts.ts'
import { type NotSaved, notSaved } from './receipt.ts'
import { lettersOf } from './reference.ts'

/**
 * Does what somebody wrote or pressed about a case; where the store is away, they are told that it was not saved and whom to call.
 * Which desk that case is at cannot be looked up then, so its lines are those of the desk in the reference.
 */
export async function saving<T>(
  parts: Parts,
  by: By,
  reference: string,
  work: () => Promise<T>,
): Promise<T | NotSaved> {
  try {
    return await work()
  } catch (error) {
    if (!isUnavailable(error)) throw error
    const authority = authorityOf(parts, by.who.authority)
    const letters = reference.trim().slice(0, 3).toUpperCase()
    const desk = parts.desksOf(authority).find(({ id }) => lettersOf(id) === letters)
    return notSaved(authority, desk?.id ?? '')
  }
}
