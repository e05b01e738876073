import { type Act, actFrom } from '../../chat/act.ts'
import type { Incoming } from '../../chat/incoming.ts'
import { plainly } from '../../chat/pages/plainly.ts'
import type { Reply } from '../../chat/reply.ts'
import { type Carried, carriedIn, onward } from './carried.ts'
import { isNew } from './commands.ts'
import { fromOf } from './from.ts'
import { Pressed } from './payloads.ts'
import { spotOf } from './read.ts'
import { whereToOpen } from './render.ts'
import { sayTo } from './saying.ts'
import { filledIn } from './sending-in.ts'
import type { Slack } from './slack.ts'
import { openWindow, showIn, type Tell } from './windows.ts'

/** Something was pressed or chosen: in a message, on the home tab, or in a window. */
export async function pressed(slack: Slack, body: unknown, ack: () => Promise<void>): Promise<void> {
  await ack()
  const press = Pressed.safeParse(body).data
  if (!press || !isNew(slack, press.trigger_id)) return
  const act = actFrom(press.actions[0]?.value ?? '')
  const isModal = press.view?.type === 'modal'
  if (isModal && (act || carriedIn(press.view?.private_metadata ?? '')))
    return act ? inWindow(slack, press, act) : changed(slack, press)
  if (!act) return void (await tell(slack, press)(outdated))
  if (!press.view && isTalk(act)) return talkedOn(slack, press, act)
  const asked = ask(slack, press, act)
  return press.trigger_id ? openWindow(slack, press.trigger_id, { act }, asked, tell(slack, press)) : undefined
}

const outdated =
  'Signpost no longer understands that button, because it has changed since. Nothing was done. Begin again, with /signpost for example.'

/** What belongs to the conversation it was pressed in; everything else is shown in a window, to whoever pressed alone. */
function isTalk({ do: what }: Act): boolean {
  return ['feedback', 'share', 'choose', 'council'].includes(what)
}

async function talkedOn(slack: Slack, press: Pressed, act: Act): Promise<void> {
  const reply = await ask(slack, press, act)
  const goesOn = (act.do === 'choose' || act.do === 'council') && !press.container.is_ephemeral
  await sayTo(slack, reply, { spot: spotOf(press), user: press.user.id, url: goesOn ? undefined : press.response_url })
}

/** In a form, a page lies on top of it, so that what was typed stays; from one page the next takes its place. */
async function inWindow(slack: Slack, press: Pressed, act: Act): Promise<void> {
  const { view, trigger_id: trigger } = press
  if (!view) return
  const carried = carriedIn(view.private_metadata ?? '')
  const asked = ask(slack, press, act)
  if (carried?.submission && trigger) return openWindow(slack, trigger, { act, over: true }, asked, tell(slack, press))
  await showIn(slack, view.id, await asked, carried ? onward(carried, act) : { act }, tell(slack, press))
}

/** A choice that changes the form, or more room for words: the form is drawn again with what it holds now. */
async function changed(slack: Slack, press: Pressed): Promise<void> {
  const { view, user, actions } = press
  const carried = carriedIn(view?.private_metadata ?? '')
  if (!view || !carried?.submission) return
  await inTurn(view.id, async () => {
    const filled = await filledIn(slack, view, carried, false)
    const { from } = await fromOf(slack, { id: user.id, name: user.name, team: user.team_id })
    const reply = await slack.answer({ from, what: carried.act, filled, now: slack.now() })
    const parts = (carried.parts ?? 1) + (actions[0]?.action_id === 'more' ? 1 : 0)
    const next: Carried = { ...carried, parts }
    await showIn(slack, view.id, reply, next, tell(slack, press))
  })
}

async function ask(slack: Slack, press: Pressed, act: Act): Promise<Reply> {
  // It would be opened for nothing, and the record would say that somebody has read it.
  if (act.do === 'file' || act.do === 'warnings') return plainly(whereToOpen('Not opened', slack.pages))
  const { id, name, team_id: team } = press.user
  const { from } = await fromOf(slack, { id, name, team }, press.view ? undefined : spotOf(press)?.place)
  const incoming: Incoming = { from, what: act, now: slack.now() }
  return slack.answer(incoming)
}

function tell(slack: Slack, { user, response_url: url }: Pressed): Tell {
  return words => sayTo(slack, plainly(words), { user: user.id, url })
}

/** Two choices in one window, one soon after the other, are drawn in the order in which they came. */
const turns = new Map<string, Promise<void>>()

async function inTurn(window: string, work: () => Promise<void>): Promise<void> {
  const turn = (turns.get(window) ?? Promise.resolve()).catch(() => {}).then(work)
  turns.set(window, turn)
  try {
    await turn
  } finally {
    if (turns.get(window) === turn) turns.delete(window)
  }
}
