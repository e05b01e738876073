import { type Building, type Open, open, top } from './building.ts'
import { isWordFamily, type Label, type Reading } from './labels.ts'
import { isPrefix, labelledNode, type Node } from './node.ts'
import type { Piece } from './pieces.ts'
import { isStart, mended, readingFor } from './sequence.ts'
import { isTitle, saysSomething } from './titles.ts'

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
  closeForLabel(state, sequence, reading, piece)
  const outer =
    index < 0 ? state.sequences.filter(each => state.stack.includes(each.base)) : state.sequences.slice(0, index)
  const inner =
    index < 0 ? [] : state.sequences.slice(index + 1).filter(each => state.stack.some(node => node.sequence === each))
  state.sequences = [...outer, sequence, ...inner]
  sequence.parts = reading.parts
  const kind = reading.family.startsWith('number') ? 'number' : 'item'
  const node = { ...labelledNode(piece, choice.label ?? label, reading.family, reading.parts, kind), sequence }
  node.mended = choice.label !== undefined || isMisread(label)
  open(state, node)
  return true
}

/** `2.l` for 2.1. */
function isMisread({ printed }: Label): boolean {
  return /^[\dlIO]+\.[\dlIO.]+$/.test(printed) && /[lIO]/.test(printed)
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
  if (isWordFamily(reading.family)) closeBesides(state, reading.family)
  if (beginsSections(state, reading, label))
    while (top(state).kind === 'heading' && top(state).level === undefined) state.stack.pop()
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

/** "1 Introduction" below an unnumbered section begins the document's own numbering, not a list of that section. */
function beginsSections(state: Building, { family, parts }: Reading, label: Label): boolean {
  const { kind, level, body } = top(state)
  const fresh = state.sequences.every(each => each.family !== 'number')
  return (
    fresh &&
    kind === 'heading' &&
    level === undefined &&
    body.length > 0 &&
    family === 'number' &&
    parts.length === 1 &&
    isTitle(label.rest) &&
    !saysSomething(label.rest)
  )
}

/** `Rule 1` begins a list beside `Principle 3`, not inside it; a step stands inside its stage. */
function closeBesides(state: Building, family: string): void {
  const beside = state.stack.findIndex(node => isWordFamily(node.family) && node.kind === 'item' && family !== 'step')
  if (beside > 0) state.stack.length = beside
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
  if (!reading || label.weak || !(piece.gap || piece.bullet || /^\p{Lu}/u.test(label.rest))) return undefined
  const same = state.sequences.findLast(each => each.family === reading.family && state.stack.includes(each.base))
  if (same && reading.parts.length > 1) return { reading, sequence: same }
  return { reading, sequence: { family: reading.family, parts: [], base: top(state) } }
}

/** Closes what a label ends, down to the number or heading that it stands under. */
function closeForLabel(state: Building, sequence: Open, reading: Reading, piece: Piece): void {
  while (state.stack.length > 1) {
    const node = top(state)
    if (node.kind === 'container') return
    const heading = node.kind === 'heading' || isHeadingLike(node, sequence)
    if (heading && node !== sequence.base && isInOtherSection(state, sequence, reading)) {
      state.stack.pop()
      continue
    }
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

/** "Stage 1 – First warning" with 3.1 below it heads what it labels. */
function isHeadingLike(node: Node, sequence: Open): boolean {
  return node.kind === 'item' && isWordFamily(node.family) && node.sequence !== sequence && isTitle(node.text)
}

/** Whether the heading on top stands inside a number that the label is not part of: 5 ends what was headed inside 4. */
function isInOtherSection(state: Building, sequence: Open, reading: Reading): boolean {
  const section = state.stack.findLast(node => node.sequence === sequence)
  return section !== undefined && !isPrefix(section.parts, reading.parts)
}
