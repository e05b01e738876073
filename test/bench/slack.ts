import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { openDatabase } from '../../src/db/open.ts'
import { sql } from '../../src/db/sql.ts'
import { type Interaction, interaction, signed } from './slack-load.ts'
import { line, post, programOf, steadily } from './steady.ts'

const perSecond = 100
const seconds = 60
const before = 50

/** How long Slack waits for us while a whole council is at work, beside the Slack library with nothing behind it. */
export async function benchSlack(policies: string): Promise<void> {
  const slack = await pretendSlack()
  console.log(`\n${perSecond} interactions a second for ${seconds} seconds: 4 mentions, 3 reports and 3 presses of ten`)
  for (const kind of ['bare', 'whole'] as const) {
    const program = await started(kind, slack.url, policies)
    // Both have answered something before they are measured, as a program that runs has.
    for (let n = 0; n < before; n++) await posted(program.port, interaction(1_000_000 + n))
    slack.posted.clear()
    const { acks, begun, bad } = await load(program.port)
    await new Promise(resolve => setTimeout(resolve, 3_000))
    console.log(`\n${kind === 'bare' ? 'the Slack library, which only acknowledges' : 'Signpost'}`)
    for (const one of ['mention', 'report', 'press'] as const)
      line(
        `acknowledged: ${one}`,
        acks.filter(({ kind }) => kind === one).map(({ ms }) => ms),
      )
    line(
      'acknowledged: all',
      acks.map(({ ms }) => ms),
    )
    console.log(`  later than 3 s: ${acks.filter(({ ms }) => ms > 3_000).length}; not 200: ${bad}`)
    if (kind === 'whole') await whatCame(program.database, acks, begun, slack.posted)
    program.stop()
  }
  slack.close()
}

interface Ack {
  kind: Interaction['kind']
  ms: number
  body: string
}

async function whatCame(
  database: string,
  acks: readonly Ack[],
  begun: Map<string, number>,
  posted: Map<string, number>,
): Promise<void> {
  const answers = [...begun].flatMap(([ts, at]) => (posted.has(ts) ? [(posted.get(ts) ?? 0) - at] : []))
  line('from the mention to its answer', answers)
  console.log(`  mentions without an answer: ${begun.size - answers.length}`)
  const db = await openDatabase(database)
  const row = await db.row<{ n: number }>(sql`select count(*) as n from cases`)
  await db.close()
  const receipts = acks.filter(({ body }) => /Your reference is/.test(body)).length
  const reportsBefore = Array.from({ length: before }, (_, n) => interaction(n)).filter(({ kind }) => kind === 'report')
  console.log(
    `  reports sent: ${acks.filter(({ kind }) => kind === 'report').length}; receipts: ${receipts}; cases stored: ${Number(row?.n) - reportsBefore.length}`,
  )
}

async function load(port: number): Promise<{ acks: Ack[]; begun: Map<string, number>; bad: number }> {
  const begun = new Map<string, number>()
  const sent = await steadily({ perSecond, seconds }, n => {
    const one = interaction(n)
    if (one.kind === 'mention') begun.set(one.ts, performance.now())
    return posted(port, one).then(answer => ({ kind: one.kind, ...answer }))
  })
  return { acks: sent, begun, bad: sent.filter(({ status }) => status !== 200).length }
}

function posted(port: number, one: Interaction) {
  return post({ port, path: '/slack/events', headers: signed(one), body: one.body })
}

/** Answers every call at once, and remembers when each message came. */
async function pretendSlack() {
  const posted = new Map<string, number>()
  const server = createServer(async (incoming, response) => {
    let body = ''
    for await (const chunk of incoming) body += chunk
    const given = new URLSearchParams(body)
    const thread = given.get('thread_ts')
    if (incoming.url === '/api/chat.postMessage' && thread) posted.set(thread, performance.now())
    const user = { team_id: 'T1', real_name: 'Somebody', is_bot: false }
    response.setHeader('content-type', 'application/json')
    response.end(
      JSON.stringify({
        ok: true,
        team_id: 'T1',
        user_id: 'UBOT',
        ts: '1.1',
        message_ts: '1.1',
        channel: 'C1',
        view: { id: 'V' },
        user,
      }),
    )
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    posted,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

function started(kind: string, url: string, policies: string) {
  return programOf('slack-program.ts', [kind, url, policies])
}
