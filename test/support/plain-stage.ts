import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openApp } from '../../src/app.ts'
import type { AnswerTo, Channel } from '../../src/channels/channel.ts'
import type { Act } from '../../src/chat/act.ts'
import type { Filled, Incoming } from '../../src/chat/incoming.ts'
import { plainText } from '../../src/chat/plain.ts'
import type { Action, FormBlock, Reply } from '../../src/chat/reply.ts'
import { settingsFrom } from '../../src/config.ts'
import { logTo } from '../../src/log.ts'
import { openService } from '../../src/service.ts'
import { testClock } from './clock.ts'
import { folder } from './folder.ts'
import type { Actor, Seen, Stage } from './stage.ts'
import { testshire } from './testshire.ts'

/** The heart without any screen: what is said and pressed goes straight into the conversation. It shows what every channel is given. */
export async function plainStage(
  environment: Record<string, string> = {},
): Promise<Stage & { log: string[]; answer: AnswerTo }> {
  const place = folder()
  const clock = testClock()
  const settings = settingsFrom({
    POLICIES: testshire({ reach: id => [webOf(id)], pressRoom: 'web:press-room.test', pretend: true }),
    INDEX: join(place, 'index'),
    DATABASE_URL: join(place, 'signpost.db'),
    FILES: join(place, 'files'),
    KEY_FILE: join(place, 'keys', 'master.key'),
    HEARTBEAT: join(place, 'heartbeat'),
    ...environment,
  })
  const log: string[] = []
  const app = await openApp(settings, { say: () => {}, progress: () => {}, now: clock.now })
  const mail = new Map<string, Reply[]>()
  const away = new Set<string>()
  let answer: AnswerTo | undefined
  const channel: Channel = {
    name: 'web',
    start: async () => {},
    stop: async () => {},
    send: async ({ address, reply }) => {
      if (away.has(address)) return { outcome: 'later', problem: 'down' }
      mail.set(address, [...(mail.get(address) ?? []), reply])
      return { outcome: 'sent' }
    },
  }
  const service = await openService({
    ...{ app, settings, log: logTo(line => log.push(line), clock.now), now: clock.now },
    openings: [
      given => {
        answer = given
        return channel
      },
    ],
  })
  onTestFinished(() => service.stop())
  const asked: AnswerTo = incoming => {
    if (!answer) throw new Error('The channel was not opened.')
    return answer(incoming)
  }
  return {
    ...{ clock, log, answer: asked },
    actor: async name => plainActor(name, asked, clock.now, mail),
    down: (person, is) => void (is ? away.add(webOf(person)) : away.delete(webOf(person))),
    async pass(minutes, step = 1) {
      for (let n = 0; n < minutes; n += step) {
        clock.forward({ minutes: step })
        await service.round()
        await service.deliver()
      }
    },
  }
}

function webOf(person: string): string {
  return `web:${person}.test`
}

function plainActor(name: string, answer: AnswerTo, now: () => Date, mail: Map<string, Reply[]>): Actor {
  const address = webOf(name)
  let before: Reply | undefined
  const act = async (what: Incoming['what'], filled?: Filled): Promise<Seen> => {
    const place = { isPrivate: true, thread: address }
    const from = { channel: 'web', address, name: `Name of ${name}`, guest: false, place }
    before = await answer({ from, what, now: now(), ...(filled ? { filled } : {}) })
    return seenIn(before)
  }
  return {
    says: text => act({ do: 'say', text }),
    home: () => act({ do: 'home' }),
    presses: label => {
      const found = actionsIn(before).find(action => action.label === label)
      if (!found) throw new Error(`There is no "${label}" among: ${seenIn(before).buttons.join(', ')}`)
      return act(found.act)
    },
    fills: (given, { send = true } = {}) => {
      const form = formIn(before)
      if (!form) throw new Error('There is no form.')
      const whole = { ...form.given, ...given }
      return act(form.for, { given: whole, submission: form.submission, sent: send, file: async () => undefined })
    },
    told: async () => {
      const replies = mail.get(address) ?? []
      mail.delete(address)
      before = replies.at(-1) ?? before
      return replies.map(seenIn)
    },
  }
}

function seenIn(reply: Reply | undefined): Seen {
  if (!reply) return { text: '', buttons: [], fields: [] }
  const form = formIn(reply)
  return {
    text: [plainText(reply), ...(form?.mistakes ?? []).map(({ says }) => says)].join('\n'),
    buttons: actionsIn(reply).map(({ label }) => label),
    fields: form?.fields.map(({ id }) => id) ?? [],
  }
}

function actionsIn(reply: Reply | undefined): (Action & { act: Act })[] {
  return (reply?.blocks ?? []).flatMap(block => {
    if (block.is === 'actions') return block.actions
    if (block.is === 'facts') return block.actions ?? []
    return block.is === 'quote' && block.open ? [block.open] : []
  })
}

function formIn(reply: Reply | undefined): FormBlock | undefined {
  return reply?.blocks.find(block => block.is === 'form')
}
