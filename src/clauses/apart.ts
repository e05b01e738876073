/**
 * PDF, Word and web pages are read in a process of its own. A file may be made, or damaged, so that its parser runs for ever or
 * eats all memory: then that process is ended, and the file is named. And a hundred long documents are read without
 * keeping one answer waiting. It is started at the first such file and ends when there is nothing to read.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { z } from 'zod'
import { Fixable } from '../errors.ts'
import { cannotRead } from './kind.ts'
import type { Intricate } from './readers.ts'
import type { Source } from './source.ts'

/** What the process answers. It is ours, and its `source` is not looked through again. */
const Reply = z.union([
  z.strictObject({ source: z.custom<Source>() }),
  z.strictObject({ says: z.string(), cause: z.string().optional() }),
])

const deadlineMs = 120_000
const idleMs = 15_000

let reader: ChildProcess | undefined
let idle: NodeJS.Timeout | undefined
/** One file at a time: two cores are usual, and one is for answers. */
let last: Promise<unknown> = Promise.resolve()

export function readApart(kind: Intricate, bytes: Uint8Array, file: string, withinMs = deadlineMs): Promise<Source> {
  const reading = last.then(() => readNow(kind, bytes, file, withinMs))
  last = reading.catch(() => undefined)
  return reading
}

async function readNow(kind: Intricate, bytes: Uint8Array, file: string, withinMs: number): Promise<Source> {
  clearTimeout(idle)
  reader ??= started()
  const reply = await answer(reader, { kind, bytes, file }, withinMs)
  idle = setTimeout(end, idleMs).unref()
  if ('source' in reply) return reply.source
  throw new Fixable(reply.says, { cause: reply.cause })
}

function started(): ChildProcess {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
  const child = fork(fileURLToPath(new URL('./reading-process.ts', import.meta.url)), {
    execArgv: [`--import=${tsx}`, '--max-old-space-size=1500'],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  // Waiting for work, it does not keep the program from ending; with work to do, the wait for its answer does.
  child.unref()
  child.channel?.unref()
  process.once('exit', end)
  child.once('exit', () => {
    process.off('exit', end)
    if (reader === child) reader = undefined
  })
  return child
}

function end(): void {
  reader?.kill('SIGKILL')
  reader = undefined
}

function answer(child: ChildProcess, asked: { file: string; bytes: Uint8Array; kind: string }, withinMs: number) {
  return new Promise<z.infer<typeof Reply>>((resolve, reject) => {
    const fail = (reason: string) => {
      settle()
      end()
      reject(cannotRead(asked.file, reason, 'Open it in the program that made it, save it anew, and replace it.'))
    }
    const late = () => fail(`it could not be read within ${Math.ceil(withinMs / 1000)} seconds`)
    const gone = () => fail('it brought down the program that reads it')
    const heard = (message: unknown) => {
      settle()
      resolve(Reply.parse(message))
    }
    const timer = setTimeout(late, withinMs)
    const settle = () => {
      clearTimeout(timer)
      child.off('message', heard).off('exit', gone).off('error', gone)
    }
    child.on('message', heard).on('exit', gone).on('error', gone)
    child.send(asked, error => error && gone())
  })
}
