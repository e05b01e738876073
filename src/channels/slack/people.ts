import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import type { Api } from './api.ts'
import type { Workspace } from './workspace.ts'

/** Somebody in Slack. */
export interface Who {
  name: string
  /** A guest of the workspace, or somebody from another organisation. */
  isGuest: boolean
  isBot: boolean
}

export type People = (
  user: string,
  said?: { name?: string | null | undefined; team?: string | null | undefined },
) => Promise<Who>

const rememberedMs = 10 * 60_000
/** Of the three seconds that Slack gives for an answer. */
const longEnoughMs = 1_200

const Info = z.object({
  user: z.object({
    team_id: z.string().nullish(),
    name: z.string().nullish(),
    real_name: z.string().nullish(),
    profile: z.object({ real_name: z.string().nullish() }).nullish(),
    deleted: z.boolean().nullish(),
    is_bot: z.boolean().nullish(),
    is_restricted: z.boolean().nullish(),
    is_ultra_restricted: z.boolean().nullish(),
    is_stranger: z.boolean().nullish(),
    enterprise_user: z.object({ enterprise_id: z.string().nullish() }).nullish(),
  }),
})

/**
 * Who somebody is, asked of Slack and remembered for some minutes. While Slack does not say, what came with the message counts: a member
 * of staff with a worry must not be turned away because Slack is slow, and no case is open to anybody whom the settings do not name.
 */
export function peopleOver(api: Pick<Api, 'call'>, at: Workspace, now: () => Date): People {
  const known = new Map<string, { who: Who; until: number }>()
  return async (user, said = {}) => {
    const before = known.get(user)
    if (before && before.until > now().getTime()) return before.who
    const called = await Promise.race([api.call('users.info', { user }), wait(longEnoughMs, undefined, { ref: false })])
    const info = called?.ok ? Info.safeParse(called.said).data : undefined
    if (!info)
      return (
        before?.who ?? { name: said.name || 'Somebody', isGuest: isElsewhere(at, said.team, undefined), isBot: false }
      )
    const who = whoIs(at, info)
    known.set(user, { who, until: now().getTime() + rememberedMs })
    return who
  }
}

function whoIs(at: Workspace, { user }: z.infer<typeof Info>): Who {
  return {
    name: user.profile?.real_name || user.real_name || user.name || 'Somebody',
    isGuest:
      user.is_restricted === true ||
      user.is_ultra_restricted === true ||
      user.is_stranger === true ||
      user.deleted === true ||
      isElsewhere(at, user.team_id, user.enterprise_user?.enterprise_id),
    isBot: user.is_bot === true,
  }
}

/** In an organisation with several workspaces, those of the others are colleagues. */
function isElsewhere(at: Workspace, team: string | null | undefined, enterprise: string | null | undefined): boolean {
  if (!team || team === at.team) return false
  return at.enterprise === undefined || (enterprise !== at.enterprise && team !== at.enterprise)
}
