import type { Side } from '../cases/access.ts'
import type { Reply } from './reply.ts'
import type { Here } from './talking.ts'
import { noSuchCase } from './without.ts'

/**
 * What somebody is told in place of a form about a case, where the case is not theirs. While the store is away nobody can be asked,
 * and the form opens: whoever filled it in keeps what they wrote, and it is refused or saved when it is sent.
 */
export async function insteadOfForm(here: Here, reference: string, side: Side): Promise<Reply | undefined> {
  const cases = await here.talking.cases()
  const begun = await cases?.begin(here.by, reference, side)
  return begun?.outcome === 'not-found' ? noSuchCase : undefined
}
