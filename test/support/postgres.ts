import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import pg from 'pg'

const programs = findPrograms()

/** Why there is no PostgreSQL to test with, where there is none: for the name of the suite that is skipped. */
export const noPostgres = programs
  ? undefined
  : 'no PostgreSQL was found in /usr/lib/postgresql or on the PATH: install Debian\'s package "postgresql"'

/** A real PostgreSQL of its own, with fsync on, in a folder that is gone when the tests are. */
export async function startPostgres() {
  const folder = mkdtempSync(join(tmpdir(), 'signpost-pg-'))
  const data = join(folder, 'data')
  const password = 'correct horse'
  const secret = join(folder, 'password')
  writeFileSync(secret, password)
  asOwner(folder)
  asOwner(secret)
  run('initdb', [
    '-D',
    data,
    '-U',
    'owner',
    '-A',
    'scram-sha-256',
    `--pwfile=${secret}`,
    '--no-sync',
    '--no-locale',
    '-E',
    'UTF8',
  ])
  const port = await freePort()
  let server = await launch(data, port)
  const owner = `postgres://owner:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`
  /** As a user without special rights, as a council would give us. */
  const url = (database = 'postgres', secret = password) =>
    `postgres://signpost:${encodeURIComponent(secret)}@127.0.0.1:${port}/${database}`
  await asked(owner, `create role signpost login password '${password}'`)
  let schemas = 0

  return {
    port,
    folder,
    url,
    /** The address of an empty schema, which is as good as an empty database and made in no time. */
    async fresh(): Promise<string> {
      const schema = `test${++schemas}`
      await asked(owner, `create schema ${schema} authorization signpost`)
      return `${url()}?options=-c%20search_path%3D${schema}`
    },
    /** What only an administrator of the server may ask. */
    ask: (text: string) => asked(owner, text),
    /** All of it as its own tool writes it out, in plain text. */
    dump: () =>
      execFileSync(join(programs ?? '', 'pg_dump'), ['--dbname', owner, '--inserts'], { maxBuffer: 1e9 }).toString(
        'latin1',
      ),
    /** Ends it at once, as a power cut would, save what the system had been told to keep. */
    kill(): void {
      server.kill('SIGQUIT')
    },
    async stop(): Promise<void> {
      await ended(server, 'SIGINT')
    },
    async start(): Promise<void> {
      server = await launch(data, port)
    },
    async end(): Promise<void> {
      await ended(server, 'SIGQUIT')
      rmSync(folder, { recursive: true, force: true })
    },
    /** A folder there that only the server may use, as it wants it for a tablespace. */
    ownFolder(parent: string): string {
      const path = join(parent, 'own')
      mkdirSync(path)
      asOwner(path)
      return path
    },
  }
}
export type Postgres = Awaited<ReturnType<typeof startPostgres>>

function findPrograms(): string | undefined {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : []
  const folders = [
    ...versions.map(version => join(debian, version, 'bin')),
    ...(process.env['PATH'] ?? '').split(delimiter),
  ]
  return folders.find(folder => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')))
}

/** PostgreSQL refuses to run as root, so there it runs as a user without rights. It ends when the tests do, however they end. */
function command(name: string, args: string[]): [string, string[]] {
  const program = join(programs ?? '', name)
  if (process.getuid?.() !== 0) return [program, args]
  return ['setpriv', [`--reuid=${user()}`, '--regid=nogroup', '--clear-groups', '--pdeathsig=INT', program, ...args]]
}

function run(name: string, args: string[]): void {
  const [program, all] = command(name, args)
  execFileSync(program, all, { stdio: 'pipe', cwd: tmpdir() })
}

async function launch(data: string, port: number): Promise<ChildProcess> {
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    fsync: 'on',
    max_connections: 60,
    shared_buffers: '16MB',
    logging_collector: 'off',
    deadlock_timeout: '100ms',
  }
  const [program, args] = command('postgres', [
    '-D',
    data,
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ])
  const server = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'], cwd: tmpdir() })
  await ready(server)
  return server
}

async function ended(server: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  const exit = once(server, 'exit')
  server.kill(signal)
  await exit
}

async function ready(server: ChildProcess): Promise<void> {
  let said = ''
  await new Promise<void>((resolve, reject) => {
    server.stderr?.on('data', chunk => {
      said += chunk
      if (said.includes('ready to accept connections')) resolve()
    })
    server.once('exit', () => reject(new Error(`PostgreSQL did not start:\n${said}`)))
  })
}

async function asked(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  return typeof address === 'object' && address ? address.port : 0
}

function asOwner(folder: string): void {
  if (process.getuid?.() === 0) execFileSync('chown', [user(), folder])
}

function user(): string {
  try {
    execFileSync('id', ['postgres'], { stdio: 'ignore' })
    return 'postgres'
  } catch {
    return 'nobody'
  }
}
