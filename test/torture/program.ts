import type { Sent } from '../../src/cases/outbox/sent.ts'
import type { Acts } from './acts.ts'
import type { Kills } from './kills.ts'
import { keepRunning, type Processes } from './processes.ts'
import type { Asked, Beginning, FromChild, Posting } from './said.ts'

/**
 * The program as its clients see it: they ask, and get an answer. Behind that, one process after another is killed, and what has
 * no answer yet is asked again of the next, word for word, exactly as a channel does.
 */
export interface Program extends Omit<Processes, 'tell'> {
  acts: Acts
  /** What went wrong beside being killed: nothing should. */
  faults: string[]
}

interface Waiting extends Asked {
  resolve(answer: unknown): void
  reject(error: Error): void
  tries: number
  /** To be asked again in a moment, by a process that said that it cannot save just now. */
  later: boolean
  /** Ends the waiting for a process that lives and does not answer. */
  timer?: NodeJS.Timeout
}

export interface Around {
  kills: Kills
  /** The far side of the outbox: it takes a notice, or not now. */
  far(posting: Posting): Sent
  killServer?: (() => Promise<void>) | undefined
}

const longestMs = 60_000
const againMs = 50
/** How often is tried again what could not be saved just now, for as long as an answer is waited for, and what failed. */
const mostTries = { notSaved: longestMs / againMs, failed: 3 }

export function startProgram(beginning: Beginning, { kills, far, killServer }: Around): Program {
  const waiting = new Map<number, Waiting>()
  const faults: string[] = []
  const fault = (says: string): void => {
    if (!faults.includes(says)) faults.push(says)
    if (processes.gone()) for (const one of waiting.values()) refuse(one)
  }
  const processes = keepRunning(beginning, { kills, heard, fault, killServer })
  let count = 0

  function heard(said: FromChild): void {
    if ('step' in said) kills.found(said.step)
    if ('posting' in said) processes.tell({ posted: said.number, sent: far(said.posting) })
    if ('ready' in said) for (const one of waiting.values()) tell(one)
    const one = 'id' in said ? waiting.get(said.id) : undefined
    if (!one || !('id' in said)) return
    if (mayTryAgain(one, said)) {
      one.later = true
      setTimeout(() => one.later && tell(one), againMs)
      return
    }
    clearTimeout(one.timer)
    waiting.delete(one.id)
    if ('answer' in said) one.resolve(said.answer)
    else one.reject(Object.assign(new Error(said.error.message), { name: said.error.name }))
  }

  function mayTryAgain(one: Waiting, said: Extract<FromChild, { id: number }>): boolean {
    if ('answer' in said) return isNotSaved(said.answer) && one.tries++ < mostTries.notSaved
    const { unavailable, name, message } = said.error
    if (unavailable) return one.tries++ < mostTries.notSaved
    if (name === 'Fixable') return false
    fault(`${one.act} failed: ${message}`)
    return one.tries++ < mostTries.failed
  }

  function tell(one: Waiting): void {
    one.later = false
    clearTimeout(one.timer)
    one.timer = setTimeout(() => refuse(one, `${one.act} was not answered within a minute.`), longestMs)
    const { id, act, given } = one
    processes.tell({ id, act, given })
  }

  function refuse(one: Waiting, because = 'The program does not start any more.'): void {
    clearTimeout(one.timer)
    waiting.delete(one.id)
    one.reject(new Error(because))
  }

  const ask = (act: keyof Acts, given: unknown[]) =>
    new Promise((resolve, reject) => {
      const one: Waiting = { id: ++count, act, given, resolve, reject, tries: 0, later: false }
      waiting.set(one.id, one)
      if (processes.gone()) refuse(one)
      else tell(one)
    })
  return {
    ...processes,
    faults,
    acts: new Proxy({} as Acts, {
      get:
        (_, act) =>
        (...given: unknown[]) =>
          ask(act as keyof Acts, given),
    }),
  }
}

function isNotSaved(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && 'outcome' in answer && answer.outcome === 'not-saved'
}
