import { spawn } from 'node:child_process'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, onTestFinished, test } from 'vitest'
import { root } from './support/app.ts'
import { folder } from './support/folder.ts'
import { slackActor } from './support/slack/actor.ts'
import { driverTo } from './support/slack/driver.ts'
import { botToken, signingSecret, type Workspace, workspace } from './support/slack/workspace.ts'
import { testshire } from './support/testshire.ts'

test('"npm start" in practice answers in Slack, takes a report, tells nobody at the council, and ends when it is told to', async () => {
  const slack = await workspace()
  const place = folder()
  const port = await freePort()
  const program = spawn(join(root, 'node_modules/.bin/tsx'), [join(root, 'scripts/start.ts')], {
    cwd: place,
    env: {
      ...{ PATH: process.env['PATH'], MODE: 'practice', SHOW_NOTICES: 'yes', PORT: String(port) },
      ...{ SLACK_BOT_TOKEN: botToken, SLACK_SIGNING_SECRET: signingSecret, SLACK_API_URL: `${slack.gate.url}/api/` },
      POLICIES: testshire({
        reach: id => [`slack:${slack.user(id)}`],
        pressRoom: `slack:${slack.channel('press-room')}`,
        pretend: true,
      }),
    },
  })
  onTestFinished(() => void program.kill('SIGKILL'))
  const said: string[] = []
  for (const stream of [program.stdout, program.stderr])
    createInterface({ input: stream }).on('line', line => said.push(line))
  await until(
    () => said.join('\n').includes('Signpost is here') && slack.gate.calls.some(({ method }) => method === 'auth.test'),
  )
  const driver = driverTo(() => `http://127.0.0.1:${port}`, slack)
  const sam = await slackActor('sam', { slack, driver, idle: somethingShown(slack) })

  const answer = await sam.says('How fast must we answer a comment?')
  await sam.commands('/press')
  const receipt = await sam.fills({
    'sub-type': 'enquiry',
    journalist: 'PLANTEDJO',
    outlet: 'x',
    contact: 'x',
    'deadline-given': 'now',
    what: 'x',
    'said-already': 'x',
  })
  await until(() => said.join('\n').includes('New report PRE-'))
  program.kill('SIGTERM')
  const code = await new Promise(resolve => program.once('exit', resolve))

  expect(answer.text).toContain('within one working day')
  expect(receipt.text).toMatch(/Practice: nobody at the council will read this[\s\S]*Your reference is PRE-/)
  const posted = slack.gate.calls
    .filter(({ method }) => method === 'chat.postMessage')
    .map(({ given }) => given['channel'])
  expect(posted.filter(channel => channel !== sam.dm && channel !== sam.id)).toEqual([])
  expect(code).toBe(0)
  expect(said.join('\n')).not.toMatch(/PLANTED|xoxb-|test-signing/)
})

async function freePort(): Promise<number> {
  const server: Server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise(resolve => server.close(resolve))
  return port
}

async function until(is: () => boolean): Promise<void> {
  while (!is()) await new Promise(resolve => setTimeout(resolve, 20))
}

/** Another process cannot be asked whether it is done: it is when something was shown, and nothing more has come for a while. */
function somethingShown({ gate }: Workspace): () => Promise<void> {
  const count = () => gate.calls.filter(({ method }) => /^views\.(?:update|publish)|^chat\./.test(method)).length
  let last = 0
  return async () => {
    await until(() => count() > last)
    while (count() !== last) {
      last = count()
      await new Promise(resolve => setTimeout(resolve, 300))
    }
  }
}
