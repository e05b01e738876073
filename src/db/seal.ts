import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import { Fixable } from '../errors.ts'

/** Where a sealed value belongs. It opens nowhere else, so one row's words cannot be passed off as another's. */
export interface Place {
  table: string
  row: string
  field: string
}

/** A key that seals what belongs together, such as one case. Without it, what it sealed is noise. */
export interface Seal {
  seal(place: Place, content: string | Uint8Array): Uint8Array
  unseal(place: Place, sealed: Uint8Array): Buffer
}

/**
 * AES-256-GCM. A sealed value is: one byte that says which way it was sealed, a nonce, a tag, and the rest. The place and
 * the key's own name are authenticated with it. A nonce is random; one key would have to seal 2^32 values before two alike
 * are to be feared.
 */
export function sealWith(secret: Buffer, name: string): Seal {
  return {
    seal(place, content) {
      const nonce = newNonce()
      const cipher = createCipheriv('aes-256-gcm', secret, nonce)
      cipher.setAAD(bound(name, place))
      const body = [cipher.update(content), cipher.final()]
      return Buffer.concat([Buffer.of(version), nonce, cipher.getAuthTag(), ...body])
    },
    unseal(place, sealed) {
      if (sealed[0] !== version || sealed.length < 29) throw damaged(place)
      const cipher = createDecipheriv('aes-256-gcm', secret, sealed.subarray(1, 13), { authTagLength: 16 })
      cipher.setAAD(bound(name, place))
      cipher.setAuthTag(sealed.subarray(13, 29))
      try {
        return Buffer.concat([cipher.update(sealed.subarray(29)), cipher.final()])
      } catch {
        throw damaged(place)
      }
    },
  }
}

/** The same text gives the same fingerprint, and without the secret nobody can tell which text it was, or try some. */
export function fingerprintWith(secret: Buffer): (purpose: string, text: string) => string {
  return (purpose, text) =>
    createHmac('sha256', secret)
      .update(JSON.stringify([purpose, text]))
      .digest('base64url')
}

const version = 1

let nonces = Buffer.alloc(0)

/** Drawn by the hundred, since each call for chance costs more than the sealing itself. */
function newNonce(): Buffer {
  if (nonces.length === 0) nonces = randomBytes(1_200)
  const nonce = nonces.subarray(0, 12)
  nonces = nonces.subarray(12)
  return nonce
}

function bound(name: string, { table, row, field }: Place): Buffer {
  return Buffer.from(JSON.stringify(['signpost', version, name, table, row, field]))
}

function damaged({ table, row, field }: Place): Fixable {
  return new Fixable(
    `What is sealed in ${table}.${field} of "${row}" does not open: it was changed, moved there from elsewhere, or sealed by a newer Signpost. Compare it with a backup, and run "npm run audit -- verify".`,
  )
}
