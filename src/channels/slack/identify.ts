import { z } from 'zod'
import type { Library } from '../../chat/ask.ts'
import { Fixable } from '../../errors.ts'
import type { Api } from './api.ts'
import type { Workspace } from './workspace.ts'

const Told = z.object({
  team_id: z.string(),
  user_id: z.string(),
  bot_id: z.string().nullish(),
  enterprise_id: z.string().nullish(),
  response_metadata: z.object({ scopes: z.array(z.string()).optional() }).nullish(),
})

export interface Identity {
  at: Workspace
  scopes: string[] | undefined
}

/** Which workspace the token opens, who we are in it, and whose council that is. Nothing while Slack does not answer. */
export async function identify(api: Api, authorities: Library['authorities']): Promise<Identity | undefined> {
  const called = await api.call('auth.test', {}, { patiently: true })
  if (!called.ok) {
    if (called.trouble.problem !== 'signed-out') return undefined
    throw new Fixable(
      `Slack does not take the SLACK_BOT_TOKEN (${called.trouble.word}). Copy it again: at https://api.slack.com/apps it stands under "OAuth & Permissions", and it begins with xoxb-.`,
    )
  }
  const told = Told.safeParse(called.said).data
  if (!told) return undefined
  const { team_id: team, user_id: user, bot_id: bot, enterprise_id: enterprise } = told
  const own = authorities.filter(one => one['slack workspaces'].some(id => id === team || id === enterprise))
  const [council] = own.length === 1 ? own : []
  const zones = new Set((council ? [council] : authorities).map(one => one['time zone']))
  const [timeZone] = zones.size === 1 ? zones : []
  return {
    scopes: told.response_metadata?.scopes,
    at: {
      ...{ team, user },
      ...(bot ? { bot } : {}),
      ...(enterprise ? { enterprise } : {}),
      ...(council ? { authority: council.id } : {}),
      ...(timeZone ? { timeZone } : {}),
    },
  }
}
