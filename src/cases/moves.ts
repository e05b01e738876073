/**
 * How a case moves. One table: who may do what, from which states, and which state it leads to. Opening a case is no move:
 * it is only seen. Everything else in this folder asks this table, and nothing decides beside it.
 */
export const moves = {
  acknowledge: { by: 'desk', from: ['received', 'reopened', 'transferred'], to: 'acknowledged', needs: [] },
  assign: { by: 'desk', from: ['acknowledged', 'assigned'], to: 'assigned', needs: ['to'] },
  resolve: { by: 'desk', from: ['acknowledged', 'assigned'], to: 'resolved', needs: ['outcome'] },
  transfer: {
    by: 'desk',
    from: ['received', 'acknowledged', 'assigned', 'reopened', 'transferred'],
    to: 'transferred',
    needs: ['desk', 'note'],
  },
  /** A person hands it back, has left, or has let it lie: nobody is dealing with it now. */
  return: { by: 'desk', from: ['acknowledged', 'assigned'], to: 'received', needs: ['note'] },
  reopen: { by: 'either', from: ['resolved', 'withdrawn'], to: 'reopened', needs: [] },
  withdraw: {
    by: 'reporter',
    from: ['received', 'acknowledged', 'assigned', 'reopened', 'transferred'],
    to: 'withdrawn',
    needs: [],
  },
} as const satisfies Record<string, Rule>

interface Rule {
  by: 'desk' | 'reporter' | 'either'
  from: readonly State[]
  to: State
  needs: readonly ('to' | 'outcome' | 'desk' | 'note')[]
}

export const states = [
  'received',
  'acknowledged',
  'assigned',
  'resolved',
  'reopened',
  'transferred',
  'withdrawn',
] as const
export type State = (typeof states)[number]
export type Move = keyof typeof moves

/**
 * Whether this may be done now. `safety`: somebody's safety may hang on it, and a reporter who takes back a worry about a child
 * may have been made to: there a withdrawn case waits for the desk as a new one does.
 */
export function isAllowed(move: Move, state: State, by: 'desk' | 'reporter', safety: boolean): boolean {
  const rule: Rule = moves[move]
  const waiting = safety && state === 'withdrawn' && rule.from.includes('received') && rule.by === 'desk'
  return (rule.by === 'either' || rule.by === by) && (rule.from.includes(state) || waiting)
}

/** Whether anybody still has to do something. */
export function isOpen(state: State, safety: boolean): boolean {
  return state !== 'resolved' && (state !== 'withdrawn' || safety)
}

/** Whether it waits for somebody to say that they deal with it: the clock of the ladder runs. */
export function isUnanswered(state: State, safety: boolean): boolean {
  return isAllowed('acknowledge', state, 'desk', safety)
}

/** Whether its reporter may say that nobody has answered: the time we promised is over, and they have not taken it back. */
export function mayPress(found: { state: State; promised: Date }, safety: boolean, now: Date): boolean {
  return isUnanswered(found.state, safety) && found.state !== 'withdrawn' && found.promised <= now
}
