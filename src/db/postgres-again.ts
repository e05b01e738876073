import { setTimeout } from 'node:timers/promises'
import { isCollision, isLost } from './postgres-failures.ts'

/** How far an attempt came: after "commit" was sent, nobody can say whether it was done. */
export interface Progress {
  committing: boolean
}

/** Runs a transaction again that lost against another, or whose connection was gone before it was committed. */
export async function again<T>(attempt: (progress: Progress) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    const progress = { committing: false }
    try {
      return await attempt(progress)
    } catch (error) {
      const collided = isCollision(error) && tries < 8
      const lost = isLost(error) && !progress.committing && tries < 2
      if (!collided && !lost) throw error
      // Those that collided should not meet again at the same moment.
      if (collided) await setTimeout(Math.random() * 20 * tries)
    }
  }
}
