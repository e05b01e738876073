import { createHash, randomBytes } from 'node:crypto'

/** A secret that nobody can guess, to be handed out once. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** What is kept of it. A plain hash is enough: there is nothing to try out in 256 bits of chance. */
export function hashOfSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}
