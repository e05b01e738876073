import { createHash } from 'node:crypto'

/** The name of one notice at one address: the same for each try of it, and what a bounce leads back by. */
export interface Token {
  delivery: string
  /** Of the address, so that a mail that came back from an old one is not taken for the one in use now. */
  mark: string
}

export function tokenOf(delivery: string, address: string): string {
  return `${isUuid.test(delivery) ? delivery : digest(delivery, 32)}.${markOf(address)}`
}

/** A token wherever it stands in a text; nothing where none does. */
export function tokenIn(text: string): Token | undefined {
  const [, delivery, mark] = written.exec(text) ?? []
  return delivery && mark ? { delivery: delivery.toLowerCase(), mark: mark.toLowerCase() } : undefined
}

export function markOf(address: string): string {
  return digest(address.toLowerCase(), 12)
}

/**
 * Servers may put a name of their own in place of the first of these (Microsoft 365 does), so the token stands in another header
 * as well. All mails about one case to one address answer the same mail, which never was: that is what makes them a thread.
 */
export function messageIds(token: string, thread: string, address: string, domain: string) {
  return { id: `<${token}@${domain}>`, root: `<${digest(`${thread}\n${address.toLowerCase()}`, 32)}@${domain}>` }
}

const isUuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const written = /\b([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([0-9a-f]{12})\b/i

function digest(text: string, length: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, length)
}
