import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

export interface Child {
  process: ChildProcess
  /** Waits until it has printed a line that holds this. */
  said(words: string): Promise<void>
  /** What it printed, when it has ended. */
  ended: Promise<{ code: number | null; out: string; errors: string }>
}

/** A process of its own that runs a file of `test/support`, optionally as a user without rights. */
export function child(file: string, args: string[], { asNobody = false, env = {} } = {}): Child {
  const node = ['--import', 'tsx', join(import.meta.dirname, file), ...args]
  const nobody = ['--reuid=65534', '--regid=65534', '--clear-groups', process.execPath, ...node]
  const options = { env: { ...process.env, TMPDIR: '/tmp', ...env } }
  const started =
    asNobody && process.getuid?.() === 0 ? spawn('setpriv', nobody, options) : spawn(process.execPath, node, options)
  let out = ''
  let errors = ''
  started.stdout.on('data', chunk => {
    out += chunk
  })
  started.stderr.on('data', chunk => {
    errors += chunk
  })
  const ended = once(started, 'close').then(([code]) => ({ code, out, errors }))
  return {
    process: started,
    ended,
    async said(words) {
      while (!out.includes(words)) {
        const more = await Promise.race([once(started.stdout, 'data'), ended.then(() => undefined)])
        if (!more && !out.includes(words))
          throw new Error(`The process ended without saying "${words}":\n${out}${errors}`)
      }
    },
  }
}
