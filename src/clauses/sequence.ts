import type { Label, Reading } from './labels.ts'

/** A run of labels that count upwards: `1.1, 1.2, 2.1` or `a), b), c)`. */
export interface Sequence {
  family: string
  /** The last value that was reached. */
  parts: number[]
}

/**
 * How well `next` follows `last`: 3 the very next (`1.2` → `1.3`, `1.2.1` or `2`), 2 the next with a heading left out
 * (`1.2` → `2.1`), 1 with some skipped, 0 not at all.
 */
export function follows(last: number[], next: number[]): 0 | 1 | 2 | 3 {
  let same = 0
  while (same < last.length && last[same] === next[same]) same++
  if (same === next.length) return 0
  const tail = next.slice(same + 1)
  const step = (next[same] ?? 0) - (last[same] ?? 0)
  const firsts = tail.every(part => part <= 1)
  if (same === last.length) return (next[same] ?? 0) <= 1 && firsts ? (tail.length === 0 ? 3 : 2) : step <= 4 ? 1 : 0
  if (step === 1) return tail.length === 0 ? 3 : firsts ? 2 : 1
  return step > 1 && step <= mostSkipped && firsts ? 1 : 0
}

/** Clauses are struck out of policies now and then; more than these at once, and the number is not a label. */
const mostSkipped = 6

export function isStart(parts: number[]): boolean {
  return parts.length <= 3 && parts.every(part => part <= 1)
}

/** The reading with which a label goes on a sequence, and how well. */
export function readingFor(sequence: Sequence, label: Label): { reading: Reading; fit: number } | undefined {
  const reading = label.readings.find(each => each.family === sequence.family)
  const fit = reading ? follows(sequence.parts, reading.parts) : 0
  return reading && fit > 0 ? { reading, fit } : undefined
}

/** Characters that a scan or a typist takes for one another. */
const looks: Record<string, string> = { l: '1', i: '1', '|': '1', o: '0', s: '5', b: '8', z: '2' }

function look(text: string): string {
  return text.toLowerCase().replace(/[li|osbz]/g, letter => looks[letter] ?? letter)
}

/**
 * The label that the sequence expects next, if the printed one looks just like it: `I)` between `k)` and `m)` is `l)`.
 * Only single letters and numbers are mended; the print is kept beside.
 */
export function mended(sequence: Sequence, label: Label): Label | undefined {
  const expected = (sequence.parts.at(-1) ?? 0) + 1
  const shape = sequence.family.replace(/[a1]/, core => (core === '1' ? String(expected) : letter(expected)))
  if (sequence.parts.length !== 1 || !/[a1]/.test(sequence.family) || look(shape) !== look(label.printed))
    return undefined
  const readings = [{ family: sequence.family, parts: [expected] }]
  return { ...label, shown: shape.replace(/\.$/, ')'), readings }
}

function letter(value: number): string {
  return value <= 26 ? String.fromCharCode(96 + value) : ''
}
