import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')

export interface Run {
  process: ChildProcess
  /** Waits until it has printed this. */
  said(words: string): Promise<void>
  type(line: string): void
  /** What it printed, when it has ended. */
  ended: Promise<{ code: number | null; out: string; errors: string }>
}

/** A command of ours as a process of its own, with somebody at its terminal who types. */
export function command(
  name: string,
  args: string[],
  env: Record<string, string>,
  { asNobody = false, flags = [] as string[] } = {},
): Run {
  const node = [...flags, '--import', 'tsx', join(root, 'scripts', `${name}.ts`), ...args]
  const nobody = ['--reuid=65534', '--regid=65534', '--clear-groups', process.execPath, ...node]
  const [program, all] = asNobody ? ['setpriv', nobody] : [process.execPath, node]
  const child = spawn(program, all, { cwd: root, env: { ...process.env, TMPDIR: '/tmp', ...env } })
  let out = ''
  let errors = ''
  child.stdout.on('data', chunk => {
    out += chunk
  })
  child.stderr.on('data', chunk => {
    errors += chunk
  })
  // It may have ended before somebody typed.
  child.stdin.on('error', () => {})
  const ended = once(child, 'close').then(([code]) => ({ code, out, errors }))
  return {
    process: child,
    ended,
    type: line => void child.stdin.write(`${line}\n`),
    async said(words) {
      while (!out.includes(words)) {
        const more = await Promise.race([once(child.stdout, 'data'), ended.then(() => undefined)])
        if (!more && !out.includes(words)) throw new Error(`It ended without saying "${words}":\n${out}${errors}`)
      }
    },
  }
}

/** The same with all that is typed known before. */
export function commandWith(name: string, args: string[], env: Record<string, string>, lines: string[] = []) {
  const run = command(name, args, env)
  run.process.stdin?.end(lines.map(line => `${line}\n`).join(''))
  return run.ended
}
