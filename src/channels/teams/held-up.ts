import type { Bot, Called } from './bot.ts'

/** Teams counts for each conversation by itself, and counts on while it is asked: so nothing is asked of one until the time it named is over. */
export function heldUp(bot: Bot, now: () => Date): Bot {
  const until = new Map<string, number>()
  async function unlessHeld<T>(place: string, call: () => Promise<Called<T>>): Promise<Called<T>> {
    const rest = (until.get(place) ?? 0) - now().getTime()
    if (rest > 0) return { ok: false, trouble: { problem: 'rate-limited', lasting: false, afterMs: rest } }
    const called = await call()
    if (!called.ok && called.trouble.afterMs !== undefined) until.set(place, now().getTime() + called.trouble.afterMs)
    else until.delete(place)
    return called
  }
  return {
    ...bot,
    post: (to, activity) => unlessHeld(to.id, () => bot.post(to, activity)),
    update: (to, message, activity) => unlessHeld(to.id, () => bot.update(to, message, activity)),
    openThread: (service, channel, activity) => unlessHeld(channel, () => bot.openThread(service, channel, activity)),
    openChat: (service, person) => unlessHeld(person, () => bot.openChat(service, person)),
  }
}
