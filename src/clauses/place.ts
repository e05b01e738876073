import { type Building, type Open, open, top } from './building.ts'
import type { Label, Reading } from './labels.ts'
import { isPrefix, labelledNode } from './node.ts'
import type { Piece } from './pieces.ts'
import { isStart, mended, readingFor } from './sequence.ts'

/** Opens a number or an item if the label is one where it stands. */
export function openLabel(state: Building, piece: Piece, label: Label, at: number): boolean {
  const next = state.next[at]?.label
  const choice =
    (isRoman(label, next) ? undefined : continuation(state, label)) ??
    mend(state, label, next) ??
    beginning(state, piece, label) ??
    stray(state, piece, label)
  if (!choice) return false
  const { reading, sequence } = choice
  const index = state.sequences.indexOf(sequence)
  state.sequences =
    index < 0
      ? [...state.sequences.filter(each => state.stack.includes(each.base)), sequence]
      : state.sequences.slice(0, index + 1)
  closeForLabel(state, sequence, reading, piece)
  sequence.parts = reading.parts
  const kind = reading.family.startsWith('number') ? 'number' : 'item'
  const node = { ...labelledNode(piece, choice.label ?? label, reading.family, reading.parts, kind), sequence }
  node.mended =
    choice.label !== undefined ||
    (label.printed.replace(/[.:)]$/, '') !== node.shown && /[lIO]/.test(label.printed) && kind === 'number')
  open(state, node)
  return true
}

interface Choice {
  reading: Reading
  sequence: Open
  label?: Label
}

/** `(i)` is the ninth letter after `(h)`, unless `(ii)` comes next. */
function isRoman(label: Label, next: Label | undefined): boolean {
  const roman = label.readings.find(each => /i/i.test(each.family) && isStart(each.parts) && each.family.length < 4)
  return (
    roman !== undefined && (next?.readings.some(each => each.family === roman.family && each.parts[0] === 2) ?? false)
  )
}

/** The open sequence that the label goes on best; of equals, the innermost. */
function continuation(state: Building, label: Label): Choice | undefined {
  let best: (Choice & { fit: number }) | undefined
  for (const sequence of state.sequences.toReversed()) {
    const found = readingFor(sequence, label)
    if (found && found.fit > (best?.fit ?? 0)) best = { ...found, sequence }
  }
  const enough = best && best.fit >= (label.weak ? 3 : label.readings.some(each => isStart(each.parts)) ? 2 : 1)
  return enough ? best : undefined
}

/** A new numbering: under the heading just opened, inside the clause just begun, or in place of the one before. */
function beginning(state: Building, piece: Piece, label: Label): Choice | undefined {
  const reading = label.readings.findLast(each => isStart(each.parts))
  if (!reading) return undefined
  const before = state.sequences.findLast(each => each.family === reading.family && state.stack.includes(each.base))
  const fresh =
    before &&
    state.stack
      .slice(state.stack.indexOf(before.base) + 1)
      .some(node => node.kind === 'heading' || node.kind === 'container')
  const last = top(state)
  const said = last.body.at(-1)
  const introduces = /:$/.test(said && !('kind' in said) ? said.text : last.text)
  const inside =
    last.kind === 'number' && (introduces || piece.indent > (last.heads[0]?.indent ?? 0) || last.parts.length > 1)
  if (before && !fresh && !(reading.family === 'number' && inside)) {
    while (top(state) !== before.base) state.stack.pop()
    state.sequences = state.sequences.slice(0, state.sequences.indexOf(before))
  }
  return { reading, sequence: { family: reading.family, parts: [], base: top(state) } }
}

/** A label that looks like the one expected, where the one after bears it out or nothing else can be made of it. */
function mend(state: Building, label: Label, next: Label | undefined): Choice | undefined {
  for (const sequence of state.sequences.toReversed()) {
    const right = mended(sequence, label)
    const [reading] = right?.readings ?? []
    if (!right || !reading) continue
    const goesOn = next && readingFor({ family: sequence.family, parts: reading.parts }, next)?.fit === 3
    if (goesOn || !label.readings.some(each => isStart(each.parts))) return { reading, sequence, label: right }
  }
  return undefined
}

/** A label that fits no sequence, and is believed for its shape: `4.2` printed twice, a list that begins at 3. */
function stray(state: Building, piece: Piece, label: Label): Choice | undefined {
  const reading = label.readings[0]
  if (!reading || label.weak || !(piece.gap || piece.bullet)) return undefined
  const same = state.sequences.findLast(each => each.family === reading.family && state.stack.includes(each.base))
  if (same && reading.parts.length > 1) return { reading, sequence: same }
  return { reading, sequence: { family: reading.family, parts: [], base: top(state) } }
}

/** Closes what a label ends, down to the number or heading that it stands under. */
function closeForLabel(state: Building, sequence: Open, reading: Reading, piece: Piece): void {
  while (state.stack.length > 1) {
    const node = top(state)
    if (node.kind === 'container') return
    const heading = node.kind === 'heading'
    if (heading && node.level !== undefined && (piece.level === undefined || node.level < piece.level)) return
    if (heading && node.level === undefined) {
      if (node.body.length === 0 && node !== sequence.base) node.gathers = true
      if (node === sequence.base || node.gathers) return
    }
    if (!heading && node === sequence.base && node.sequence !== sequence) return
    if (!heading && node.sequence === sequence && isPrefix(node.parts, reading.parts)) return
    state.stack.pop()
  }
}
