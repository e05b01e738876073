import { setTimeout as wait } from 'node:timers/promises'
import type { From, Place } from '../../chat/incoming.ts'
import type { Bot } from './bot.ts'
import type { Inbound } from './payloads.ts'
import type { Spot } from './read.ts'
import type { Tenants } from './tenants.ts'

export type People = (inbound: Inbound, spot: Spot, place?: Place) => Promise<From>

const rememberedMs = 10 * 60_000
/** Of the three seconds in which a press is answered. */
const longEnoughMs = 1_200
const mostHere = 10_000

/**
 * Who somebody is. Whether they are a guest Teams tells only when asked, and it is remembered for some minutes. While Teams does not say,
 * the tenant they come from counts: a member of staff with a worry must not be turned away because Teams is slow, and no case is open to
 * anybody whom the settings do not name.
 */
export function peopleOver(bot: Pick<Bot, 'member'>, tenants: Tenants, now: () => Date): People {
  const known = new Map<string, { isGuest: boolean; until: number }>()
  const isGuest = async (address: string, person: string, { roster }: Spot): Promise<boolean> => {
    const before = known.get(address)
    if (before && before.until > now().getTime()) return before.isGuest
    const called = await Promise.race([bot.member(roster, person), wait(longEnoughMs, undefined, { ref: false })])
    if (!called?.ok) return before?.isGuest ?? false
    const { isGuest, tenant } = called.value
    const is = isGuest || (tenant !== undefined && !tenants.isOurs(tenant))
    if (known.size >= mostHere) known.clear()
    known.set(address, { isGuest: is, until: now().getTime() + rememberedMs })
    return is
  }
  return async (inbound, spot, place = spot.place) => {
    const { from } = inbound
    const address = addressOf(from)
    const authority = tenants.councilAt(tenantOf(inbound), inbound.channelData?.team?.id ?? undefined)
    return {
      ...{ channel: 'teams', address, name: from.name || 'Somebody', guest: await isGuest(address, from.id, spot) },
      ...(authority ? { authority } : {}),
      place,
    }
  }
}

/** By the directory's id where Teams says it: it is the same in every app and stands in the directory; else by Teams' own. */
export function addressOf({ id, aadObjectId }: Inbound['from']): string {
  return `teams:${aadObjectId ? aadObjectId.toLowerCase() : id}`
}

export function tenantOf({ channelData, conversation }: Inbound): string | undefined {
  return channelData?.tenant?.id ?? conversation.tenantId ?? undefined
}
