import { notSaved } from '../cases/receipt.ts'
import { plainly } from './pages/plainly.ts'
import type { Reply } from './reply.ts'
import type { Here } from './talking.ts'

/** What anybody is told of a case that is not theirs to see, and of one that there is not. */
export const noSuchCase: Reply = plainly('There is no such case for you.')

/** The store cannot be reached: nothing can be shown or saved just now, and nobody who is in need waits for it. */
export function storeAway({ authority }: Here): Reply {
  const { says } = notSaved(authority, '')
  return {
    title: 'Signpost cannot reach its store just now. Try again in a few minutes.',
    blocks: [{ is: 'notice', tone: 'danger', text: says.slice(1).join('\n') }],
    for: 'asker',
    undone: true,
  }
}
