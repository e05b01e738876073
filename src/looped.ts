/** Does some work every so often, and at once when asked; never twice at the same time, and once more where asked meanwhile. */
export function looped(work: () => Promise<void>, everyMs: number) {
  let timer: NodeJS.Timeout | undefined
  let working: Promise<void> | undefined
  let again = false
  let stopped = false

  async function run(): Promise<void> {
    clearTimeout(timer)
    do {
      again = false
      await work()
    } while (again && !stopped)
    working = undefined
    if (!stopped) timer = setTimeout(soon, everyMs)
  }
  function soon(): void {
    if (working) again = true
    else if (!stopped) working = run()
  }
  return {
    soon,
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await working
    },
  }
}
