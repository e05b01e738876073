import type { App } from '@slack/bolt'
import { plainly } from '../../chat/pages/plainly.ts'
import { commanded, shortcut } from './commands.ts'
import { heard, visited } from './hear.ts'
import { pressed } from './presses.ts'
import { sayTo } from './saying.ts'
import { closed, type Outcome, sentIn } from './sending-in.ts'
import type { Slack } from './slack.ts'

/** What the library calls for each thing that Slack sends. A fault in one is told to whoever did it, and logged without their words. */
export function listen(app: App, slack: () => Slack | undefined, track: (work: Promise<void>) => Promise<void>): void {
  const done = (body: unknown, work: (slack: Slack) => Promise<void>): Promise<void> => {
    const ready = slack()
    return ready ? track(calmly(ready, body, () => work(ready))) : Promise.resolve()
  }
  app.event('app_mention', ({ body }) => done(body, slack => heard(slack, body)))
  app.event('message', ({ body }) => done(body, slack => heard(slack, body)))
  app.event('app_home_opened', ({ body }) => done(body, slack => visited(slack, body)))
  app.command(/./, ({ body, ack }) => done(body, slack => commanded(slack, body, () => anyway(slack, ack()))))
  app.shortcut(/./, ({ body, ack }) => done(body, slack => shortcut(slack, body, () => anyway(slack, ack()))))
  app.action(/./, ({ body, ack }) => done(body, slack => pressed(slack, body, () => anyway(slack, ack()))))
  app.view(/./, ({ body, ack }) =>
    done(body, slack => sentIn(slack, body, (outcome: Outcome) => anyway(slack, ack(outcome)), slack.answerWithinMs)),
  )
  app.view({ callback_id: /./, type: 'view_closed' }, ({ body, ack }) =>
    done(body, slack => closed(slack, body, () => anyway(slack, ack()))),
  )
  app.error(async error => slack()?.log.fault('slack', error))
}

/** The connection may be gone before Slack hears that we have something. What was sent is done all the same. */
async function anyway({ log }: Slack, acknowledging: Promise<void>): Promise<void> {
  try {
    await acknowledging
  } catch (error) {
    log.fault('slack-ack', error)
  }
}

async function calmly(slack: Slack, body: unknown, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    const fault = slack.newId().slice(0, 8)
    slack.log.fault(fault, error)
    const { user, url } = whoDid(body)
    const words = `Something went wrong in Signpost. Try again. If it happens again, tell your IT team this: ${fault}. In danger, call 999.`
    if (user) await sayTo(slack, plainly(words), { user, url })
  }
}

/** Read without the schemas: one of them may be what failed. */
function whoDid(body: unknown): { user?: string; url?: string } {
  const at = (from: unknown, key: string): unknown =>
    typeof from === 'object' && from !== null ? Reflect.get(from, key) : undefined
  const found = [at(at(body, 'user'), 'id'), at(body, 'user_id'), at(at(body, 'event'), 'user')].find(
    id => typeof id === 'string',
  )
  const url = at(body, 'response_url')
  return { ...(typeof found === 'string' ? { user: found } : {}), ...(typeof url === 'string' ? { url } : {}) }
}
