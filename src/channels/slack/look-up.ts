import { z } from 'zod'
import type { Library } from '../../chat/ask.ts'
import { Fixable } from '../../errors.ts'
import { wayThrough } from '../proxy.ts'
import { type Api, apiOver } from './api.ts'
import { identify } from './identify.ts'
import { scopes } from './manifest.ts'
import { accessIn, type SlackSettings } from './settings.ts'

type Authority = Library['authorities'][number]

const User = z.object({
  user: z.object({
    deleted: z.boolean().nullish(),
    is_bot: z.boolean().nullish(),
    is_restricted: z.boolean().nullish(),
    is_ultra_restricted: z.boolean().nullish(),
  }),
})
const Room = z.object({
  channel: z.object({
    is_archived: z.boolean().nullish(),
    is_member: z.boolean().nullish(),
    is_ext_shared: z.boolean().nullish(),
  }),
})

/**
 * Every Slack id in the settings, asked of Slack one after another: who has left, which room is archived or lacks us. A sentence each, for
 * whoever looks after the settings.
 */
export async function lookUp(
  settings: SlackSettings,
  authorities: Library['authorities'],
): Promise<{ mistakes: string[]; warnings: string[] }> {
  try {
    const { token, url } = accessIn(settings)
    const api = apiOver({ token, url, now: () => new Date(), ...(await wayThrough(settings.HTTPS_PROXY)) })
    const identity = await identify(api, authorities)
    if (!identity)
      return { mistakes: [], warnings: ['Slack did not answer, so the Slack ids in authority.yaml were not checked.'] }
    const lacking = scopes.filter(({ scope }) => identity.scopes && !identity.scopes.includes(scope))
    const { team, enterprise } = identity.at
    const strange = authorities.flatMap(one =>
      placesIn(one).flatMap(place => wrongWorkspace(one, place, [team, enterprise])),
    )
    const known = authorities.flatMap(one => placesIn(one).map(place => ({ authority: one, ...place })))
    const found = await inTurn(known, place => (place.isRoom ? wrongRoom(api, place) : wrongPerson(api, place)))
    return {
      mistakes: [
        ...lacking.map(
          ({ scope, why }) =>
            `The Slack app lacks the right ${scope}, ${why}. Put the manifest in again, and install the app anew.`,
        ),
        ...strange,
        ...found.flatMap(({ mistakes }) => mistakes),
      ],
      warnings: [...unmapped(authorities, team, identity.at.authority), ...found.flatMap(({ warnings }) => warnings)],
    }
  } catch (error) {
    if (error instanceof Fixable) return { mistakes: [error.message], warnings: [] }
    throw error
  }
}

interface Place {
  /** As the settings call whoever or whatever is reached there. */
  name: string
  id: string
  workspace: string | undefined
  isRoom: boolean
}

function placesIn(authority: Authority): Place[] {
  const all = [...Object.values(authority.people), ...Object.values(authority.rooms)]
  return all.flatMap(({ name, reach }) =>
    reach.flatMap(address => {
      const [, workspace, id] = /^slack:(?:([TE][A-Z0-9]+)\/)?([CDGUW][A-Z0-9]+)$/.exec(address) ?? []
      return id ? [{ name, id, workspace, isRoom: /^[CG]/.test(id) }] : []
    }),
  )
}

function wrongWorkspace(
  { id: council }: Authority,
  { name, id, workspace }: Place,
  ours: (string | undefined)[],
): string[] {
  if (workspace === undefined || ours.includes(workspace)) return []
  return [
    `${council}: slack:${workspace}/${id} (${name}) is in another workspace than the one that SLACK_BOT_TOKEN opens, ${ours[0]}.`,
  ]
}

type Found = { mistakes: string[]; warnings: string[] }
type Known = Place & { authority: Authority }

async function wrongPerson(api: Api, { authority, name, id }: Known): Promise<Found> {
  const who = `${authority.id}: slack:${id} (${name})`
  const called = await api.call('users.info', { user: id }, { patiently: true })
  if (!called.ok)
    return called.trouble.lasting
      ? mistake(`${who} is nobody in Slack. Ask them to type /signpost whoami there.`)
      : unchecked(who)
  const user = User.safeParse(called.said).data?.user
  if (user?.deleted) return mistake(`${who}: this account is switched off. Put somebody else in their place.`)
  if (user?.is_bot) return mistake(`${who} is a bot, and a bot reads nothing.`)
  if (user?.is_restricted || user?.is_ultra_restricted)
    return mistake(`${who} is a guest, and guests are shown no case.`)
  return { mistakes: [], warnings: [] }
}

async function wrongRoom(api: Api, { authority, name, id }: Known): Promise<Found> {
  const room = `${authority.id}: the room slack:${id} (${name})`
  const called = await api.call('conversations.info', { channel: id }, { patiently: true })
  if (!called.ok)
    return called.trouble.lasting
      ? mistake(`${room} is not there, or it is private and Signpost is not in it. Type /invite @Signpost in it.`)
      : unchecked(room)
  const channel = Room.safeParse(called.said).data?.channel
  if (channel?.is_archived) return mistake(`${room} is archived.`)
  if (channel?.is_member === false) return mistake(`${room} lacks Signpost. Type /invite @Signpost in it.`)
  const shared = `${room} is shared with another organisation, whose people see that there is a case.`
  return { mistakes: [], warnings: channel?.is_ext_shared ? [shared] : [] }
}

function unmapped(authorities: Library['authorities'], team: string, council: string | undefined): string[] {
  if (council !== undefined || authorities.length < 2) return []
  return [
    `No council has the workspace ${team} under "slack workspaces", or several have: each person in it is asked once for their council.`,
  ]
}

function mistake(says: string): Found {
  return { mistakes: [says], warnings: [] }
}

function unchecked(what: string): Found {
  return { mistakes: [], warnings: [`${what} was not checked, because Slack did not answer.`] }
}

/** Slack takes some fifty such questions a minute. */
async function inTurn<T, R>(all: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const done: R[] = []
  for (const one of all) done.push(await work(one))
  return done
}
