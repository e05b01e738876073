import { z } from 'zod'
import { State } from './filled.ts'

/** What Slack sends, as far as we read it. It is signed, and still it is looked at before anything is made of it. */
const id = z.string().min(1).max(255)
const team = z.object({ id, domain: z.string().nullish() }).nullish()
const user = z.object({ id, team_id: z.string().nullish(), name: z.string().nullish(), username: z.string().nullish() })
const responses = { trigger_id: z.string().max(500).nullish(), response_url: z.url().nullish() }
const file = z.object({ id, name: z.string().nullish(), title: z.string().nullish(), size: z.number().nullish() })

export const MessageEvent = z.object({
  event: z.object({
    type: z.enum(['app_mention', 'message']),
    subtype: z.string().nullish(),
    user: z.string().nullish(),
    bot_id: z.string().nullish(),
    app_id: z.string().nullish(),
    team: z.string().nullish(),
    user_team: z.string().nullish(),
    text: z.string().nullish(),
    ts: id,
    thread_ts: z.string().nullish(),
    channel: id,
    channel_type: z.string().nullish(),
    files: z.array(file).nullish(),
  }),
  is_ext_shared_channel: z.boolean().nullish(),
})
export type MessageEvent = z.infer<typeof MessageEvent>

export const HomeOpened = z.object({
  event: z.object({ user: id, channel: z.string().nullish(), tab: z.string().nullish() }),
  event_id: z.string().nullish(),
})

export const Command = z.object({
  command: z.string().max(40),
  text: z.string().nullish(),
  user_id: id,
  user_name: z.string().nullish(),
  team_id: z.string().nullish(),
  channel_id: id,
  channel_name: z.string().nullish(),
  ...responses,
})
export type Command = z.infer<typeof Command>

export const Shortcut = z.object({
  type: z.enum(['shortcut', 'message_action']),
  callback_id: id,
  team,
  user,
  ...responses,
  channel: z.object({ id }).nullish(),
  message_ts: z.string().nullish(),
  message: z
    .object({
      user: z.string().nullish(),
      username: z.string().nullish(),
      bot_profile: z.object({ name: z.string().nullish() }).nullish(),
      text: z.string().nullish(),
      ts: z.string().nullish(),
      thread_ts: z.string().nullish(),
      files: z.array(file).nullish(),
      attachments: z.array(z.object({ text: z.string().nullish(), fallback: z.string().nullish() })).nullish(),
    })
    .nullish(),
})
export type Shortcut = z.infer<typeof Shortcut>

const view = z.object({
  id,
  type: z.enum(['modal', 'home']),
  private_metadata: z.string().nullish(),
  state: State.nullish(),
  blocks: z.array(z.object({ type: z.string(), block_id: z.string().nullish() })).nullish(),
})

export const Pressed = z.object({
  team,
  user,
  ...responses,
  channel: z.object({ id }).nullish(),
  container: z.object({
    is_ephemeral: z.boolean().nullish(),
    channel_id: z.string().nullish(),
    message_ts: z.string().nullish(),
    thread_ts: z.string().nullish(),
  }),
  view: view.nullish(),
  actions: z.array(z.object({ action_id: id, block_id: z.string(), value: z.string().max(2000).nullish() })).min(1),
})
export type Pressed = z.infer<typeof Pressed>

export const Sent = z.object({ team, user, view, ...responses })
export type Sent = z.infer<typeof Sent>
