import type { Actor, Seen } from '../stage.ts'
import type { Driver } from './driver.ts'
import { Hands } from './hands.ts'
import { type Block, buttonsOn, type Screen, seenOn } from './screen.ts'
import type { Workspace } from './workspace.ts'

/** Somebody with Slack before them. What they do is posted as Slack would post it; what they see is what Slack was told to show. */
export interface SlackActor extends Actor {
  id: string
  /** Their conversation with us. */
  dm: string
  screen(): Screen | undefined
  /** What stands in the fields of their window. */
  values(): Record<string, unknown>
  /** What Slack posts when they send their window, with these or other values in its fields. */
  sending(values?: Record<string, unknown>): Record<string, unknown>
  /** Turns to a message in a channel. */
  looksAt(message: Record<string, unknown>, channel: string): void
  /** What Slack posts when this button before them is pressed, by them or by somebody else who sees it. */
  pressing(label: string, who: string): Promise<Record<string, unknown>>
  /** Types a command in a channel, or in their conversation with us. */
  commands(command: string, text?: string, channel?: string): Promise<Seen>
  /** Writes in a channel. */
  writes(
    text: string,
    where: { channel: string; ts: string; thread?: string; mention?: boolean; more?: object },
  ): Promise<Seen>
  /** Uses one of our shortcuts. */
  shortcut(callback: string, message?: object): Promise<Seen>
}

export interface Standing {
  slack: Workspace
  driver: Driver
  /** Resolves when the program has done all that it was asked. */
  idle(): Promise<void>
}

let clicks = 0

