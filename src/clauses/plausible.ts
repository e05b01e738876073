import { isWordFamily, type Label, type Reading } from './labels.ts'
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
  const established = new Set<string>()
  return pieces.map((piece, at) => {
    const { label, ...bare } = piece
    const readings = label?.readings ?? []
    const led = readings.some(each => leads(each).some(lead => before.has(lead)))
    const followed = follow[at] === true || readings.some(each => isStart(each.parts) && established.has(each.family))
    if (!label || !isBorneOut(label, led, followed)) return bare
    for (const each of readings) {
      before.add(key(each.family, each.parts))
      // "Section 2" leads to 2.1 as "2." would.
      if (isWordFamily(each.family)) before.add(key('number', each.parts))
      for (let depth = 1; depth < each.parts.length; depth++)
        before.add(within(each.family, each.parts.slice(0, depth)))
      if (led || followed) established.add(each.family)
    }
    return piece
  })
}

function isBorneOut(label: Label, led: boolean, followed: boolean): boolean {
  const start = label.readings.some(each => isStart(each.parts))
  if (label.weak && !wordy(label)) return led || (start && followed)
  return start || led || followed || wordy(label) || (label.readings[0]?.parts.length ?? 0) === 1
}

/** "Appendix 2" needs nobody beside it. */
function wordy(label: Label): boolean {
  const family = label.readings[0]?.family ?? ''
  return isWordFamily(family) && family !== 'question'
}

function nexts({ family, parts }: Reading): string[] {
  const last = parts.at(-1) ?? 0
  return [key(family, [...parts.slice(0, -1), last + 1]), key(family, [...parts, 1])]
}

function previous({ family, parts }: Reading): string {
  const last = parts.at(-1) ?? 0
  if (last > 1) return key(family, [...parts.slice(0, -1), last - 1])
  return parts.length > 1 ? key(family, parts.slice(0, -1)) : ''
}

/**
 * What a number may stand behind: the number before it; any of its section, so that 4.4 is believed where 4.3 was struck out;
 * and for the first of a section whose heading prints no number, any of the section before: 2.2 for 3.1.
 */
function leads({ family, parts }: Reading): string[] {
  const last = parts.findLastIndex(part => part > 1)
  const [section, at] = [parts.slice(0, last), parts[last] ?? 0]
  const first = last >= 0 && last < parts.length - 1
  return [
    previous({ family, parts }),
    within(family, parts.slice(0, -1)),
    ...(first ? [key(family, [...section, at]), within(family, [...section, at - 1])] : []),
  ]
}

function within(family: string, section: number[]): string {
  return `${key(family, section)}.`
}

function key(family: string, parts: number[]): string {
  return `${family} ${parts.join('.')}`
}

/** For each piece, the next one after it that carries a label. */
export function later(pieces: Piece[], counts: (label: Label) => boolean = () => true): (Piece | undefined)[] {
  const found: (Piece | undefined)[] = []
  let next: Piece | undefined
  for (let at = pieces.length - 1; at >= 0; at--) {
    found[at] = next
    const label = pieces[at]?.label
    if (label && counts(label)) next = pieces[at]
  }
  return found
}
