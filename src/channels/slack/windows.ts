import type { types } from '@slack/bolt'
import { z } from 'zod'
import type { Act } from '../../chat/act.ts'
import type { Reply } from '../../chat/reply.ts'
import { type Carried, onward } from './carried.ts'
import { momentSeconds } from './moment.ts'
import type { Slack } from './slack.ts'
import { soundView } from './sound.ts'
import { loadingView, modalOf } from './view.ts'

const Opened = z.object({ view: z.object({ id: z.string() }) })
const typedMs = 2 * 60 * 60_000

/** What goes wrong with a window is told to whoever waits before it. */
export type Tell = (words: string) => Promise<unknown>

/** A reply as the view of a window, as Slack takes it. */
export function viewOf(slack: Slack, reply: Reply, carried: Carried): types.ModalView {
  const { pages, at, log } = slack
  const momentShown = (given: string) => momentSeconds(given, at.timeZone)
  const { view, wrong } = soundView(modalOf(reply, { carried, pages, momentShown }), reply, pages)
  if (wrong.length > 0) log.event('slack-mended', { what: 'view', count: wrong.length })
  return view
}

/**
 * A window opens at once with nothing in it, as Slack allows three seconds from the press and one use; what it is for is asked meanwhile
 * and then drawn into it. `over`: on top of another window, which stays as it is with all that was typed in it.
 */
export async function openWindow(
  slack: Slack,
  trigger: string,
  { act, from, over = false }: { act: Act; from?: Carried | undefined; over?: boolean },
  asked: Promise<Reply>,
  tell: Tell,
): Promise<void> {
  const view = loadingView(act)
  const [called, reply] = await Promise.all([
    slack.api.call(over ? 'views.push' : 'views.open', { trigger_id: trigger, view }),
    asked,
  ])
  const opened = called.ok ? Opened.safeParse(called.said).data : undefined
  if (!opened) {
    if (!called.ok) slack.log.event('slack-window', { why: called.trouble.word })
    await tell(tooLate)
    return
  }
  await showIn(slack, opened.view.id, reply, from ? onward(from, act) : { act }, tell)
}

const tooLate =
  'Slack closed the window before it could open, so you see nothing. Press it once more. If it cannot wait, use the telephone; in danger, call 999.'

/** Draws a reply into a window that is open. Where several are asked for at once, the last one asked is the one that stays. */
export async function showIn(slack: Slack, id: string, reply: Reply, carried: Carried, tell: Tell): Promise<void> {
  await rememberTyped(slack, id, reply)
  const called = await slack.api.call(
    'views.update',
    { view_id: id, view: viewOf(slack, reply, carried) },
    { patiently: true },
  )
  if (called.ok) return
  // Somebody has closed it meanwhile: they wait for nothing there.
  if (['not_found', 'view_not_found'].includes(called.trouble.word)) return
  const fault = slack.newId().slice(0, 8)
  slack.log.event('slack-window', { why: called.trouble.word, id: fault })
  await tell(
    `Slack could not show this just now. Try again. If it happens again, tell your IT team this: ${fault}. In danger, call 999.`,
  )
}

/** What was typed, also where the window does not show it at this moment. Sealed, and gone when it was sent, closed, or left for two hours. */
export async function rememberTyped({ memory, now }: Slack, id: string, reply: Reply): Promise<void> {
  const form = reply.blocks.find(block => block.is === 'form')
  if (form) await memory.put(nameOf(id), form.given, new Date(now().getTime() + typedMs))
  else await memory.forget(nameOf(id))
}

export async function typedIn({ memory, now }: Slack, id: string): Promise<Record<string, unknown>> {
  return z.record(z.string(), z.unknown()).safeParse(await memory.get(nameOf(id), now())).data ?? {}
}

export async function forgetTyped({ memory }: Slack, id: string): Promise<void> {
  await memory.forget(nameOf(id))
}

function nameOf(id: string): string {
  return `typed ${id}`
}
