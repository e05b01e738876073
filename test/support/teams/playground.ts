import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { appId, tenantId } from './microsoft.ts'

export const team = '19:team@thread.tacv2'
export const pressChannel = '19:press@thread.tacv2'
export const group = '19:group@thread.v2'

/** The six that the playground knows as people who can speak; whoever else is told something only has a chat. */
export const speakers = ['sam', 'kim', 'content-lead', 'content-deputy', 'safeguarding-lead', 'press-owner']

/** An id of the directory, made from a name. */
export function aadOf(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex').slice(0, 12)
  return `00000000-0000-4000-8000-${hex}`
}

export interface Playground {
  url: string
  post(path: string, body: unknown): Promise<unknown>
  stop(): void
}

/** Microsoft's own stand-in for Teams, which we did not write, with the people of the test's council in it. */
export async function playground(bot: string): Promise<Playground> {
  const folder = mkdtempSync(join(tmpdir(), 'signpost-'))
  writeFileSync(join(folder, '.m365agentsplayground.yml'), config())
  const cli = resolve(import.meta.dirname, '../../../node_modules/@microsoft/m365agentsplayground/cli.js')
  const given = ['start', '-e', bot, '-c', 'msteams', '-p', '0', '--disable-telemetry']
  const child = spawn(process.execPath, [cli, ...given], {
    cwd: folder,
    env: { ...process.env, TEAMSAPPTESTER_BROWSER: 'none' },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const url = `http://127.0.0.1:${await portOf(child)}`
  return {
    url,
    async post(path, body) {
      const headers = { 'content-type': 'application/json' }
      const response = await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
      const text = await response.text()
      if (!response.ok) throw new Error(`The playground answered ${path} with ${response.status} ${text}`)
      return text === '' ? undefined : JSON.parse(text)
    },
    stop() {
      child.kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function portOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    child.stdout?.on('data', chunk => {
      said += chunk
      const port = /Listening on (\d+)/.exec(said)?.[1]
      if (port) resolve(port)
    })
    child.on('exit', code => reject(new Error(`The playground ended with ${code}: ${said}`)))
  })
}

function config(): string {
  const person = (name: string) => ({
    ...{
      id: aadOf(name),
      aadObjectId: aadOf(name),
      name: `Name of ${name}`,
      userPrincipleName: `${name}@testshire.example`,
    },
    ...{ givenName: name, surname: 'Person', email: `${name}@testshire.example` },
  })
  const [first = '', ...others] = speakers
  // JSON is YAML as well.
  return JSON.stringify({
    ...{ version: '0.1.1', tenantId, bot: { id: `28:${appId}`, name: 'Signpost' } },
    ...{ currentUser: person(first), users: others.map(person), personalChat: { id: 'a:sam' } },
    groupChat: { id: group, name: 'A group' },
    team: { id: team, name: 'Testshire', aadGroupId: aadOf('team'), channels: [{ id: pressChannel, name: 'press' }] },
  })
}
