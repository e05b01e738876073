import { createHash, randomBytes } from 'node:crypto'

/** A secret that nobody can guess, to be handed out once. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** What is kept of it. A plain hash is enough: there is nothing to try out in 256 bits of chance. */
export function hashOfSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

/** What is kept of an address: it tells whether the settings still name that one. It hides nothing that they do not show. */
export function markOfAddress(address: string): string {
  return createHash('sha256').update(`address ${address}`).digest('hex')
}
