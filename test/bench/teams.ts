import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { openDatabase } from '../../src/db/open.ts'
import { sql } from '../../src/db/sql.ts'
import { type Microsoft, microsoft } from '../support/teams/microsoft.ts'
import { line, post, programOf, steadily } from './steady.ts'
import { type Activity, activity } from './teams-load.ts'

const perSecond = 100
const seconds = 60
const before = 500

/** How long Teams waits for us while a whole council is at work, beside a bot of the same library that only repeats. Each is signed. */
export async function benchTeams(policies: string): Promise<void> {
  const teams = await pretendTeams()
  const signIn = await microsoft()
  console.log(`\n${perSecond} activities a second for ${seconds} seconds: 4 mentions, 3 reports and 3 presses of ten`)
  for (const kind of ['bare', 'whole'] as const) {
    const program = await programOf('teams-program.ts', [kind, teams.url, policies, String(signIn.port)])
    const send = sender(program.port, teams.url, signIn)
    // Both have answered for a while before they are measured, as a program that runs has.
    for (let n = 0; n < before; n++) await send(activity(1_000_000 + n, teams.url))
    teams.posted.clear()
    const begun = new Map<string, number>()
    const answers = await steadily({ perSecond, seconds }, async n => {
      const one = activity(n, teams.url)
      if (one.kind === 'mention') begun.set(one.conversation, performance.now())
      return { kind: one.kind, ...(await send(one)) }
    })
    await new Promise(resolve => setTimeout(resolve, 3_000))
    console.log(`\n${kind === 'bare' ? 'a bot that repeats what it hears' : 'Signpost'}`)
    for (const one of ['mention', 'report', 'press'] as const)
      line(
        `answered: ${one}`,
        answers.filter(({ kind }) => kind === one).map(({ ms }) => ms),
      )
    line(
      'answered: all',
      answers.map(({ ms }) => ms),
    )
    const bad = answers.filter(({ status }) => status !== 200).length
    console.log(`  later than 3 s: ${answers.filter(({ ms }) => ms > 3_000).length}; not 200: ${bad}`)
    const said = [...begun].flatMap(([name, at]) =>
      teams.posted.has(name) ? [(teams.posted.get(name) ?? 0) - at] : [],
    )
    line('from the mention to its answer', said)
    console.log(`  mentions without an answer: ${begun.size - said.length}`)
    if (kind === 'whole') await whatIsStored(program.database, answers)
    program.stop()
  }
  await signIn.close()
  teams.close()
}

async function whatIsStored(database: string, answers: readonly { kind: Activity['kind']; body: string }[]) {
  const db = await openDatabase(database)
  const row = await db.row<{ n: number }>(sql`select count(*) as n from cases`)
  await db.close()
  const sent = answers.filter(({ kind }) => kind === 'report').length
  const receipts = answers.filter(({ body }) => /Your reference is/.test(body)).length
  const earlier = Array.from({ length: before }, (_, n) => activity(n, '')).filter(({ kind }) => kind === 'report')
  console.log(`  reports sent: ${sent}; receipts: ${receipts}; cases stored: ${Number(row?.n) - earlier.length}`)
}

function sender(port: number, service: string, { token }: Microsoft) {
  // As Teams does, one token goes with many calls.
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token(service)}` }
  return ({ body }: Activity) => post({ port, path: '/api/messages', headers, body })
}

/** Answers every call at once, and remembers when each message came. */
async function pretendTeams() {
  const posted = new Map<string, number>()
  let made = 0
  const server = createServer((request, response) => {
    const [, conversation = '', what] = /\/conversations\/([^/]+)\/(activities|members)/.exec(request.url ?? '') ?? []
    if (what === 'activities') posted.set(decodeURIComponent(conversation), performance.now())
    request.resume()
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ id: `p${++made}`, activityId: `p${made}`, name: 'Somebody', userRole: 'user' }))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    posted,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
