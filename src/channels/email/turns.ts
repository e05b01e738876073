/** Lets so many in at once; whoever waits longer than they may is turned away. */
export function turns(most: number) {
  let free = most
  const waiting: ((mayGo: boolean) => void)[] = []

  return {
    /** Whether it is one's turn within that time. Whoever got one gives it back with `done`. */
    take(waitMs: number): Promise<boolean> {
      if (free > 0) {
        free--
        return Promise.resolve(true)
      }
      return new Promise(resolve => {
        const go = (mayGo: boolean) => {
          clearTimeout(timer)
          resolve(mayGo)
        }
        const timer = setTimeout(() => {
          waiting.splice(waiting.indexOf(go), 1)
          go(false)
        }, waitMs)
        waiting.push(go)
      })
    },
    done(): void {
      const next = waiting.shift()
      if (next) next(true)
      else free++
    },
  }
}
