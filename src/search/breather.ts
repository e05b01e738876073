import { setImmediate } from 'node:timers/promises'

/** Told how far a piece of work is, 0–1. */
export type Progress = (done: number) => void

/**
 * A build takes seconds and runs beside people who are asking. What it returns is awaited in every long loop: each time
 * that 20 ms have passed it tells how far the loop is, and lets waiting questions in.
 */
export function breather(progress?: Progress): (done?: number) => Promise<void> {
  let last = performance.now()
  return async done => {
    if (performance.now() - last < 20) return
    if (done !== undefined) progress?.(done)
    await setImmediate()
    last = performance.now()
  }
}

/** The progress of a part of the work, as that of the whole. */
export function part(progress: Progress | undefined, from: number, to: number): Progress {
  return done => progress?.(from + (to - from) * done)
}
