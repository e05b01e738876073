import type { Action, Reply } from '../reply.ts'

/** A sentence for whoever asked, and what they may do next. */
export function plainly(words: string, ...actions: readonly Action[]): Reply {
  return {
    title: words,
    blocks: actions.length > 0 ? [{ is: 'actions', actions: [...actions] }] : [],
    for: 'asker',
  }
}
