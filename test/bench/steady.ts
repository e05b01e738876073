import { spawn } from 'node:child_process'
import { Agent, request } from 'node:http'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** What is sent comes when it comes, whether or not what came before it has been answered. */
export async function steadily<T>(
  { perSecond, seconds }: { perSecond: number; seconds: number },
  send: (n: number) => Promise<T>,
): Promise<T[]> {
  const start = performance.now()
  const all: Promise<T>[] = []
  for (let n = 0; n < perSecond * seconds; n++) {
    const due = start + (n * 1000) / perSecond
    while (performance.now() < due)
      await new Promise(resolve => setTimeout(resolve, Math.max(1, due - performance.now())))
    all.push(send(n))
  }
  return Promise.all(all)
}

const agent = new Agent({ keepAlive: true, maxSockets: 200 })

export interface Posting {
  port: number
  path: string
  headers: Record<string, string>
  body: string
}

/** How long an answer took, with it. */
export function post({ port, path, headers, body }: Posting): Promise<{ ms: number; status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const at = performance.now()
    const whole = { ...headers, 'content-length': String(Buffer.byteLength(body)) }
    request({ port, host: '127.0.0.1', path, method: 'POST', headers: whole, agent }, response => {
      let said = ''
      response.on('data', chunk => {
        said += chunk
      })
      response.on('end', () => resolve({ ms: performance.now() - at, status: response.statusCode ?? 0, body: said }))
    })
      .on('error', reject)
      .end(body)
  })
}

/** Starts what is measured as a process of its own. It says where its database is, and when it listens. */
export async function programOf(file: string, given: readonly string[]) {
  const path = join(import.meta.dirname, file)
  const program = spawn(process.execPath, ['--import', 'tsx', path, ...given], { stdio: ['ignore', 'pipe', 'ignore'] })
  let database = ''
  for await (const said of createInterface({ input: program.stdout })) {
    if (said.startsWith('stored ')) database = said.slice('stored '.length)
    if (said.startsWith('ready '))
      return { port: Number(said.slice('ready '.length)), database, stop: () => void program.kill() }
  }
  throw new Error(`The program to be measured (${file} ${given[0]}) ended.`)
}

export function line(name: string, times: readonly number[]): void {
  const sorted = [...times].sort((a, b) => a - b)
  const at = (share: number) =>
    `${Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0)} ms`
  console.log(
    `  ${name.padEnd(32)}${String(sorted.length).padStart(6)}   p50 ${at(0.5)}, p99 ${at(0.99)}, most ${at(1)}`,
  )
}
