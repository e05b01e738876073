import { setImmediate } from 'node:timers/promises'

/**
 * A build takes seconds and runs beside people who are asking. What it returns is awaited in every long loop, and lets
 * waiting questions in each time that 20 ms have passed.
 */
export function breather(ms = 20): () => Promise<void> {
  let last = performance.now()
  return async () => {
    if (performance.now() - last < ms) return
    await setImmediate()
    last = performance.now()
  }
}
