import type { Label, Reading } from './labels.ts'
import type { Piece } from './pieces.ts'
import { isStart } from './sequence.ts'

/**
 * Takes the label from pieces whose neighbours do not bear it out. "8 Expectations" is a heading and no clause 8 when
 * there is no 7 and no 9; "A. Smith" is no list when no "B." follows.
 */
export function believable(pieces: Piece[]): Piece[] {
  const after = new Set<string>()
  const follow = pieces.map(() => false)
  for (let at = pieces.length - 1; at >= 0; at--) {
    const readings = pieces[at]?.label?.readings ?? []
    follow[at] = readings.some(each => nexts(each).some(next => after.has(next)))
    for (const each of readings) after.add(key(each.family, each.parts))
  }
  const before = new Set<string>()
  return pieces.map((piece, at) => {
    const { label, ...bare } = piece
    const readings = label?.readings ?? []
    const led = readings.some(each => before.has(previous(each)))
    for (const each of readings) before.add(key(each.family, each.parts))
    return !label || isBorneOut(label, led, follow[at] === true) ? piece : bare
  })
}

function isBorneOut(label: Label, led: boolean, followed: boolean): boolean {
  const start = label.readings.some(each => isStart(each.parts))
  if (label.weak && !wordy(label)) return led || (start && followed)
  return start || led || followed || wordy(label) || (label.readings[0]?.parts.length ?? 0) === 1
}

/** "Appendix 2" needs nobody beside it. */
function wordy(label: Label): boolean {
  return (
    /^[a-z]{4,}$/.test(label.readings[0]?.family ?? '') && !/^number|^question/.test(label.readings[0]?.family ?? '')
  )
}

function nexts({ family, parts }: Reading): string[] {
  const last = parts.at(-1) ?? 0
  return [key(family, [...parts.slice(0, -1), last + 1]), key(family, [...parts, 1])]
}

function previous({ family, parts }: Reading): string {
  const last = parts.at(-1) ?? 0
  if (last > 1) return key(family, [...parts.slice(0, -1), last - 1])
  return parts.length > 1 ? key(family, parts.slice(0, -1)) : '?'
}

function key(family: string, parts: number[]): string {
  return `${family} ${parts.join('.')}`
}

/** For each piece, the next one after it that carries a label. */
export function later(pieces: Piece[]): (Piece | undefined)[] {
  const found: (Piece | undefined)[] = []
  let next: Piece | undefined
  for (let at = pieces.length - 1; at >= 0; at--) {
    found[at] = next
    if (pieces[at]?.label) next = pieces[at]
  }
  return found
}
