/**
 * A value with typed arrays in it as JSON, and the arrays beside it as bytes: a million postings are read as they
 * stand, without parsing. The index's checksums vouch for both.
 */
export function packed(value: unknown): { json: string; bytes: Buffer } {
  const parts: Buffer[] = []
  let at = 0
  const json = JSON.stringify(value, (_, inner: unknown) => {
    if (!isTyped(inner)) return inner
    const padding = Buffer.alloc((8 - (at % 8)) % 8)
    parts.push(padding, Buffer.from(inner.buffer, inner.byteOffset, inner.byteLength))
    const place = { typed: inner.constructor.name, at: at + padding.length, length: inner.length }
    at = place.at + inner.byteLength
    return place
  })
  return { json, bytes: Buffer.concat(parts) }
}

export function unpacked(json: string, bytes: Buffer): unknown {
  // Views of numbers must start at a multiple of their size, and a buffer that was read may start anywhere.
  const whole = new Uint8Array(bytes).buffer
  return JSON.parse(json, (_, inner: unknown) => {
    const kind = kinds.find(kind => isObject(inner) && inner['typed'] === kind.name)
    return kind && isObject(inner) ? new kind(whole, Number(inner['at']), Number(inner['length'])) : inner
  })
}

const kinds = [Uint16Array, Uint32Array, Float32Array, Float64Array]
type Typed = InstanceType<(typeof kinds)[number]>

function isTyped(value: unknown): value is Typed {
  return kinds.some(kind => value instanceof kind)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
