import { generateKeyPairSync, sign } from 'node:crypto'
import { isIP } from 'node:net'

/** A certificate that vouches for itself, made for one test: for some names and addresses, and for as long as is said. */
export function certificate(names: string[], { from = -1, to = 30 }: { from?: number; to?: number } = {}) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const algorithm = der(0x30, oid('2a8648ce3d040302'))
  const name = der(0x30, der(0x31, der(0x30, oid('550403'), der(0x0c, Buffer.from('Signpost test')))))
  const alternatives = names.map(one => (isIP(one) ? der(0x87, address(one)) : der(0x82, Buffer.from(one))))
  const extension = der(0x30, oid('551d11'), der(0x04, der(0x30, ...alternatives)))
  const body = der(
    0x30,
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1])),
    ...[algorithm, name, der(0x30, time(from), time(to)), name],
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, der(0x30, extension)),
  )
  const signature = der(0x03, Buffer.from([0]), sign('sha256', body, privateKey))
  const lines = der(0x30, body, algorithm, signature).toString('base64').replace(/.{64}/g, '$&\n')
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
}

function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  const { length } = content
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}

function oid(hex: string): Buffer {
  return der(0x06, Buffer.from(hex, 'hex'))
}

/** So many days from now, on the real clock: TLS knows no other. */
function time(days: number): Buffer {
  const at = new Date(Date.now() + days * 86_400_000).toISOString()
  return der(0x17, Buffer.from(`${at.replace(/[-:T]/g, '').slice(2, 14)}Z`))
}

function address(ip: string): Buffer {
  return Buffer.from(ip.split('.').map(Number))
}
