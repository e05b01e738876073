import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { builtChild } from './built.ts'
import type { Kill, Kills } from './kills.ts'
import type { Beginning, FromChild, ToChild } from './said.ts'
import { isFirst } from './tally.ts'

/** One process after another: each is killed where `kills` says, and the next takes its place at once. */
export interface Processes {
  /** Says something to the process there is; while there is none that is ready, it is not heard. */
  tell(said: ToChild): void
  /** Nobody is to be killed any more. */
  over(): boolean
  /** None starts any more. */
  gone(): boolean
  end(): Promise<void>
}

export interface Around {
  kills: Kills
  heard(said: FromChild): void
  fault(says: string): void
  killServer: (() => Promise<void>) | undefined
}

/** A step that is not reached in this time is left for another process. */
const patienceMs = 10_000
const mostFailures = 5

export function keepRunning(beginning: Beginning, { kills, heard, fault, killServer }: Around): Processes {
  let child = spawned()
  let next: ChildProcess | undefined
  let [ready, everReady, ended, failures] = [false, false, false, 0]
  let kill: Kill | undefined
  const gone = () => failures > mostFailures

  function launch(): void {
    kill = kills.next(!everReady)
    // Loads what it needs meanwhile, so that the next one is there at once.
    next = kill && spawned()
    const killing = kill && killed(kill, child, killServer)
    const errors: string[] = []
    child.stderr?.on('data', chunk => errors.push(String(chunk)))
    child.on('message', (said: FromChild) => {
      if ('ready' in said) {
        ready = everReady = true
        if (kill?.step && isFirst(kill.step)) killing?.inVain()
      }
      heard(said)
    })
    child.once('close', (code, signal) => {
      if (kill && signal === 'SIGKILL') kills.done(kill, killing?.hit() ?? false)
      else if (!ended) fault(`A process ended by itself (${signal ?? code}): ${errors.join('')}`)
      failures = ready || signal === 'SIGKILL' ? 0 : failures + 1
      ready = false
      if (gone()) kill = undefined
      if (ended || gone()) return
      child = next ?? spawned()
      launch()
    })
    const ending = kill?.step === undefined ? {} : { ending: { step: kill.step, nth: kill.nth ?? 1 } }
    child.send({ ...beginning, ...ending })
  }

  launch()
  return {
    tell(said) {
      if (ready && child.connected) child.send(said, () => {})
    },
    over: () => kill === undefined,
    gone,
    async end() {
      ended = true
      next?.kill('SIGKILL')
      if (child.exitCode !== null || child.signalCode !== null) return
      const closed = once(child, 'close')
      child.kill('SIGKILL')
      await closed
    },
  }
}

/** Sees to it that a process is killed, by itself at a step or by us; and knows whether it was as it should be. */
function killed({ step, afterMs = patienceMs, server }: Kill, child: ChildProcess, killServer: Around['killServer']) {
  let hit = true
  const inVain = () => {
    hit = false
    child.kill('SIGKILL')
  }
  const late = async () => {
    if (step) return inVain()
    if (server) await killServer?.()
    child.kill('SIGKILL')
  }
  const timer = setTimeout(late, afterMs)
  child.once('close', () => clearTimeout(timer))
  return { inVain, hit: () => hit }
}

/** A process that has loaded what it needs, and waits to be told to begin. */
function spawned(): ChildProcess {
  return fork(builtChild(), [], {
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
}
