import { AsyncLocalStorage } from 'node:async_hooks'

/** Where a process is to end: when it comes to this step for the n-th time. */
export interface Ending {
  step: string
  nth: number
}

/**
 * All that a process does to a disk or a database, step by step, each by a name that says during what and what comes next:
 * "open: insert into report", "restore: rename". Nobody lists these names: they are found by letting the program work, so a
 * write that somebody adds next year is a place to be killed at as well.
 */
export interface Steps {
  /** Ends the process, where this is the step to end at. */
  pass(what: string): void
  /** The same for whoever has something to wait for before the process ends. */
  isLast(what: string): boolean
  end(): void
}

export function stepsUntil(ending: Ending | undefined, tell: (step: string) => void): Steps {
  const known = new Set<string>()
  let left = ending?.nth ?? 0
  const isLast = (what: string): boolean => {
    const step = /^\w+: /.test(what) ? what : `${acting.getStore() ?? 'start'}: ${what}`
    if (!known.has(step)) tell(step)
    known.add(step)
    return step === ending?.step && --left === 0
  }
  const end = () => process.kill(process.pid, 'SIGKILL')
  return { isLast, end, pass: what => void (isLast(what) && end()) }
}

const acting = new AsyncLocalStorage<string>()

/** Names what is being done, for every step on the way. */
export function during<T>(act: string, work: () => T): T {
  return acting.run(act, work)
}

export function actNow(): string | undefined {
  return acting.getStore()
}
