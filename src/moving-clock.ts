/** A clock that can be moved on, for a playground: so that a person sees today what would come tomorrow. */
export interface MovingClock {
  now(): Date
  /** How far it is ahead of the real one. */
  aheadMs(): number
  forward(ms: number): void
}

export function movingClock(): MovingClock {
  let ahead = 0
  return {
    now: () => new Date(Date.now() + ahead),
    aheadMs: () => ahead,
    forward: ms => {
      ahead += Math.max(0, ms)
    },
  }
}
