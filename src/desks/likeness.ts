import type { Example } from './examples.ts'
import { type Word, wordsOf } from './spot-reading.ts'

/** How much a message is like those that belonged on each desk. */
export interface Likeness {
  /**
   * By desk: above nought where it is more like these than like any, and than like those that belonged on none. Of a desk without examples
   * nothing is said.
   */
  of(words: readonly Word[]): ReadonlyMap<string, number>
}

/**
 * Learnt from examples: for each word and each two that stand together, how much it speaks for each desk. This is plain softmax regression,
 * gone through a few times in one order, so that the same examples always come to the same. It hears what nobody has made a signal of;
 * the signals know what no example shows.
 */
export function learn(
  examples: readonly Pick<Example, 'say' | 'desk'>[],
  short: ReadonlyMap<string, string>,
): Likeness {
  const desks = [...new Set([plain, ...examples.map(({ desk }) => desk)])]
  const all = examples.map(({ say }) => partsOf(wordsOf(say, short)))
  const { numbers, rarity } = counted(all)
  const read = (parts: ReadonlySet<string>): Vector => {
    const held: number[] = []
    for (const part of parts) {
      const number = numbers.get(part)
      if (number !== undefined) held.push(number)
    }
    const length = Math.max(usual, Math.sqrt(held.reduce((sum, number) => sum + (rarity[number] ?? 0) ** 2, 0)))
    return { parts: held, weights: held.map(number => (rarity[number] ?? 0) / length) }
  }
  const weights = trained(
    all.map((parts, at) => ({ vector: read(parts), belongs: desks.indexOf(examples[at]?.desk ?? plain) })),
    numbers.size,
    desks.length,
  )
  return {
    of(words) {
      const chances = chancesOf(read(partsOf(words)), weights, desks.length)
      const more = chances.map(chance => Math.max(Math.log(chance), least) + Math.log(desks.length))
      const [ofPlain = 0] = more
      return new Map(desks.slice(1).map((desk, at) => [desk, (more[at + 1] ?? 0) - ofPlain / 2]))
    },
  }
}

export const plain = 'none'
/** However unlike: one word must be able to say more than all others, where it is a signal. */
const least = -4.6
/** About as much as fifteen words come to. In "and then?" each word would otherwise count as much as a whole account. */
const usual = 24
const passes = 5
const stride = 0.5

/** The parts a message has, by their numbers, and how much each counts in it. */
interface Vector {
  parts: number[]
  weights: number[]
}

interface Weights {
  /** A row of desks for each part, one behind the other. */
  parts: Float64Array
  bias: Float64Array
}

function partsOf(words: readonly Word[]): Set<string> {
  const stems = words.map(({ stem }) => stem)
  return new Set([...stems, ...stems.slice(1).map((stem, at) => `${stems[at]} ${stem}`)])
}

/** The parts that more than one example has, numbered, and how much it says that one is there: the more, the fewer have it. */
function counted(all: readonly ReadonlySet<string>[]): { numbers: Map<string, number>; rarity: number[] } {
  const times = new Map<string, number>()
  for (const parts of all) for (const part of parts) times.set(part, (times.get(part) ?? 0) + 1)
  const known = [...times].filter(([, many]) => many > 1)
  return {
    numbers: new Map(known.map(([part], number) => [part, number])),
    rarity: known.map(([, many]) => Math.log((all.length + 1) / (many + 0.5))),
  }
}

function trained(examples: readonly { vector: Vector; belongs: number }[], parts: number, desks: number): Weights {
  const weights: Weights = { parts: new Float64Array(parts * desks), bias: new Float64Array(desks) }
  const steps = new Float64Array(parts * desks).fill(1e-8)
  for (let pass = 0; pass < passes; pass++)
    for (let turn = 0; turn < examples.length; turn++) {
      const example = examples[scattered(turn + pass, examples.length)]
      if (example) learnOne(example, weights, steps, desks)
    }
  return weights
}

/** One step towards the desk it belongs on; the oftener a part was met, the shorter. */
function learnOne(
  { vector, belongs }: { vector: Vector; belongs: number },
  { parts, bias }: Weights,
  steps: Float64Array,
  desks: number,
): void {
  const wrong = chancesOf(vector, { parts, bias }, desks)
  wrong[belongs] = (wrong[belongs] ?? 0) - 1
  for (const [place, number] of vector.parts.entries())
    for (let desk = 0; desk < desks; desk++) {
      const at = number * desks + desk
      const slope = (vector.weights[place] ?? 0) * (wrong[desk] ?? 0)
      const step = (steps[at] ?? 0) + slope * slope
      steps[at] = step
      parts[at] = (parts[at] ?? 0) - (stride * slope) / Math.sqrt(step)
    }
  for (let desk = 0; desk < desks; desk++) bias[desk] = (bias[desk] ?? 0) - 0.05 * (wrong[desk] ?? 0)
}

function chancesOf(vector: Vector, { parts, bias }: Weights, desks: number): number[] {
  const sums = Array.from(bias)
  for (const [place, number] of vector.parts.entries()) {
    const weight = vector.weights[place] ?? 0
    for (let desk = 0; desk < desks; desk++)
      sums[desk] = (sums[desk] ?? 0) + weight * (parts[number * desks + desk] ?? 0)
  }
  const most = Math.max(...sums)
  const powers = sums.map(sum => Math.exp(sum - most))
  const all = powers.reduce((sum, power) => sum + power, 0)
  return powers.map(power => power / all)
}

/** Examples of one desk often stand together; learnt one after the other, the last would count most. */
function scattered(turn: number, many: number): number {
  return (turn * 7_919) % many
}
