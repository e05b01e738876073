import { plainly } from '../../chat/pages/plainly.ts'
import type { Reply } from '../../chat/reply.ts'
import { fromOf } from './from.ts'
import { Command, Shortcut } from './payloads.ts'
import { readCommand, readShortcut } from './read.ts'
import { sayTo, type To } from './saying.ts'
import type { Slack } from './slack.ts'
import { openWindow } from './windows.ts'

type Ack = () => Promise<void>

/** A command was typed. A question is answered to whoever typed it alone; anything else opens a window. */
export async function commanded(slack: Slack, body: unknown, ack: Ack): Promise<void> {
  await ack()
  const command = Command.safeParse(body).data
  if (!command || !isNew(slack, command.trigger_id)) return
  const { what, spot } = readCommand(command, slack.prefix, slack.desks)
  const { user_id: user, user_name: name, team_id: team, response_url: url } = command
  const to: To = { spot, user, url }
  // Who that is may take Slack a second to say, and a window that is opened then may be too late.
  const asked = (async (): Promise<Reply> => {
    const { from } = await fromOf(slack, { id: user, name, team }, spot.place)
    if (what.do !== 'whoami') return slack.answer({ from, what, now: slack.now() })
    return from.guest ? slack.answer({ from, what: { do: 'help' }, now: slack.now() }) : whoami(slack, user)
  })()
  const isTalk = what.do === 'say' || what.do === 'whoami' || !command.trigger_id
  if (isTalk) return void (await sayTo(slack, await asked, to))
  const act = what.do === 'report' ? ({ do: 'desk' } as const) : what
  return openWindow(slack, command.trigger_id ?? '', { act }, asked, words => sayTo(slack, plainly(words), to))
}

/** "Report something", or a message that somebody wants to report. */
export async function shortcut(slack: Slack, body: unknown, ack: Ack): Promise<void> {
  await ack()
  const read = Shortcut.safeParse(body).data
  if (!read?.trigger_id || !isNew(slack, read.trigger_id)) return
  const { user, message, response_url: url } = read
  const asked = (async (): Promise<Reply> => {
    const author = message?.user ? await slack.people(message.user) : undefined
    const { from } = await fromOf(slack, { id: user.id, name: user.name, team: user.team_id })
    const what = readShortcut(read, id => (id === message?.user ? author?.name : undefined))
    return slack.answer({ from, what, now: slack.now() })
  })()
  const tell = (words: string) => sayTo(slack, plainly(words), { user: user.id, url })
  return openWindow(slack, read.trigger_id, { act: { do: 'desk' } }, asked, tell)
}

/** Each press and each command has a trigger of its own: one that came before is a repetition. */
export function isNew({ once }: Slack, trigger: string | null | undefined): boolean {
  return !trigger || once.here(`trigger ${trigger}`)
}

function whoami({ at }: Slack, user: string): Reply {
  return {
    title: 'This is how Slack knows you',
    blocks: [
      { is: 'text', text: 'Whoever looks after Signpost can paste this line into authority.yaml, beneath your name:' },
      { is: 'quote', from: 'authority.yaml', text: `reach: [slack:${at.team}/${user}]` },
    ],
    for: 'asker',
  }
}
