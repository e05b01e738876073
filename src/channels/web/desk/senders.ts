import type { Request } from 'express'

const withinMs = 10 * 60_000
/** A whole council may come from one address in the morning; a list of its staff is longer. */
const most = 60
const mostSenders = 10_000

/**
 * Counts who asks for links, whomever they ask for: each person has a count of their own, so this is for somebody who goes through a
 * list of names. In memory: a restart forgives, and several processes allow as many times more.
 */
export function senders(now: () => Date) {
  const asked = new Map<string, number[]>()
  return {
    mayAsk(request: Request): boolean {
      const since = now().getTime() - withinMs
      const sender = senderOf(request)
      const before = (asked.get(sender) ?? []).filter(at => at > since)
      if (before.length >= most) return false
      asked.delete(sender)
      asked.set(sender, [...before, now().getTime()])
      // Whoever has very many addresses pushes out the oldest, and is left with the count of each person.
      if (asked.size > mostSenders) asked.delete([...asked.keys()][0] ?? '')
      return true
    },
  }
}

/** The proxy that ends TLS adds the address it was called from last; what stands before it anybody can write. */
function senderOf({ headers, socket }: Request): string {
  const forwarded = [headers['x-forwarded-for']].flat().join(',').split(',').at(-1)?.trim()
  const address = forwarded || socket.remoteAddress || ''
  // One household or server has all addresses that begin with the same four groups.
  return address.includes('.') ? address : address.split(':').slice(0, 4).join(':')
}