export async function slackActor(name: string, { slack, driver, idle }: Standing): Promise<SlackActor> {
  const id = slack.user(name)
  const opened = await slack.owner('conversations.open', { users: id })
  const dm = (opened['channel'] as { id: string }).id
  const read = new Set<string>()
  let screen: Screen | undefined
  /** Where they are just now. */
  let place = dm
  const hands = new Hands()

  const history = async (): Promise<(Record<string, unknown> & { ts: string })[]> => {
    const answer = await slack.owner('conversations.history', { channel: dm, limit: 1000 })
    return [...(answer['messages'] as (Record<string, unknown> & { ts: string })[])].reverse()
  }
  const screenOf = (message: Record<string, unknown>, channel: string, isEphemeral = false): Screen => ({
    ...{ is: 'message', blocks: (message['blocks'] as Block[] | undefined) ?? [], text: String(message['text'] ?? '') },
    ...{ channel, ts: String(message['ts'] ?? '1.1'), isEphemeral },
  })
  /** Does something, waits until all of it is done, and looks at what came of it. */
  const after = async (act: () => Promise<{ status: number; body: string }>): Promise<Seen> => {
    const [calls, responses] = [slack.gate.calls.length, slack.gate.responses.length]
    const answered = await act()
    if (answered.status !== 200) throw new Error(`The program answered Slack with ${answered.status} ${answered.body}`)
    await idle()
    const fromDm = (await history()).filter(({ ts }) => !read.has(ts))
    for (const { ts } of fromDm) read.add(ts)
    screen =
      look(answered.body, slack.gate.calls.slice(calls), slack.gate.responses.slice(responses)) ??
      (fromDm.length > 0 ? screenOf(fromDm.at(-1) ?? {}, dm) : screen)
    return seenOn(screen)
  }
  const look = (
    body: string,
    calls: typeof slack.gate.calls,
    responses: typeof slack.gate.responses,
  ): Screen | undefined => {
    const told = body.startsWith('{') ? JSON.parse(body) : undefined
    if (told?.response_action === 'errors') return screen && { ...screen, errors: told.errors }
    if (told?.response_action === 'update') return windowOf({ ...told.view, id: screen?.id })
    const shown = calls
      .filter(
        ({ method, answer }) =>
          /^views\.(?:open|push|update|publish)$/.test(method) && (answer as { ok?: boolean } | undefined)?.ok,
      )
      .at(-1)
    if (shown)
      return windowOf({ ...(shown.given['view'] as object), id: (shown.answer as { view: { id: string } }).view.id })
    const response = responses.at(-1)
    if (response) return screenOf(response.given, place, response.given['response_type'] === 'ephemeral')
    const ephemeral = calls
      .filter(({ method, given }) => method === 'chat.postEphemeral' && given['user'] === id)
      .at(-1)
    if (ephemeral) return screenOf(ephemeral.given, String(ephemeral.given['channel']), true)
    const posted = calls.filter(({ method, given }) => method === 'chat.postMessage' && given['channel'] !== id).at(-1)
    return posted && screenOf({ ...posted.given, ...(posted.answer as object) }, String(posted.given['channel']))
  }
  const windowOf = (view: Record<string, unknown>): Screen => {
    const {
      type,
      id: viewId,
      private_metadata: metadata,
      submit,
      blocks,
    } = view as { type: string; id: string; private_metadata?: string; submit?: object; blocks: Block[] }
    const window: Screen = {
      is: type === 'home' ? 'home' : 'window',
      blocks,
      id: viewId,
      metadata: metadata ?? '',
      canSend: submit !== undefined,
    }
    hands.look(window)
    return window
  }
  const pressPayload = async (blockId: string, action: object, who = id): Promise<Record<string, unknown>> => {
    const inView = screen?.is !== 'message'
    const view = {
      id: screen?.id,
      type: screen?.is === 'home' ? 'home' : 'modal',
      private_metadata: screen?.metadata,
      state: hands.state(screen),
    }
    const channel = { id: screen?.channel, name: 'x' }
    return {
      ...{ type: 'block_actions', user: { id: who, team_id: slack.team, name, username: name } },
      container: inView
        ? { type: 'view', view_id: screen?.id }
        : {
            type: 'message',
            message_ts: screen?.ts,
            channel_id: screen?.channel,
            is_ephemeral: screen?.isEphemeral === true,
          },
      ...(inView
        ? { view }
        : { channel, message: { ts: screen?.ts }, response_url: `${slack.gate.url}/response/${who}` }),
      trigger_id: await slack.trigger(who, screen?.is === 'window' ? screen.id : undefined),
      actions: [{ block_id: blockId, action_ts: String(++clicks), ...action }],
    }
  }
  const press = (blockId: string, action: object) =>
    after(async () => driver.interaction(await pressPayload(blockId, action)))
  const pressing = (label: string, who: string) => {
    const found = screen && buttonsOn(screen).find(({ element }) => element.text?.text === label)
    if (!found) throw new Error(`There is no "${label}" among: ${seenOn(screen).buttons.join(', ')}`)
    const { action_id, value } = found.element
    return pressPayload(found.block.block_id ?? '', { type: 'button', action_id, value }, who)
  }
  const presses = (label: string) => after(async () => driver.interaction(await pressing(label, id)))
  const writes: SlackActor['writes'] = (text, { channel, ts, thread, mention, more }) => {
    place = channel
    return after(() =>
      driver.event({
        ...{
          type: mention ? 'app_mention' : 'message',
          user: id,
          team: slack.team,
          text: mention ? `<@${slack.bot}> ${text}` : text,
        },
        ...{
          ts,
          event_ts: ts,
          channel,
          ...(thread ? { thread_ts: thread } : {}),
          ...(mention ? {} : { channel_type: channel.startsWith('D') ? 'im' : 'channel' }),
          ...more,
        },
      }),
    )
  }
  const values = () => hands.state(screen).values
  const sending: SlackActor['sending'] = (given = values()) => ({
    ...{
      type: 'view_submission',
      user: { id, team_id: slack.team, name },
      trigger_id: `sent.${++clicks}`,
      response_urls: [],
    },
    view: {
      id: screen?.id,
      type: 'modal',
      callback_id: 'signpost',
      private_metadata: screen?.metadata,
      state: { values: given },
    },
  })
  return {
    ...{ id, dm, presses, pressing, writes, screen: () => screen, values, sending },
    says: text =>
      writes(text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;'), {
        channel: dm,
        ts: `17000.${++clicks}`,
      }),
    looksAt: (message, channel) => {
      screen = screenOf(message, channel)
    },
    home: () =>
      after(() => driver.event({ type: 'app_home_opened', user: id, channel: dm, tab: 'home', event_ts: '1' })),
    commands: (command, text, channel = dm) => {
      place = channel
      return after(() => driver.command(command, id, channel, text))
    },
    shortcut: (callback, message) =>
      after(async () =>
        driver.interaction({
          ...{
            type: message ? 'message_action' : 'shortcut',
            callback_id: callback,
            user: { id, team_id: slack.team, name },
            trigger_id: await slack.trigger(id),
          },
          ...(message
            ? {
                channel: { id: slack.channel('town-hall'), name: 'town-hall' },
                message_ts: '1.1',
                message,
                response_url: `${slack.gate.url}/response/${id}`,
              }
            : {}),
        }),
      ),
    async fills(given, { send = true } = {}) {
      if (screen?.is !== 'window') throw new Error('There is no form.')
      await hands.fill(given, () => screen, press)
      if (!send) return seenOn(screen)
      const left = hands.leftEmpty(screen)
      if (left)
        return { ...seenOn(screen), text: `${seenOn(screen).text}\nPlease complete this required field: ${left}` }
      if (!screen.canSend) throw new Error('This window has no button to send it.')
      return after(() => driver.interaction(sending()))
    },
    async told() {
      const messages = (await history()).filter(({ ts }) => !read.has(ts))
      for (const { ts } of messages) read.add(ts)
      const screens = messages.map(message => screenOf(message, dm))
      screen = screens.at(-1) ?? screen
      return screens.map(seenOn)
    },
  }
}
