import { cut, most } from './limits.ts'
import { eventsPath } from './paths.ts'
import { prompts } from './prompts.ts'

/** What Signpost may do in a workspace, and why. The README shows the same list, which a test compares. */
export const scopes = [
  { scope: 'app_mentions:read', why: 'to hear a question that names it in a channel' },
  { scope: 'assistant:write', why: 'to offer prompts in its messages tab' },
  {
    scope: 'channels:history',
    why: 'to hear a follow-up, without its name, in a thread of a public channel where it answered',
  },
  { scope: 'channels:read', why: 'for npm run doctor, to check the public channels in authority.yaml' },
  { scope: 'chat:write', why: 'to answer, and to put cards into the channels of desks' },
  { scope: 'commands', why: 'for its commands and shortcuts' },
  { scope: 'files:read', why: 'to take a file that somebody has sent with a report' },
  { scope: 'groups:history', why: 'the same as channels:history, in a private channel it was invited to' },
  { scope: 'groups:read', why: 'for npm run doctor, to check the private channels in authority.yaml' },
  { scope: 'im:history', why: 'to read what people write to it directly' },
  { scope: 'users:read', why: 'for names, and to tell a guest from a member of staff' },
] as const

const events = ['app_home_opened', 'app_mention', 'message.channels', 'message.groups', 'message.im']

export interface ForManifest {
  desks: readonly { id: string; name: string; for: string; commands: string[] }[]
  prefix: string
  /** Where Slack reaches us; nothing where we reach Slack. */
  publicUrl?: string | undefined
}

/** The app as Slack makes it from this. */
export function manifestOf({ desks, prefix, publicUrl }: ForManifest) {
  const request_url = publicUrl ? `${publicUrl.replace(/\/$/, '')}${eventsPath}` : undefined
  const reached = request_url ? { request_url } : {}
  const command = (name: string, description: string, usage_hint?: string) => ({
    command: `/${prefix}${name}`,
    description: cut(description, 100),
    ...(usage_hint ? { usage_hint } : {}),
    should_escape: false,
    ...(request_url ? { url: request_url } : {}),
  })
  return {
    display_information: {
      name: 'Signpost',
      description: 'Answers from your council’s policies, and takes a worry to the right team.',
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: 'Signpost', always_online: true },
      agent_view: {
        agent_description: 'Answers from your council’s policies, and takes a worry to the right team.',
        suggested_prompts: prompts.map(({ title, message }) => ({ title, message })),
      },
      shortcuts: [
        {
          name: 'Report something',
          type: 'global',
          callback_id: 'report',
          description: 'To the team that deals with it',
        },
        {
          name: 'Report this message',
          type: 'message',
          callback_id: 'report-message',
          description: 'To the team that deals with it',
        },
      ],
      slash_commands: [
        command('policy', 'Ask what a policy says. Only you see the answer.', 'your question'),
        command('report', 'Report something to the right team'),
        command('signpost', 'Your page, help, and how Slack knows you', '[help | whoami | mine | inbox]'),
        ...desks.flatMap(desk => desk.commands.map(name => command(name, `${desk.name}: ${desk.for}`))),
      ],
    },
    oauth_config: { scopes: { bot: scopes.map(({ scope }) => scope) } },
    settings: {
      event_subscriptions: { ...reached, bot_events: events },
      interactivity: { is_enabled: true, ...reached },
      org_deploy_enabled: false,
      socket_mode_enabled: request_url === undefined,
      token_rotation_enabled: false,
    },
  }
}

/** What Slack would refuse of it. */
export function wrongManifest({ display_information, features }: ReturnType<typeof manifestOf>): string[] {
  const { slash_commands: commands, shortcuts } = features
  const names = commands.map(({ command }) => command)
  return [
    ...(display_information.name.length > 35 ? ['the name is longer than 35 characters'] : []),
    ...(display_information.description.length > 140 ? ['the description is longer than 140 characters'] : []),
    ...(commands.length > 50 ? [`there are ${commands.length} commands, and Slack takes 50`] : []),
    ...(shortcuts.length > 10 ? [`there are ${shortcuts.length} shortcuts, and Slack takes 10`] : []),
    ...shortcuts
      .filter(({ name }) => name.length > most.title)
      .map(({ name }) => `the shortcut "${name}" is longer than 24 characters`),
    ...names
      .filter(name => !/^\/[a-z0-9_-]{1,31}$/.test(name))
      .map(name => `the command "${name}" is not 1 to 31 lower-case letters`),
    ...names
      .filter((name, at) => names.indexOf(name) !== at)
      .map(name => `the command "${name}" stands twice: two desks have it`),
  ]
}
